"""Where a list of all figures, tables, equations, listings or theorems stands: `[[figures scope=site thumbnails]]`."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

from mkdocs_colophon.html import markers

KINDS: Mapping[str, str] = {"figures": "fig", "tables": "tbl", "equations": "eq", "listings": "lst", "theorems": "thm"}
_OPTIONS: Mapping[str, tuple[str, str]] = {
    "scope=page": ("scope", "page"),
    "scope=site": ("scope", "site"),
    "thumbnails": ("thumbnails", "true"),
}
_PLACE = re.compile(rf"\[\[({'|'.join(KINDS)})((?: +\S+)*) *\]\]")


class ListProcessor(BlockProcessor):
    """`[[figures]]` in a paragraph of its own."""

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip().startswith("[[") and _read(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        data = _read(block)
        assert data is not None
        parent.append(markers.element("list", AtomicString(block.strip()), **data))


def extend(md: Markdown) -> None:
    """Teach `md` the places of lists."""
    # above paragraphs, 10, which take all that is left
    md.parser.blockprocessors.register(ListProcessor(md.parser), "colophon-list", 11)


def _read(block: str) -> dict[str, str] | None:
    """What `block` asks for; None if it has a word that says nothing."""
    match = _PLACE.fullmatch(block.strip())
    words = match[2].split() if match else []
    if match is None or not _OPTIONS.keys() >= set(words):
        return None
    return {"kind": KINDS[match[1]], "scope": "page"} | dict(_OPTIONS[word] for word in words)
