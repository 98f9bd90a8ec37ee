"""Formulas on lines of their own."""

from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor

from mkdocs_colophon.math import delimiters
from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.syntax import elements

_SIGNS = ("$$", "\\[", "\\begin{")


class EquationProcessor(BlockProcessor):
    """A displayed formula that begins and ends its lines, with or without a label."""

    def test(self, parent: Element, block: str) -> bool:
        return any(sign in block for sign in _SIGNS) and _first(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _first(block)
        assert found is not None
        if before := block[: found.start].rstrip():
            self.parser.parseBlocks(parent, [before])
        parent.append(elements.equation(found))
        if after := block[found.end :].lstrip("\n"):
            blocks.insert(0, after)


@lru_cache(maxsize=1)  # a block is asked for it twice
def _first(block: str) -> Delimited | None:
    """The first displayed formula in `block` with lines of its own."""
    alone = (found for found in delimiters.find(block) if found.display and found.closed and _is_alone(block, found))
    return next(alone, None)


def _is_alone(block: str, found: Delimited) -> bool:
    indent = block[block.rfind("\n", 0, found.start) + 1 : found.start]
    end = block.find("\n", found.end)
    return indent in ("", " ", "  ", "   ") and not block[found.end : end if end >= 0 else None].strip()
