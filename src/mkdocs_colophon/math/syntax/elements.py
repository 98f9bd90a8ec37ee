"""The elements that formulas become: markers in lines, and equations, alone or in groups, with their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from mkdocs_colophon.html import markers
from mkdocs_colophon.math import delimiters, equations
from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.equations import Line, Piece
from mkdocs_colophon.math.syntax import problems
from mkdocs_colophon.math.syntax.problems import Label
from mkdocs_colophon.math.syntax.tables import PIPE
from mkdocs_colophon.math.typeset import words

FORMULA = f"{markers.PREFIX}math"
LABEL = "label"
BODY = "equation-body"
_NONE = Line(0, 0)


@dataclass(frozen=True, slots=True)
class _Number:
    """What gets a number, and what is wrong with its labels.

    Attributes
    ----------
    data : of its marker; nothing if it gets none.
    problems : markers.
    """

    data: dict[str, str]
    problems: tuple[Element, ...] = ()


def formula(found: Delimited) -> Element:
    """A formula as a marker, with its label as a note."""
    data = {"display": "true"} if found.display else {}
    if found.opening not in ("$", "$$") and not found.opening.startswith("\\begin"):
        data["opening"] = found.opening
    if found.label:
        data[LABEL] = found.label
    return markers.element("math", AtomicString(found.tex.strip().replace(PIPE, "|")), **data)


def delimited(marker: Element) -> Delimited:
    """What `marker` was made of, as far as an equation needs it."""
    return Delimited(0, 0, marker.get("opening", "$$"), marker.text or "", marker.get(LABEL, ""))


def labels(marker: Element) -> list[Label]:
    """The labels of the displayed formula in `marker`, behind it and in it."""
    tex = marker.text or ""
    displayed = marker.get("display") == "true" and "\\label" in tex
    read = equations.read(tex) if displayed else None
    inner = [*read.labels, *(piece for line in read.lines for piece in line.labels)] if read else []
    return [*_behind(marker.get(LABEL, "")), *_within(inner)]


def has_number(marker: Element) -> bool:
    """Whether the formula in `marker` is an equation by itself: it has a number, or a label that should give it one."""
    if marker.get("display") != "true":
        return False
    tex = marker.text or ""
    return bool(labels(marker)) or ("\\tag" in tex and not equations.read(tex).rowed)


def equation(found: Delimited) -> Element:
    """A displayed formula as a block; a group of them, if LaTeX has one, or if it and lines of it have labels."""
    inside, read = equations.grouped(found.tex), equations.read(found.tex)
    if inside is not None:
        return _group(_behind(found.label), inside)
    outer = [*_behind(found.label), *_within(read.labels)]
    if outer and read.rowed and any(line.labels for line in read.lines):
        return _grouped(outer, [replace(found, label="")])
    return _equation(found)


def _group(outer: list[Label], inside: str) -> Element:
    """The equations in the environment of a group, and the words between them."""
    members: list[Delimited | str] = []
    end = 0
    for found in [*delimiters.find(inside), Delimited(len(inside), len(inside), "")]:
        between = inside[end : found.start]
        outer += _within(equations.read(between).lines[0].labels)
        members += [text] if (text := equations.shown(between)) else []
        members += [found] if found.opening else []
        end = found.end
    return _grouped(outer, members)


def _grouped(outer: list[Label], members: list[Delimited | str]) -> Element:
    """Equations that share a number, to which each adds a letter."""
    root = Element("div", {"class": "equation-group"})
    inner = (equations.read(each.tex).lines for each in members if isinstance(each, Delimited))
    own = [piece for lines in inner for line in lines for piece in line.labels]
    parent = next((label.text for label in [*outer[:1], *_within(own)] if label.is_known), "")
    if outer and outer[0].is_known:
        root.set("id", parent)
        root.append(markers.element("number", label=parent, inside="true"))
    for each in members:
        root.append(_equation(each, parent) if isinstance(each, Delimited) else _words(each))
    wrong = [problems.of_another_kind(label) for label in outer[:1] if not label.is_known]
    root.extend([*wrong, *problems.further(outer[1:])])
    return root


def _words(text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _equation(found: Delimited, parent: str = "") -> Element:
    """One formula as a block with its numbers, in the group `parent`, if that has a name."""
    read = equations.read(found.tex)
    root = Element("div", {"class": "equation"})
    # a formula wider than a phone scrolls in its own box, which the keyboard must be able to reach
    box = {"class": BODY, "tabindex": "0", "role": "group", "aria-label": "Equation"}
    marker = formula(replace(found, label=""))
    SubElement(root, "div", box).append(marker)
    lines = [_line(line, read.starred, parent) for line in read.lines] if read.rowed else []
    outer = [*_behind(found.label), *_within(read.labels)]
    whole = _whole(outer, None if read.rowed else read.lines[0], read.starred, parent)
    if any(line.data for line in lines):
        marker.set("lines", "".join("1" if line.data else "0" for line in lines))
    if LABEL in whole.data:
        root.set("id", whole.data[LABEL])
    numbers = [*lines, whole]
    root.extend(markers.element("number", **number.data) for number in numbers if number.data)
    root.extend(problem for number in numbers for problem in number.problems)
    return root


def _line(line: Line, starred: bool, parent: str) -> _Number:
    """The number of a line, inside of its formula; a tag that nothing can refer to is left to KaTeX."""
    silent = starred or line.silent
    given = _number([], line, silent, "" if line.tags else parent)
    return _Number({**given.data, "inside": "true"} if given.data.keys() - {"tag", "bare"} else {}, given.problems)


def _whole(outer: list[Label], line: Line | None, starred: bool, parent: str) -> _Number:
    """The number of a formula as a whole, beside it; one whose lines have numbers has none but by a label behind it."""
    if line is None:
        return _number(outer, _NONE, not outer, "")
    given = _number(outer, line, (starred or line.silent) and not outer, parent)
    return _Number(
        {"kind": "eq", **given.data} if given.data and LABEL not in given.data else given.data, given.problems
    )


def _number(outer: list[Label], line: Line, silent: bool, parent: str) -> _Number:
    """What stands behind a formula, in `outer`, and in a line of it, which may be `silent`, and in a group."""
    found = [*outer, *(each for each in _within(line.labels) if each.text not in [label.text for label in outer])]
    if silent and not line.tags:
        return _Number({}, tuple(map(problems.silent, found)))
    wrong = [problems.of_another_kind(label) for label in found[:1] if not label.is_known]
    data = {LABEL: found[0].text} if found and not wrong else {}
    if parent:
        data |= {"kind": "eq", "parent": parent}
    if len(line.tags) == 1:
        data |= {"tag": words(line.tags[0].text)} | ({"bare": "true"} if line.tags[0].bare else {})
    return _Number(data, (*wrong, *problems.further(found[1:])))


def _behind(label: str) -> list[Label]:
    return [Label.behind(label)] if label else []


def _within(pieces: Iterable[Piece]) -> list[Label]:
    return [Label.within(piece.text) for piece in pieces]
