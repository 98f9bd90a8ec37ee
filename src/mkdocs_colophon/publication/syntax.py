"""Where the block stands: `[[how-to-cite]]` in a paragraph of its own."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from mkdocs_colophon.html import markers
from mkdocs_colophon.publication.block import MARKER

_PLACEHOLDER = "[[how-to-cite]]"


class PlaceProcessor(BlockProcessor):
    """`[[how-to-cite]]` leaves a marker without text: it is no words of the page, for search and for feeds."""

    def test(self, parent: Element, block: str) -> bool:
        return block.strip() == _PLACEHOLDER

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks.pop(0)
        parent.append(markers.element(MARKER))


def extend(md: Markdown) -> None:
    """Teach `md` the place of the block."""
    # above paragraphs, 10, which take all that is left
    md.parser.blockprocessors.register(PlaceProcessor(md.parser), "colophon-publication", 11)
