"""The elements that formulas become: markers in lines, and equations, alone or in groups, with their numbers."""

from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from mkdocs_colophon.html import markers
from mkdocs_colophon.math import delimiters, equations, katex
from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.syntax import numbers
from mkdocs_colophon.math.syntax.attributes import Attributes
from mkdocs_colophon.math.syntax.numbers import Number
from mkdocs_colophon.math.syntax.problems import Label
from mkdocs_colophon.math.syntax.tables import PIPE

FORMULA = f"{markers.PREFIX}math"
BODY = "equation-body"
NOTES = ("label", "given")
"""What a marker is told of the braces behind its formula, until it is known whether that is an equation."""


def formula(found: Delimited) -> Element:
    """A formula as a marker, with what stands behind it as notes."""
    data = {"display": "true"} if found.display else {}
    if found.opening not in ("$", "$$") and not found.tex.startswith(found.opening):
        data["opening"] = found.opening
    data |= {name: value for name in NOTES if (value := getattr(found, name))}
    return markers.element("math", AtomicString(found.tex.strip().replace(PIPE, "|")), **data)


def delimited(marker: Element) -> Delimited:
    """What `marker` was made of, as far as an equation needs it."""
    label, given = (marker.get(name, "") for name in NOTES)
    return Delimited(0, 0, marker.get("opening", "$$"), marker.text or "", label, given)


def labels(marker: Element) -> list[Label]:
    """The labels of the formula in `marker`, behind it and, if it is displayed, in it."""
    tex = marker.text or ""
    displayed = marker.get("display") == "true" and "\\label" in tex
    return [*numbers.behind(delimited(marker)), *(numbers.within(equations.read(tex)) if displayed else [])]


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
        return _group(found, inside)
    outer = [*numbers.behind(found), *numbers.of(read.labels)]
    if outer and read.rowed and any(line.labels for line in read.lines):
        return _grouped(found, outer, [replace(found, label="", given="")])
    return _equation(found)


def _group(group: Delimited, inside: str) -> Element:
    """The equations in the environment of a group, and the words between them."""
    outer, end = numbers.behind(group), 0
    members: list[Delimited | str] = []
    for found in [*delimiters.find(inside), Delimited(len(inside), len(inside), "")]:
        between = inside[end : found.start]
        outer += numbers.of(equations.read(between).lines[0].labels)
        members += [text] if (text := katex.shown(between)) else []
        members += [found] if found.opening else []
        end = found.end
    return _grouped(group, outer, members)


def _grouped(group: Delimited, outer: list[Label], members: list[Delimited | str]) -> Element:
    """Equations that share a number, to which each adds a letter."""
    root, attributes = Element("div", {"class": "equation-group"}), Attributes.read(group.given)
    attributes.dress(root)
    number = numbers.of_group(outer)
    _add(root, [Number(attributes.told(number.data), number.problems)])
    own = [
        label for each in members if isinstance(each, Delimited) for label in numbers.within(equations.read(each.tex))
    ]
    parent = number.label or next((label.text for label in own if label.is_known), "")
    root.extend(_equation(each, parent) if isinstance(each, Delimited) else _words(each) for each in members)
    return root


def _words(text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _equation(found: Delimited, parent: str = "") -> Element:
    """One formula as a block with its numbers, in the group `parent`, if that has a name."""
    read, attributes = equations.read(found.tex), Attributes.read(found.given)
    root = Element("div", {"class": "equation"})
    attributes.dress(root)
    # a formula wider than a phone scrolls in its own box, which the keyboard must be able to reach
    box = {"class": BODY, "tabindex": "0", "role": "group", "aria-label": "Equation"}
    marker = formula(replace(found, label="", given=""))
    SubElement(root, "div", box).append(marker)
    lines = [numbers.of_line(line, read.starred, parent) for line in read.lines] if read.rowed else []
    whole = numbers.of_whole(read, numbers.behind(found), parent)
    if any(line.data for line in lines):
        marker.set("lines", "".join("1" if line.data else "0" for line in lines))
    _add(root, [*lines, Number(attributes.told(whole.data), whole.problems)])
    return root


def _add(root: Element, found: list[Number]) -> None:
    """Add markers for numbers to an element, which has the label of the last, and for what is wrong with them."""
    root.extend(markers.element("number", **number.data) for number in found if number.data)
    root.extend(problem for number in found for problem in number.problems)
    if found[-1].label:
        root.set("id", found[-1].label)
