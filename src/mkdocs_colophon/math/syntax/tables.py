"""Formulas in tables: the pipes in them are no borders of cells."""

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor
from markdown.util import ETX, STX

from mkdocs_colophon.math import delimiters

PIPE = f"{STX}{ord('|')}{ETX}"
"""A pipe that is text, as Python-Markdown writes a character behind a backslash."""

_BORDERS = re.compile(r"[ ]{0,3}[|:-][ |:-]*")
_NO_BORDER = re.compile(r"\\.|(?<!`)(?P<ticks>`+)(?!`)[^`]*(?P=ticks)(?!`)")


class PipeProcessor(BlockProcessor):
    """Makes the pipes in formulas text, in each row of a table, before anything tells its cells apart."""

    def test(self, parent: Element, block: str) -> bool:
        if "|" not in block or not any(sign in block for sign in delimiters.SIGNS):
            return False
        rows = block.split("\n", 2)
        return len(rows) > 1 and "-" in rows[1] and _BORDERS.fullmatch(rows[1]) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        rows = blocks[0].split("\n")
        columns = _cells(rows[1])
        blocks[0] = "\n".join(_shielded(row, columns) for row in rows)
        return False  # the table itself is read by others


def _shielded(row: str, columns: int) -> str:
    """`row` without the pipes in its formulas, unless they are what makes it as long as the table has `columns`."""
    parts, end = [], 0
    for found in delimiters.find(row):
        parts += [row[end : found.start], row[found.start : found.end].replace("|", PIPE)]
        end = found.end
    shielded = "".join([*parts, row[end:]])
    return row if _cells(row) == columns != _cells(shielded) else shielded


def _cells(row: str) -> int:
    return _NO_BORDER.sub("", row).strip().strip("|").count("|") + 1
