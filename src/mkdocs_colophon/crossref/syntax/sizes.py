"""The size of an image as authors write it, `{width=50%}`, `{width=300}`, as CSS; a bare number is of pixels."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.html import markers

_LENGTH = re.compile(
    r"(\d+(?:\.\d+)?|\.\d+)[ ]*(|px|%|em|rem|ex|ch|lh|vw|vh|vmin|vmax|cm|mm|q|in|inch|pt|pc)", re.IGNORECASE
)
_AUTO = "auto"
_UNITS = {"": "px", "inch": "in"}


def style(given: Attributes, names: Sequence[str]) -> dict[str, str]:
    """The style of an image of the size that is `given`, of which only `names` count; what is no length is left out.

    >>> style(Attributes(others={"width": "300", "height": "tall"}), ["width", "height"])
    {'style': 'width: 300px'}
    """
    lengths = {name: _css(given.others.get(name, "")) for name in names}
    said = "; ".join(f"{name}: {length}" for name, length in lengths.items() if length)
    return {"style": said} if said else {}


def problem(given: Attributes, written: str = "") -> Element | None:
    """What is wrong with the size that is `given`, as it is `written`, if anything."""
    for name in ("width", "height"):
        value = given.others.get(name, "")
        if value and not _css(value):
            return _marker(name, value, written, "is no length", "write pixels or a unit, as in 300, 50% or 12em")
    height = given.others.get("height", "")
    if height.endswith("%"):
        hint = "a page has none: write a length, 12em, or a width, 50%"
        return _marker("height", height, written, "is a part of no height", hint)
    return None


class SizeTreeprocessor(Treeprocessor):
    """Says what is wrong with the size of images in the middle of a line, which are no figures."""

    def run(self, root: Element) -> None:
        if not any(problem(Attributes.of(image)) is not None for image in root.iter("img")):
            return
        for parent in list(root.iter()):
            for place, image in reversed(list(enumerate(parent))):
                found = problem(Attributes.of(image)) if image.tag == "img" else None
                if found is not None:
                    found.tail, image.tail = image.tail, None
                    parent.insert(place + 1, found)


def _css(value: str) -> str:
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        return _AUTO if value == _AUTO else ""
    unit = match[2].lower()
    return match[1] + _UNITS.get(unit, unit)


def _marker(name: str, value: str, written: str, text: str, hint: str) -> Element:
    said = f"{name}={value}"
    data = {"code": "XREF013", "message": f"{name} '{value}' of an image {text}", "hint": hint}
    return markers.element("problem", **data, needle=said if said in written or not written else written)
