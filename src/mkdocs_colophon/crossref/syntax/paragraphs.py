"""Which paragraphs may be captions, and where one begins in lines that have no empty line between them."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import HTML_PLACEHOLDER_RE

from mkdocs_colophon.crossref.syntax import captions, fences

_UNDER_TABLE = re.compile(r"\n(?=[ ]{0,3}(?:[Tt]able)?:[ ]+[^|]*$)")


class CaptionProcessor(BlockProcessor):
    """Notes a paragraph that may be a caption."""

    def test(self, parent: Element, block: str) -> bool:
        return not self.parser.state.isstate("list") and captions.read(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        caption = captions.read(blocks[0])
        if not (caption and self._may_be(caption, parent, _next(blocks))):
            return False
        noted = SubElement(parent, captions.NOTE)
        noted.text = blocks.pop(0).strip("\n")
        return True

    def _may_be(self, caption: captions.Caption, parent: Element, following: str) -> bool:
        """Whether to read a caption where a definition list would read a definition."""
        if caption.kind or "deflist" not in self.parser.blockprocessors:
            return True
        md, before = self.parser.md, self.lastChild(parent)
        if before is not None and captions.fits(md, before, caption):
            return True
        is_term = before is not None and before.tag in ("p", "dl") and not captions.kind_of(md, before)
        found = fences.listing(md, following)
        return not is_term and (bool(found and found.given.label) or _reads_table(md, parent, following))


class TableSplitter(BlockProcessor):
    """Parts a table from the caption in its last line, which would be a row."""

    def test(self, parent: Element, block: str) -> bool:
        under = _UNDER_TABLE.search(block) if "|" in block else None
        return under is not None and _reads_table(self.parser.md, parent, block[: under.start()])

    def run(self, parent: Element, blocks: list[str]) -> None:
        parse(self, parent, _UNDER_TABLE.split(blocks.pop(0), maxsplit=1))


class FenceSplitter(BlockProcessor):
    """Parts a fence that has a caption, in its braces or in the next line, from the lines around it."""

    def test(self, parent: Element, block: str) -> bool:
        return HTML_PLACEHOLDER_RE.search(block) is not None and self._is_due(self._pieces(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        parse(self, parent, self._pieces(blocks.pop(0)))

    def _is_due(self, pieces: list[str]) -> bool:
        found = [each for piece in pieces if (each := fences.listing(self.parser.md, piece))]
        beside = [caption for piece in pieces if (caption := captions.read(piece))]
        given = [each.given for each in found] + [each.given for each in beside]
        labelled = bool(found and beside) and any(each.label for each in given)
        return len(pieces) > 1 and (labelled or any(each.caption is not None for each in found))

    def _pieces(self, block: str) -> list[str]:
        """The fences in `block`, and what stands between them as far to the left as they do."""
        pieces: list[list[str]] = [[]]
        left = 0
        for line in block.strip("\n").split("\n"):
            indent = len(line) - len(line.lstrip())
            if fences.listing(self.parser.md, line):
                left = indent
                pieces += [[line.strip()], []]
            else:
                pieces[-1].append(line[min(left, indent) :])
        return ["\n".join(piece) for piece in pieces if piece]


def parse(processor: BlockProcessor, parent: Element, pieces: list[str]) -> None:
    """Read `pieces` as blocks of their own, which in a tight list would be run together."""
    processor.parser.state.set("looselist")
    processor.parser.parseBlocks(parent, pieces)
    processor.parser.state.reset()


def _next(blocks: list[str]) -> str:
    """The next block that is not empty."""
    return next((block.strip("\n") for block in blocks[1:] if block.strip()), "")


def _reads_table(md: Markdown, parent: Element, block: str) -> bool:
    processors = md.parser.blockprocessors
    return "table" in processors and not block.startswith("    ") and processors["table"].test(parent, block)
