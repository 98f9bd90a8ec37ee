"""pymdownx's blocks: its captions take part in our numbering, and theorems are blocks of the same kind."""

from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block
from pymdownx.blocks.caption import Caption
from pymdownx.blocks.html import HTML

from mkdocs_colophon.crossref.kinds import KINDS, Kinds
from mkdocs_colophon.crossref.syntax import captions, divisions, elements, statements
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.syntax.statements import Labelled, Selected
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

_KINDS = {f"{kind.thing}-caption": prefix for prefix, kind in KINDS.items() if kind.thing}


class HeadProcessor(BlockProcessor):
    """Parses what stands before the first line of a block before anything asks whether that line begins one.

    pymdownx parses it while it still asks. If it opens a block itself, as `> /// note` over `/// note` does, the answer
    is lost and Python-Markdown asks for ever.
    """

    def __init__(self, md: Markdown, manager: BlocksProcessor) -> None:
        super().__init__(md.parser)
        self._manager = manager

    def test(self, parent: Element, block: str) -> bool:
        start = self._manager.start.search(block) if "///" in block else None
        if start is None or start.start() == 0:
            return False
        inside = self._manager.get_parent(parent) is not None
        begins = not inside and self._manager.test(parent, block[start.start() :])
        self._manager.cached_parent = self._manager.cached_block = None  # what it noted is not what it will be asked
        return begins

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        start = self._manager.start.search(block)
        assert start is not None
        blocks.insert(0, block[start.start() :])
        self.parser.parseBlocks(parent, [block[: start.start()]])


class LabelledCaption(Selected, Caption):
    """A caption with our number in place of pymdownx's own."""

    PREFIX = ""
    caption: Element

    def on_init(self) -> None:
        super().on_init()
        self.auto = False

    def on_create(self, parent: Element) -> Element:
        divisions.gather(parent, last=False)  # a caption belongs to a division as a whole
        self._aliases = self.options["attrs"].pop("aliases", "")
        figure: Element = super().on_create(parent)  # type: ignore[no-untyped-call]
        return figure

    def on_end(self, block: Element) -> None:
        super().on_end(block)  # type: ignore[no-untyped-call]
        kind = self._kind(block)
        given = Attributes.make({**block.attrib, "aliases": self._aliases})
        elements.dress(block, elements.css(kind), given)
        first = self.caption[0] if len(self.caption) and self.caption[0].tag == "p" else self.caption
        # an id without a kind is an old anchor, not a label
        elements.head(first, elements.number(given if prefix_of(given.label) else replace(given, label=""), kind))
        elements.name_caption(self.caption, given)
        for child in block:
            elements.name_table(child, given)

    def _kind(self, figure: Element) -> str:
        """The kind of figure that the block's name says, or else what is in it."""
        found = (captions.kind_of(self.md, child) for child in figure)
        return _KINDS.get(self.NAME) or next(filter(None, found), "fig")


class LabelledElement(Selected, HTML):
    """An element, which is no marker, whatever its author calls it."""

    def on_create(self, parent: Element) -> Element:
        element: Element = super().on_create(parent)  # type: ignore[no-untyped-call]
        element.tag = markers.disowned(f"<{element.tag}")[1:]
        return element


def extend(md: Markdown) -> None:
    """Teach `md` blocks; extensions of the author's share them, whether loaded before or after us."""
    manager = BlocksExtension().register_block_mgr(md)
    md.parser.blockprocessors.register(HeadProcessor(md, manager), "colophon-blocks", 89.995)  # just above theirs


def wire(md: Markdown, kinds: Kinds) -> None:
    """Register our blocks, and let captions and divisions have labels. All extensions must be there already."""
    manager = md.parser.blockprocessors["blocks"]
    assert isinstance(manager, BlocksProcessor)
    statements.extend(manager, kinds)
    for name, block in list(manager.blocks.items()):
        if not issubclass(block, Labelled | statements.Statement):
            manager.blocks[name] = _labelled(block)


@cache
def _labelled(block: type[Block]) -> type[Block]:
    mixin = LabelledCaption if issubclass(block, Caption) else LabelledElement if issubclass(block, HTML) else Labelled
    return type(block.__name__, (mixin, block), {})
