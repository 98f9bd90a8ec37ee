"""An image alone in its paragraph is a figure, and the words in its brackets are Markdown: its caption."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import ImageInlineProcessor
from markdown.treeprocessors import InlineProcessor

from mkdocs_colophon.crossref.syntax import attributes, elements, sizes
from mkdocs_colophon.crossref.syntax.attributes import Attributes

Handled = tuple[Element | None, int | None, int | None]

IMAGE = "colophon-image"
"""An image that may become a figure, once its caption is read and its paragraph is known to hold nothing else."""

PANEL = "colophon-panel"
"""A paragraph that may hold panels."""
_REFERENCE = re.compile(r"[ ]?\[([^\[\]]*)\]")
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^}\n]*)\}")


class FigureProcessor(ImageInlineProcessor):
    """An image that is all its block holds becomes a figure; the caption is Markdown, not a mere alternative text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        caption, index, handled = self.getText(data, m.end(0))
        panel = self._in_panel()
        if not handled or not (panel or caption.strip() and not data[: m.start(0)].strip()):
            return None, None, None
        source, title, index, handled = self._link(data, index, caption)
        braces = _ATTRIBUTES.match(data, index)
        end = braces.end() if braces else index
        if not handled or not (panel or not data[end:].strip()):
            return None, None, None
        given = attributes.read(braces[1]) if braces else Attributes()
        figure = _figure(caption.strip(), source, title, given, panel)
        if braces and (wrong := sizes.problem(given, braces[0])) is not None:
            figure[-2].append(wrong)
        return figure, m.start(0), end

    def _link(self, data: str, index: int, caption: str) -> tuple[str, str | None, int, bool]:
        """Where the image lies, its title, and where that ends: in parentheses, or by the name of a definition."""
        source, title, end, handled = self.getLink(data, index)
        if handled:
            return source, title, end, True
        name = _REFERENCE.match(data, index)
        known = self.md.references.get(" ".join((name[1] if name and name[1] else caption).split()).lower())
        return (*known, name.end() if name else index, True) if known else ("", None, index, False)

    def _in_panel(self) -> bool:
        inline = self.md.treeprocessors["inline"]
        return isinstance(inline, InlineProcessor) and inline.ancestors[-1:] == [PANEL]


def freed(block: Element, parent: Element) -> Element:
    """The figure that the paragraph `block` is; in a figure whose caption is another block, the picture alone."""
    figure = block[0]
    block.remove(figure)
    free = _uncaptioned(figure) if parent.tag == "figure" else finished(figure)
    free.tail = block.tail
    return free


def finished(figure: Element, parent: str = "") -> Element:
    """`figure` with its number, now that its caption is read; `parent` is the label of the one it is a part of."""
    marker, image, caption = figure[0], figure[-2][0], figure[-1][0]
    if "alt" not in image.attrib:
        image.set("alt", _words(figure))
        image.set("data-alt", "caption")
    if parent:
        marker.set("parent", parent)
    figure.tag, figure[-1] = "figure", caption
    figure.remove(marker)
    # only now: Python-Markdown would not look for emphasis and links in the tail of a caption's child
    elements.head(caption, marker)
    return figure


def plain(figure: Element) -> Element:
    """The image of a figure, as a line of text can hold it."""
    image, given = figure[-2][0], Attributes.of(figure)
    image.attrib.setdefault("alt", _words(figure))
    kept = {
        "id": given.label,
        "class": " ".join(name for name in given.classes if name != elements.css("fig")),
        "style": "; ".join(style for style in (given.others.get("style"), image.get("style")) if style),
        "aliases": figure[0].get("aliases", ""),
    }
    image.attrib.update({name: value for name, value in kept.items() if value})
    image.tail = figure.tail
    return image


def _figure(caption: str, source: str, title: str | None, given: Attributes, panel: bool) -> Element:
    """A figure that waits for its caption to be read; until then its number marker is its first child."""
    figure = Element(IMAGE)
    elements.dress(figure, elements.css("fig"), replace(given, others=sizes.style(given, ["width"]) if panel else {}))
    figure.insert(0, elements.number(given, "fig"))
    zoom = SubElement(figure, "a", {"class": "colophon-zoom", "href": source})
    lengths = sizes.style(given, ["height"] if panel else ["width", "height"])
    extra = {"title": title or ""} | lengths | {k: v for k, v in given.others.items() if k not in ("width", "height")}
    SubElement(zoom, "img", {"src": source} | {name: value for name, value in extra.items() if value})
    # Python-Markdown would read the text of a child twice, but that of a grandchild once
    text = SubElement(SubElement(figure, "div"), "figcaption")
    text.text = caption
    elements.name_caption(text, given)
    return figure


def _uncaptioned(figure: Element) -> Element:
    """The picture of a figure whose caption is a block of its own; what is in the brackets is its alternative text."""
    plain(figure)
    return figure[-2]


def holds_images_only(row: Element) -> bool:
    """Whether nothing but images, of figures, stands in a paragraph."""
    text = (row.text or "") + "".join(child.tail or "" for child in row)
    # a row may be broken by hand
    return not text.strip() and len(row) > 0 and {child.tag for child in row} <= {IMAGE, "br"}


def put_back(row: Element) -> None:
    """Make `row` a paragraph again, in which an image alone is a figure if it has a caption."""
    row.tag = "p"
    if len(row) == 1 and row[0].tag == IMAGE and not (holds_images_only(row) and _words(row[0]).strip()):
        row[0] = plain(row[0])


def _words(figure: Element) -> str:
    return "".join(figure[-1].itertext())
