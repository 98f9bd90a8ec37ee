"""What was found out about source files before, kept for as long as the file system says that they are the same."""

import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mkdocs_colophon.atomic import write
from mkdocs_colophon.tracing import code
from mkdocs_colophon.tracing.code import Digests

PATH = ".cache/colophon/sources.json"
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its dates on every file system


@dataclass(frozen=True, slots=True)
class Facts:
    """What its code comes to, which dotted names it imports, and on which lines the statements of functions stand."""

    digests: Digests
    imports: frozenset[tuple[int, str]]
    lines: Mapping[str, tuple[int, ...]]


class Notes:
    """The facts in the file at `path`; none if they are another Python's or another Colophon's, or `thorough`."""

    def __init__(self, path: Path, *, thorough: bool = False) -> None:
        self._path = path
        self._key = blake2b(Path(code.__file__).read_bytes() + sys.version.encode(), digest_size=12).hexdigest()
        self._rows = {} if thorough else _read(path, self._key)
        self._seen: dict[str, list[int]] = {}
        self._new = False

    def of(self, file: Path) -> Facts | None:
        """The facts of a file, if they still hold; to be asked before the file is read."""
        name = str(file)
        try:
            found = file.stat()
        except OSError:
            return None
        self._seen[name] = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        stamp, row = self._rows.get(name, (None, ()))
        return _facts(*row) if stamp == self._seen[name] else None

    def add(self, file: Path, facts: Facts) -> None:
        """Take in what has been found out."""
        stamp = self._seen.get(str(file))
        if stamp and time.time_ns() - max(stamp[1:3]) > _SETTLED:
            self._rows[str(file)] = stamp, _row(facts)
            self._new = True

    def save(self) -> None:
        """Write the facts of files that are still there, if there are new ones. It does no harm if that cannot be."""
        if self._new:
            rows = {name: row for name, row in sorted(self._rows.items()) if os.path.exists(name)}
            with suppress(OSError):
                write(self._path, json.dumps({"key": self._key, "rows": rows}).encode())


def _read(path: Path, key: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
        return dict(data["rows"]) if data["key"] == key else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _row(facts: Facts) -> list[Any]:
    return [facts.digests.skeleton, dict(facts.digests.functions), sorted(facts.imports), dict(facts.lines)]


def _facts(skeleton: str, functions: dict[str, str], imports: list[Any], lines: dict[str, list[int]]) -> Facts:
    return Facts(
        Digests(skeleton, functions),
        frozenset((level, name) for level, name in imports),
        {name: tuple(numbers) for name, numbers in lines.items()},
    )
