"""How targets of cross-references stand in Markdown: an image alone in its paragraph is a figure, `{#fig:x}` its label.

A link whose text is its own target, `[#fig:x](#fig:x)` or `[](#fig:x)`, asks for the text that a reference would have.
"""

import json
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.inlinepatterns import ImageInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_colophon import markers
from mkdocs_colophon.crossref.model import kind_of

_ATTRIBUTES = re.compile(r"\{:?[ ]*([^}\n]*)\}")
_LENGTHS = ("width", "height")


class FigureProcessor(ImageInlineProcessor):
    """An image that is all its block holds becomes a figure; the caption is Markdown, not a mere alternative text."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        caption, index, handled = self.getText(data, m.end(0))
        if not handled or not caption.strip() or data[: m.start(0)].strip():
            return None, None, None
        source, title, index, handled = self.getLink(data, index)
        attributes = _ATTRIBUTES.match(data, index)
        end = attributes.end() if attributes else index
        if not handled or data[end:].strip():
            return None, None, None
        given = get_attrs_and_remainder(attributes[1])[0] if attributes else []
        return _figure(caption.strip(), source, title, given), m.start(0), end


class TargetTreeprocessor(Treeprocessor):
    """Takes figures out of the paragraphs they were found in, and gives self-naming links their marker."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if len(child) == 1 and child[0].tag == "figure":
                    parent[place] = _freed(child)
                elif child.tag == "a" and (label := _self_named(child)):
                    parent[place] = _reference(label, child.tail)


def extend(md: Markdown) -> None:
    """Teach `md` figures and self-naming links."""
    md.inlinePatterns.register(FigureProcessor(r"!\[", md), "colophon-figure", 151)
    # after inline processing (20), before attributes are given out (8) and anchors are noted by MkDocs (5)
    md.treeprocessors.register(TargetTreeprocessor(md), "colophon-targets", 15)


def _figure(caption: str, source: str, title: str | None, attributes: Sequence[tuple[str, str | None]]) -> Element:
    given = {name: value or "" for name, value in attributes if name != "."}
    classes = [value or "" for name, value in attributes if name == "."]
    label = given.pop("id", None)
    figure = Element("figure", {"class": " ".join(["colophon-figure", *classes])})
    zoom = SubElement(figure, "a", {"class": "colophon-zoom", "href": source})
    style = "; ".join(f"{name}: {given.pop(name)}" for name in _LENGTHS if name in given)
    extra = {"title": title or "", "style": style} | given
    SubElement(zoom, "img", {"src": source} | {name: value for name, value in extra.items() if value})
    text = SubElement(figure, "figcaption")
    text.text = caption
    if label:
        figure.set("id", label)
        figure.set("aria-labelledby", f"{label}-caption")
        text.set("id", f"{label}-caption")
    return figure


def _freed(block: Element) -> Element:
    """The figure that `block` holds if `block` is a paragraph; otherwise `block` with the plain image again."""
    figure = block[0]
    image, caption = figure[0][0], figure[1]
    label = figure.get("id")
    if "alt" not in image.attrib:
        image.set("alt", "".join(caption.itertext()))
    if block.tag != "p":
        if label:
            image.set("id", label)
        block[0] = image
        return block
    if label:
        # only now: Python-Markdown would not look for emphasis and links in the tail of a caption's child
        number = markers.element("number", label=label)
        number.tail, caption.text = caption.text, None
        caption.insert(0, number)
    figure.tail = block.tail
    return figure


def _self_named(link: Element) -> str | None:
    target = link.get("href", "")
    text = "".join(link.itertext())
    if target.startswith("#") and text in ("", target) and kind_of(target[1:]):
        return target[1:]
    return None


def _reference(label: str, tail: str | None) -> Element:
    cites = json.dumps([[label, "", "", False]])
    marker = markers.element("cite", AtomicString(f"#{label}"), cites=cites, form="textual")
    marker.tail = tail
    return marker
