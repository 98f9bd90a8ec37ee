"""The lockfile: every figure as it was accepted, in a file that is committed. Drawings are compared with it.

It is sorted, and has a line for each thing that can change, so that a diff reads as what has changed. Only `write`
touches the disk, and no build calls it.
"""

import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_colophon.figures.drawing.job import Value
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.problems import Problem, Refused

NAME = "figures.lock"
VERSION = 1
HEAD = """\
# Every figure as it was accepted. `colophon figures check` draws them anew and compares;
# `colophon figures accept` writes this file. After a merge conflict, keep either side and accept.
"""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class Lock:
    """A lockfile that was read.

    Attributes
    ----------
    path : how messages name it.
    text : what is in it; None if there is no such file.
    entries : the figures in it; none if it is broken.
    problems : what is wrong with it.
    """

    path: str
    text: str | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class LockError(Refused):
    """The lockfile cannot be read or written."""


def dump(entries: Mapping[str, Entry]) -> str:
    """The text of a lockfile. What most figures were drawn in stands once, at the top.

    >>> print(dump({"a": Entry("f1", "d1", {".svg": "o1"}, {"kept": 4}, {"python": "3.11.9"})}))  # doctest: +ELLIPSIS
    # Every figure ...
    version = 1
    <BLANKLINE>
    [environment]
    python = "3.11.9"
    <BLANKLINE>
    [figures.a]
    fingerprint = "f1"
    data = "d1"
    outputs.".svg" = "o1"
    values.kept = 4
    <BLANKLINE>
    """
    common = _common(each.environment for each in entries.values())
    shared = {_key(part): version for part, version in common.items()}
    blocks = [f"{HEAD}version = {VERSION}\n", _rows("environment", shared)]
    for name, each in sorted(entries.items()):
        rows: dict[str, Value] = {"fingerprint": each.fingerprint, "data": each.data}
        rows |= {f"outputs.{_key(suffix)}": digest for suffix, digest in sorted(each.outputs.items())}
        rows |= {f"values.{_key(value)}": number for value, number in sorted(each.values.items())}
        own = {part: each.environment.get(part, "") for part in sorted({*common, *each.environment})}
        rows |= {f"environment.{_key(p)}": version for p, version in own.items() if version != common.get(p, "")}
        blocks.append(_rows(f"figures.{_key(name)}", rows))
    return "\n".join(blocks)


def load(text: str, path: str) -> Lock:
    """The lockfile with this text, which messages call `path`, and what is wrong with it.

    >>> load("version = 1\\n<<<<<<< main\\n", "figures.lock").problems[0].line
    2
    """
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Lock(path, text, problems=(_broken("it holds the marks of a merge conflict", path, line),))
    try:
        return Lock(path, text, _entries(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.rstrip().count("\n") + 1, 0)
        problem = _broken(f"it is no TOML: {_PLACE.sub('', str(error))}", path, line, column)
    except RecursionError:
        problem = _broken("it is nested too deeply", path, 1)
    except _Misshapen as error:
        problem = _broken(error.text, path, line_of(text, *error.keys))
    return Lock(path, text, problems=(problem,))


def read(path: Path, shown: str) -> Lock:
    """The lockfile at `path`, which messages call `shown`.

    Raises
    ------
    LockError
        If it cannot be read.
    """
    try:
        return load(path.read_text("utf-8", "surrogateescape"), shown)
    except FileNotFoundError:
        return Lock(shown)
    except OSError as error:
        raise LockError(f"{shown} cannot be read: {error.strerror}") from error


def write(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write a lockfile in one step, unless it says the same already.

    Raises
    ------
    LockError
        If it cannot be written.
    """
    content = dump(entries).encode("utf-8", "surrogateescape")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if not path.is_file() or path.read_bytes() != content:
            temporary.write_bytes(content)
            os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise LockError(f"{path.name} cannot be written: {error.strerror}") from error


def line_of(text: str, *keys: str) -> int:
    """The line of a lockfile with the block of a figure, or of a key in it; the first if there is none.

    >>> line_of("version = 1\\n\\n[figures.a]\\ndata = ''\\n", "a", "data"), line_of("version = 1\\n", "b")
    (4, 1)
    """
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if keys and line.strip() == f"[figures.{_key(keys[0])}]"]
    if not starts:
        return 1
    for n, line in enumerate(lines[starts[0] + 1 :], starts[0] + 1):
        if line.startswith("["):
            break
        if keys[1:] and re.match(rf"{re.escape(keys[1])}\b", line.strip()):
            return n + 1
    return starts[0] + 1


class _Misshapen(Exception):
    """TOML that is no lockfile; `keys` say where."""

    def __init__(self, text: str, *keys: str) -> None:
        super().__init__(text)
        self.text, self.keys = text, keys


def _entries(document: Mapping[str, Any]) -> dict[str, Entry]:
    if document.get("version") != VERSION:
        raise _Misshapen(f"its version is {document.get('version')!r}, and this Colophon reads version {VERSION}")
    common = _strings(document.get("environment", {}), "environment")
    figures = document.get("figures", {})
    if not isinstance(figures, dict):
        raise _Misshapen("'figures' is no table")
    return {name: _entry(name, given, common) for name, given in figures.items()}


def _entry(name: str, given: object, common: Mapping[str, str]) -> Entry:
    if not isinstance(given, dict):
        raise _Misshapen(f"'{name}' is no table", name)
    for key in ("fingerprint", "data"):
        if not isinstance(given.get(key), str):
            raise _Misshapen(f"'{name}' has no {key}", name, key)
    values = given.get("values", {})
    if not isinstance(values, dict) or not all(type(value) in (int, float, str) for value in values.values()):
        raise _Misshapen(f"the values of '{name}' are no numbers and words", name, "values")
    own = {**common, **_strings(given.get("environment", {}), "environment", name)}
    return Entry(
        fingerprint=given["fingerprint"],
        data=given["data"],
        outputs=_strings(given.get("outputs", {}), "outputs", name),
        values=values,
        environment={part: version for part, version in own.items() if version},
    )


def _strings(given: object, key: str, name: str = "") -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise _Misshapen(f"'{key}'{f' of {name!r}' if name else ''} is no table of strings", name, key)
    return given


def _broken(text: str, path: str, line: int = 0, column: int = 0) -> Problem:
    hint = "mend it, or accept the figures anew: `colophon figures accept`"
    return Problem("FIG040", f"the lockfile of figures cannot be used: {text}", hint, path, line, column)


def _common(environments: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The environment of most figures, sorted; of several, the one that sorts last."""
    counted = Counter(tuple(sorted(each.items())) for each in environments)
    return dict(max(counted.items(), key=lambda each: (each[1], each[0]))[0]) if counted else {}


def _rows(name: str, rows: Mapping[str, Value]) -> str:
    return f"[{name}]\n" + "".join(f"{key} = {_literal(value)}\n" for key, value in rows.items())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _literal(name)


def _literal(value: Value) -> str:
    """A number or a string in TOML, which writes strings as JSON does but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else repr(value)
