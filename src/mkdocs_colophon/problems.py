"""What is wrong in an author's files, and where: the one shape in which every feature reports it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an author has to mend.

    Attributes
    ----------
    code : stable name of the sort of problem, such as ``XREF001``; the guide lists them.
    text : what is wrong, in one line.
    hint : what would be right; empty if nothing can be said.
    path : the file, relative to the project's folder.
    line, column : counted from 1; 0 where the place inside the file is not known.
    needle : the words in the file that are at fault, by which `source.locate` finds line and column; what begins with
        `#` is a label where it is given, in whatever form.
    nth : which of several such words, from 0; -1 if problems alike have one each.
    informational : whether it is for the author to know rather than to mend; `--strict` passes it.

    Examples
    --------
    >>> print(Problem("XREF001", "unknown label 'fig:frist'", hint="did you mean 'fig:first'?", path="a.md", line=3))
    a.md:3 XREF001 unknown label 'fig:frist' (did you mean 'fig:first'?)
    """

    code: str
    text: str
    hint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    needle: str = ""
    nth: int = -1
    informational: bool = False

    def at(self, path: str, line: int = 0, column: int = 0) -> "Problem":
        """The same problem, with its place."""
        return replace(self, path=path, line=line, column=column)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place} {self.code} {self.text}{hint}".lstrip()


class Refused(Exception):
    """What was asked for cannot be done; the text says why, and ends a command."""


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """A hint that names the known word nearest to `word`, or nothing if none is near, for which `cutoff` is a measure.

    >>> did_you_mean("fig:frist", ["fig:first", "eq:euler"])
    "did you mean 'fig:first'?"
    """
    near = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"did you mean '{near[0]}'?" if near else ""
