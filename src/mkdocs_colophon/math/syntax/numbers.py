"""Which equations and lines have a number, as markers, and what is wrong with their labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.equations import Equation, Line, Piece
from mkdocs_colophon.math.syntax import problems
from mkdocs_colophon.math.syntax.problems import Label
from mkdocs_colophon.math.typeset import TexError, words


@dataclass(frozen=True, slots=True)
class Number:
    """A number, if there is one.

    Attributes
    ----------
    data : of its marker; nothing if there is none.
    problems : markers of what is wrong with it.
    """

    data: dict[str, str]
    problems: tuple[Element, ...] = ()

    @property
    def label(self) -> str:
        return self.data.get("label", "")


def behind(found: Delimited) -> list[Label]:
    """The label behind a formula."""
    return [Label.behind(found.label)] if found.label else []


def of(pieces: Iterable[Piece]) -> list[Label]:
    """The labels that LaTeX has in a formula."""
    return [Label.within(piece.text) for piece in pieces]


def within(equation: Equation) -> list[Label]:
    """All labels that LaTeX has in a formula."""
    return [*of(equation.labels), *(label for line in equation.lines for label in of(line.labels))]


def of_group(labels: list[Label]) -> Number:
    """The number of a group, which its equations show, each with a letter."""
    given = _labelled(labels)
    return Number({**given.data, "inside": "true"} if given.data else {}, given.problems)


def of_line(line: Line, starred: bool, parent: str) -> Number:
    """The number of a line, which its formula shows; a tag that nothing can refer to is left to KaTeX."""
    given = _number(of(line.labels), line, starred or line.silent, "" if line.tags else parent)
    shown = given.label or "parent" in given.data
    return Number({**given.data, "inside": "true"} if shown else {}, given.problems)


def of_whole(equation: Equation, labels: list[Label], parent: str) -> Number:
    """The number beside a formula; one whose lines have their own has one by a label of all of it."""
    if equation.rowed:
        return _labelled([*labels, *of(equation.labels)])
    [line] = equation.lines
    inner = [label for label in of(line.labels) if label.text not in [each.text for each in labels]]
    given = _number([*labels, *inner], line, (equation.starred or line.silent) and not labels, parent)
    return Number({"kind": "eq", **given.data} if given.data and not given.label else given.data, given.problems)


def _number(labels: list[Label], line: Line, silent: bool, parent: str) -> Number:
    """The number of a line with `labels`, which may be `silent`, in the group `parent`, if that has a name."""
    if silent and not line.tags:
        return Number({}, tuple(map(problems.silent, labels)))
    labelled, tagged = _labelled(labels), _tagged(line.tags)
    grouped = {"kind": "eq", "parent": parent} if parent else {}
    return Number({**labelled.data, **grouped, **tagged.data}, (*labelled.problems, *tagged.problems))


def _labelled(labels: list[Label]) -> Number:
    """What has the first of `labels` that is one of an equation."""
    known = [label for label in labels if label.is_known]
    wrong = [problems.of_another_kind(label) for label in labels if not label.is_known]
    return Number({"label": known[0].text} if known else {}, (*wrong, *problems.further(known[1:])))


def _tagged(tags: tuple[Piece, ...]) -> Number:
    """What has the number that its author gives; several are for KaTeX to refuse."""
    if len(tags) != 1:
        return Number({})
    told = words(tags[0].text)
    if isinstance(told, TexError):
        return Number({}, (problems.unreadable(tags[0].text, told.text),))
    return Number({"tag": told} | ({"bare": "true"} if tags[0].bare else {}))
