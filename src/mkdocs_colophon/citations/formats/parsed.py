"""What the readers of all formats of a library have in common."""

from collections.abc import Iterable

from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.problems import Problem

Parsed = tuple[list[Entry], list[Problem]]


def parted(found: Iterable[Entry | Problem]) -> Parsed:
    """Entries and problems, each by themselves."""
    each = list(found)
    return [one for one in each if isinstance(one, Entry)], [one for one in each if isinstance(one, Problem)]


def unreadable(reason: str, hint: str = "") -> Problem:
    """The problem of what cannot be read for that `reason`; its place is still to be told."""
    return Problem("CITE003", f"the entry cannot be read: {reason}", hint)
