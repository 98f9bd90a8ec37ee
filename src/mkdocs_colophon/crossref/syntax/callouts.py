"""Callouts with a label: `!!! tip "Title {#tip:x}"`, a block of pymdownx with an id, `::: {#tip:x}` as in Quarto."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.crossref.headings import LEVELS
from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.syntax import attributes, elements
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of

_ADMONITION, _TITLE = "admonition", "admonition-title"


class CalloutTreeprocessor(Treeprocessor):
    """Gives callouts the labels in their titles, and a number for that."""

    def run(self, root: Element) -> None:
        for element in (*root.iter("div"), *root.iter("details")):
            if len(element) and (element[0].get("class") == _TITLE or element[0].tag == "summary"):
                _label(element, element[0])


def declare(division: Element, kinds: Kinds) -> None:
    """Make a callout out of `division` if its label says so; its title is its first heading, or `title="…"`."""
    given = Attributes.of(division)
    kind = kinds.get(prefix_of(given.label))
    if kind is None or not kind.callout:
        return
    if len(division) and division[0].tag in LEVELS:
        title = division[0]
    else:
        title = Element("p")
        title.text = division.attrib.pop("title", "")
        division.insert(0, title)
    title.tag, title.attrib = "p", {"class": _TITLE}
    division.set("class", " ".join([_ADMONITION, kind.callout, *given.classes]))


def _label(callout: Element, title: Element) -> None:
    """Take the label from the end of the `title` of `callout`, or that which it has, and number it."""
    words, said = attributes.split(title.text or "")
    given = said if said.label else Attributes.of(callout)
    if not prefix_of(given.label):
        return
    if said.label:
        title.text = words
        callout.attrib |= {"id": said.label, "class": " ".join([callout.get("class", ""), *said.classes]).strip()}
    attributes.forget(callout.attrib)
    elements.head(title, elements.number(given, prefix_of(given.label)))
    title[1:1] = elements.aliases(given)
