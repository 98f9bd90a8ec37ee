"""When files were last changed, as git knows it, and nothing where git does not."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.metadata import Parts, date_parts

# no setting of the author's may change what is printed; of renames, those that leave the text as it was
_LOG = (
    *("-c", "log.showSignature=false", "log", "--raw", "--no-abbrev", "-z", "--no-color", "--relative"),
    *("--find-renames=100%", "--format=%x01%as", "--", "."),
)
_SHALLOW = ("rev-parse", "--is-shallow-repository")


def changed(folder: Path) -> tuple[dict[str, Parts], list[Problem]]:
    """The day on which each file below `folder` last got other content, by its path from there, and what git lacks.

    A day is that of the author, on the author's calendar. The commit that brought a file has not changed it; so the
    oldest commit of a shallow clone, which seems to bring all there is, dates nothing. Two processes serve all files.
    """
    if not any((each / ".git").exists() for each in (folder, *folder.parents)):
        return {}, []
    try:
        days, shallow = latest(_git(folder, *_LOG)), _git(folder, *_SHALLOW).strip() == "true"
    except FileNotFoundError:
        return {}, [_unknown("git is not installed", "install it, or set `updated_from_git: false`")]
    except subprocess.CalledProcessError as error:
        return {}, [_unknown(f"git says: {' '.join(error.stderr.split())}", "")]
    hint = "`git fetch --unshallow`; in a CI, have the whole history checked out"
    return days, [_unknown("this is a shallow clone, so only the last commits tell it", hint)] if shallow else []


def latest(log: str) -> dict[str, Parts]:
    r"""The days of the last changes in `log`, newest first, of the files that there are now.

    >>> edited = ":100644 100644 {} {} M\0a.md\0".format
    >>> latest("\x012026-02-03\0\n" + edited("b", "c") + "\x012026-01-02\0\n" + edited("a", "b"))
    {'a.md': (2026, 2, 3)}
    """
    days: dict[str, Parts] = {}
    now: dict[str, str] = {}  # what a file of an older commit is called now; nothing if that is another file
    for day, status, is_same, old, new in _entries(log):
        name = now.get(new, new)
        if status == "R":
            now[old], now[new] = name, ""
        elif status in "AD":
            now[new] = ""
        elif name and not is_same:
            days.setdefault(name, date_parts(day))
    return days


def _entries(log: str) -> Iterator[tuple[str, str, bool, str, str]]:
    """Of each change: its day, its letter, whether the content is the same, and the paths before and after."""
    day, fields = "", iter(log.split("\0"))
    for field in fields:
        if field.startswith("\x01"):
            day = field[1:].strip()
        elif (words := field.lstrip("\n").split()) and words[0].startswith(":"):
            old = next(fields)
            yield day, words[4][0], words[2] == words[3], old, next(fields) if words[4][0] in "RC" else old


def _git(folder: Path, *arguments: str) -> str:
    """What git answers, without asking another machine for what a partial clone lacks."""
    surroundings: Mapping[str, str] = {**os.environ, "LC_ALL": "C", "GIT_ALLOW_PROTOCOL": ""}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        command, capture_output=True, check=True, env=surroundings, encoding="utf-8", errors="replace"
    ).stdout


def _unknown(text: str, hint: str) -> Problem:
    return Problem("PUB009", f"when pages were last changed is not known: {text}", hint, informational=True)
