"""Pandoc's fenced divisions, `::: {#fig:x .wide}` … `:::`, which may hold anything, another division too.

Python-Markdown hands over the blocks of a list item one by one, so an end may not be in sight of its beginning. Both
are noted where they stand, and joined once every block is read. A bare word, `::: name`, is left to mkdocstrings.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor

from mkdocs_colophon.crossref.syntax import attributes, paragraphs
from mkdocs_colophon.crossref.syntax.attributes import BRACES

_OPENING = re.compile(rf"[ ]{{0,3}}:{{3,}}[ ]*{BRACES}[ ]*:*[ ]*(?:\n|$)")
_CLOSING = re.compile(r"(?:^|\n)[ ]{0,3}:{3,}[ ]*(?:\n|$)")
OPEN, CLOSE = "colophon-open", "colophon-close"
"""Where a division begins and ends."""
FENCED = "data-colophon"
"""What notes on an element that it is a division."""


class DivisionProcessor(BlockProcessor):
    """Notes where a division begins and ends."""

    def test(self, parent: Element, block: str) -> bool:
        return ":::" in block and _next(parent, block.lstrip("\n")) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        if self.parser.state.isstate("list"):
            paragraphs.parse(self, parent, [blocks.pop(0)])
            return True
        block = blocks[0].lstrip("\n")
        match = _next(parent, block)
        assert match is not None
        before, after = block[: match.start()], block[match.end() :]
        opens = match.re is _OPENING
        if opens and parent is self.parser.root and _lacks_end([after, *blocks[1:]]):
            return False
        blocks[:1] = [after] if after else []
        if before:
            self.parser.parseBlocks(parent, [before])
        mark = SubElement(parent, OPEN if opens else CLOSE)
        mark.text = match[0].strip()
        return True


def gather(parent: Element, *, last: bool = True) -> None:
    """Put what stands between a beginning and its end into a division.

    What has no counterpart is text again, unless more may come: this is not the `last` time.
    """
    found: list[Element] = []
    opened: list[int] = []  # places in it
    for child in parent:
        if child.tag == CLOSE and opened:
            start = opened.pop()
            found[start:] = [_division(found[start], found[start + 1 :])]
            continue
        if child.tag == OPEN:
            opened.append(len(found))
        found.append(child)
    for child in found:
        if last and child.tag in (OPEN, CLOSE):
            child.tag = "p"
    parent[:] = found


def _next(parent: Element, block: str) -> re.Match[str] | None:
    """The beginning of a division at the start of `block`, or the end in it of one that began in `parent`."""
    return _OPENING.match(block) or (_CLOSING.search(block) if _is_open(parent) else None)


def _lacks_end(blocks: list[str]) -> bool:
    """Whether no division can end in `blocks`, if these are all that is left of the page."""
    return any(blocks) and not any(_CLOSING.search(block) for block in blocks)


def _is_open(parent: Element) -> bool:
    depth = 0
    for child in parent:
        depth = max(0, depth + (child.tag == OPEN) - (child.tag == CLOSE))
    return depth > 0


def _division(opening: Element, children: list[Element]) -> Element:
    match = _OPENING.match(opening.text or "")
    assert match is not None
    division = Element("div", attributes.read(match[1]).html() | {FENCED: ""})
    division.extend(children)
    return division
