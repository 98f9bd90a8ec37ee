"""Notes in the sentence, `^[A *note*, and no more.]`, as in pandoc: footnotes, counted with those that stand apart.

A note is read like the words around it, so it is found among them and moved to the list of footnotes afterwards.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon import grammar

Handled = tuple[Element | None, int | None, int | None]

NOTE = "colophon-note"
"""A note where it is written."""
_FOOTNOTES = "footnote"
_REFERENCE = "footnote-ref"


class NoteProcessor(InlineProcessor):
    """Finds a note."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        end = grammar.closing_bracket(data, m.end(0) - 1)
        words = data[m.end(0) : end].strip() if end > 0 else ""
        if not words:
            return None, None, None
        note = Element(NOTE)
        # Python-Markdown would read the text of a child twice, but that of a grandchild once
        SubElement(SubElement(note, "div"), "p").text = words
        return note, m.start(0), end + 1


class NoteTreeprocessor(Treeprocessor):
    """Moves notes to the footnotes, and counts these anew in the order of the text."""

    def run(self, root: Element) -> None:
        if next(root.iter(NOTE), None) is None:
            return
        notes = [(parent, note) for parent in root.iter() for note in parent if note.tag == NOTE]
        extension = self.md.treeprocessors[_FOOTNOTES].footnotes  # type: ignore[attr-defined]
        listed = _list(root)
        for number, (parent, note) in enumerate(notes, 1):
            name = f"note-{number}"
            extension.setFootnote(name, "")
            listed.append(_item(note[0], name, extension))
            parent[list(parent).index(note)] = _reference(note, name, extension)
        _count(root, listed, extension)


def extend(md: Markdown) -> None:
    """Teach `md` notes, and footnotes if it does not know them."""
    if _FOOTNOTES not in md.treeprocessors:
        md.registerExtensions([FootnoteExtension()], {})
    if "^" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("^")
    # below escapes, 180, and above links, 160, which a note may hold
    md.inlinePatterns.register(NoteProcessor(r"\^\[(?!\^)", md), "colophon-note", 174)
    # after inline processing, 20; before footnotes that are referred to twice are given their links, 15
    md.treeprocessors.register(NoteTreeprocessor(md), "colophon-notes", 18.95)


def _list(root: Element) -> Element:
    """The list of footnotes, which is made if there is none."""
    for division in root.iter("div"):
        if division.get("class") == _FOOTNOTES and (found := division.find("ol")) is not None:
            return found
    division = SubElement(root, "div", {"class": _FOOTNOTES})
    SubElement(division, "hr")
    return SubElement(division, "ol")


def _item(words: Element, name: str, extension: Any) -> Element:
    item = Element("li", {"id": extension.makeFootnoteId(name)})
    item.extend(list(words))
    back = SubElement(item[-1], "a", {"href": f"#{extension.makeFootnoteRefId(name)}", "class": "footnote-backref"})
    back.text = FN_BACKLINK_TEXT
    before = item[-1][-2] if len(item[-1]) > 1 else None
    if before is None:
        item[-1].text = (item[-1].text or "") + NBSP_PLACEHOLDER
    else:
        before.tail = (before.tail or "") + NBSP_PLACEHOLDER
    return item


def _reference(note: Element, name: str, extension: Any) -> Element:
    mark = Element("sup", {"id": extension.makeFootnoteRefId(name, found=True)})
    SubElement(mark, "a", {"class": _REFERENCE, "href": f"#{extension.makeFootnoteId(name)}"})
    mark.tail = note.tail
    return mark


def _count(root: Element, listed: Element, extension: Any) -> None:
    """Put the footnotes into the order in which the text refers to them, and number them so."""
    links = list(_links(root))
    order = list(dict.fromkeys(link.get("href", "")[1:] for link in links))
    place = {name: number for number, name in enumerate(order)}
    listed[:] = sorted(listed, key=lambda item: place.get(item.get("id", ""), len(place)))
    numbers = {item.get("id"): number for number, item in enumerate(listed, 1)}
    for link in links:
        link.text = extension.getConfig("SUPERSCRIPT_TEXT").format(numbers[link.get("href", "")[1:]])
    for number, item in enumerate(listed, 1):
        for link in item.iter("a"):
            if link.get("class") == "footnote-backref":
                link.set("title", extension.getConfig("BACKLINK_TITLE").format(number))


def _links(root: Element) -> Iterator[Element]:
    return (link for link in root.iter("a") if link.get("class") == _REFERENCE)
