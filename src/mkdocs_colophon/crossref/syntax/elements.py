"""The elements that every target is made of: the figure around it, its caption, its number marker."""

import re
from xml.etree.ElementTree import Element

from markdown.util import STX

from mkdocs_colophon.crossref.kinds import KINDS
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

_OTHER = "figure"
_THING = re.compile(rf"!\[|{STX}")  # an image, or what is stored, such as code


def number(given: Attributes, kind: str) -> Element:
    """The marker for the number of a target, whose label tells its kind; `kind` is that of a target without one."""
    data = {
        "kind": prefix_of(given.label) if given.label else kind,
        "label": given.label,
        "unnumbered": "true" if given.unnumbered else "",
        "aliases": " ".join(given.aliases),
        "printed": given.printed,
        "count": given.count,
    }
    return markers.element("number", **{name: value for name, value in data.items() if value or name == "kind"})


def css(kind: str) -> str:
    """The class of a figure of that kind.

    >>> css("tbl"), css("dia")
    ('colophon-table', 'colophon-figure')
    """
    thing = KINDS[kind].thing if kind in KINDS else ""
    return f"colophon-{thing or _OTHER}"


def is_text(division: Element) -> bool:
    """Whether `division`, before its text is read, holds paragraphs of text only."""
    return all(child.tag == "p" and not _THING.match((child.text or "").strip()) for child in division)


def aliases(given: Attributes) -> list[Element]:
    """The anchors of labels that a target had before, which links from elsewhere still lead to."""
    return [Element("span", {"class": "alias", "id": alias}) for alias in given.aliases]


def dress(element: Element, css: str, given: Attributes) -> None:
    """Give `element` the attributes of a figure, and no others."""
    element.attrib.clear()
    element.attrib.update(given.others | {"class": " ".join([css, *given.classes])})
    if given.label:
        element.set("id", given.label)
        element.set("aria-labelledby", caption_id(given.label))
    element[:0] = aliases(given)


def caption(element: Element, given: Attributes, kind: str) -> Element:
    """The caption that `element` becomes, which begins with the marker of its number."""
    element.tag = "figcaption"
    head(element, number(given, kind))
    name_caption(element, given)
    return element


def name_caption(caption: Element, given: Attributes) -> None:
    """Give `caption` the id that a figure names itself by."""
    if given.label:
        caption.set("id", caption_id(given.label))


def head(element: Element, marker: Element) -> None:
    """Put `marker` before everything in `element`."""
    marker.tail, element.text = element.text, None
    element.insert(0, marker)


def name_table(thing: Element, given: Attributes) -> None:
    """Name `thing` by its caption, too, if it is a table: some screen readers list the tables of a page."""
    if given.label and thing.tag == "table":
        thing.set("aria-labelledby", caption_id(given.label))


def caption_id(label: str) -> str:
    return f"{label}-caption"
