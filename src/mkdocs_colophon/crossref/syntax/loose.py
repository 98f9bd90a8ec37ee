"""Labels that label nothing: in braces that nobody has read, or as the id of what has no number.

All syntax has been read by then. What is left would stand on the page as it is written, or have no number in silence.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_colophon.crossref.headings import LEVELS
from mkdocs_colophon.crossref.kinds import SECTION, Kinds
from mkdocs_colophon.crossref.syntax import elements
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import VOID, Tag, attributes, markers, tags
from mkdocs_colophon.problems import did_you_mean

_BRACES = re.compile(r"(?<!\{)\{:?[ ]*(?:[^{}\n]*[ ])?#([^\s{}#]+)(?:[ ][^{}\n]*)?\}(?!\})")
_BLOCK = re.compile(r"/{3,}[ ]*([\w-]+)")
_NUMBER, _PROBLEM = f"{markers.PREFIX}number", f"{markers.PREFIX}problem"
_PLACES = {
    "fig": "it stands directly behind an image that is alone in its paragraph, `![Caption](a.svg){#fig:x}`",
    "tbl": "it ends the caption of a table, `: Caption {#tbl:x}`",
    "lst": 'it stands behind a fence, ```` ```{#lst:x .py caption="…"} ````, or ends a caption, `: Caption {#lst:x}`',
    "eq": "it stands behind the closing dollars, `$$ … $$ {#eq:x}`",
    SECTION: "it ends a heading, `## Heading {#sec:x}`",
}
_OTHER = "it stands in a block, `attrs: {id: thm:x}`, or on a division, `::: {#thm:x}`"
_NONE = r"nothing here takes an id; braces that mean nothing are written `\{`"


class LooseTreeprocessor(Treeprocessor):
    """Names the labels that are left."""

    def __init__(self, md: Markdown, kinds: Kinds) -> None:
        super().__init__(md)
        self._kinds = kinds

    def run(self, root: Element) -> None:
        taken = {marker.get("label", "") for marker in root.iter(_NUMBER)}
        taken |= {marker.get("needle", "")[1:] for marker in root.iter(_PROBLEM)}  # what is told is told once
        for element in list(root.iter()):
            label = element.get("id", "")
            if prefix_of(label) in self._kinds and label not in taken and self._is_idle(element, label):
                is_marker = element.tag.startswith(markers.PREFIX)  # which holds text only, and no id
                (root if is_marker else element).append(self._problem(label, ""))
            if element.text and "#" in element.text and not isinstance(element.text, AtomicString):
                element.text, found = self._split(element.text)
                element[:0] = found
            if any(child.tail and "#" in child.tail for child in element):
                self._read_tails(element)
        for paragraph in root.iter("p"):
            if begun := _BLOCK.match(paragraph.text or ""):
                paragraph.insert(0, self._block(paragraph, begun))
        for label in self._in_html():
            root.append(_unread(label))

    def _block(self, paragraph: Element, found: re.Match[str]) -> Element:
        """The problem of a block of pymdownx that has not been read, in the place of its first words."""
        known = self.md.parser.blockprocessors["blocks"].blocks  # type: ignore[attr-defined]
        wrong = "its options are indented by four spaces, `attrs: {id: thm:x}`, and it ends with a line `///`"
        hint = wrong if found[1] in known else did_you_mean(found[1], known) or f"no extension knows '{found[1]}'"
        data = {"code": "XREF016", "message": f"the block '{found[0]}' is not read", "hint": hint, "needle": found[0]}
        marker = markers.element("problem", AtomicString(found[0]), **data)
        paragraph.text, marker.tail = None, (paragraph.text or "")[found.end() :]
        return marker

    def _is_idle(self, element: Element, label: str) -> bool:
        is_section = element.tag in LEVELS and prefix_of(label) == SECTION
        is_ours = element.get("class") == "alias" or label.endswith(elements.caption_id(""))
        return not is_section and not is_ours and element.tag not in VOID

    def _read_tails(self, parent: Element) -> None:
        for child in list(parent):
            if child.tail and not isinstance(child.tail, AtomicString) and "#" in child.tail:
                child.tail, found = self._split(child.tail)
                place = list(parent).index(child) + 1
                parent[place:place] = found

    def _split(self, text: str) -> tuple[str, list[Element]]:
        """`text` up to the first label in it, and markers for all of them, each followed by what is left."""
        found, position = list[Element](), 0
        parts = list[str]()
        for match in _BRACES.finditer(text):
            parts.append(text[position : match.start()])
            found.append(self._problem(match[1], match[0]))
            position = match.end()
        parts.append(text[position:])
        for marker, tail in zip(found, parts[1:], strict=True):
            marker.tail = tail
        return parts[0], found

    def _problem(self, label: str, written: str) -> Element:
        kind = prefix_of(label)
        hint = _PLACES.get(kind, _OTHER) if kind in self._kinds else _NONE
        text = f"label '{label}' stands where it labels nothing"
        return markers.element(
            "problem", AtomicString(written), code="XREF003", message=text, hint=hint, needle=f"#{label}"
        )

    def _in_html(self) -> Iterator[str]:
        """The labels of HTML that holds images of Markdown, which are not read there."""
        for block in self.md.htmlStash.rawHtmlBlocks:
            first = tags(block)[:1] if isinstance(block, str) and "![" in block and "id=" in block else []
            yield from (label for label in map(_id, first) if prefix_of(label) in self._kinds)


def _id(tag: Tag) -> str:
    return attributes.read(tag.text).get("id", "")


def _unread(label: str) -> Element:
    data = {"code": "XREF003", "message": f"label '{label}' is on HTML, in which no Markdown is read"}
    hint = f'write `::: {{#{label}}}` … `:::`, or `<div id="{label}" markdown>` with the extension md_in_html'
    return markers.element("problem", **data, hint=hint, needle=label)
