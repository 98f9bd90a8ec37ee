"""The elements that every target is made of: the figure around it, its caption, its number marker."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

CSS: Mapping[str, str] = {"fig": "colophon-figure", "tbl": "colophon-table", "lst": "colophon-listing"}


def number(given: Attributes, kind: str, parent: str = "") -> Element:
    """The marker for the number of a target, whose label tells its kind; `kind` is that of a target without one."""
    data = {
        "kind": prefix_of(given.label) if given.label else kind,
        "label": given.label,
        "parent": parent,
        "unnumbered": "true" if given.unnumbered else "",
        "aliases": " ".join(given.aliases),
    }
    return markers.element("number", **{name: value for name, value in data.items() if value or name == "kind"})


def aliases(given: Attributes) -> list[Element]:
    """The anchors of labels that a target had before, which links from elsewhere still lead to."""
    return [Element("span", {"class": "alias", "id": alias}) for alias in given.aliases]


def figure(css: str, given: Attributes) -> Element:
    """An empty figure, but for its anchors."""
    element = Element("figure")
    dress(element, css, given)
    return element


def dress(element: Element, css: str, given: Attributes) -> None:
    """Give `element` the attributes of a figure, and no others."""
    element.attrib.clear()
    element.attrib.update(given.others | {"class": " ".join([css, *given.classes])})
    if given.label:
        element.set("id", given.label)
        element.set("aria-labelledby", caption_id(given.label))
    element[:0] = aliases(given)


def caption(given: Attributes, marker: Element, text: str = "") -> Element:
    """A caption that begins with the marker of its number; `text` is Markdown."""
    element = Element("figcaption")
    element.text = text
    head(element, marker)
    if given.label:
        element.set("id", caption_id(given.label))
    return element


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
