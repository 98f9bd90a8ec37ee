"""How targets of cross-references stand in Markdown. Each sort has a module; this one says when each has its turn.

Code fences are read before the blocks, and keep their captions. Blocks leave notes where their meaning shows only in
their neighbors; before inline processing the notes become figures, divisions and statements. After it, images that
became figures leave their paragraphs. Nothing is a marker or a figure that does not match in full: it stays as it was.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.crossref.syntax import (
    blocks,
    captions,
    divisions,
    fences,
    figures,
    lists,
    panels,
    paragraphs,
    references,
    statements,
)

_SHAPED = frozenset({"p", "div", statements.HEAD, captions.NOTE, divisions.OPEN, divisions.CLOSE})


class ShapeTreeprocessor(Treeprocessor):
    """Joins what belongs together: divisions, captions and what they stand beside, panels."""

    def run(self, root: Element) -> None:
        if not _SHAPED.isdisjoint(child.tag for child in root):
            self._shape(root)
        for child in root:
            if len(child):
                self.run(child)

    def _shape(self, root: Element) -> None:
        divisions.gather(root)
        for place, child in enumerate(root):
            if child.tag == "div":
                root[place] = self._shaped(child)
            elif child.tag == statements.HEAD:
                child.tag = "p"
        captions.join(self.md, root)

    def _shaped(self, division: Element) -> Element:
        adopted = captions.adopt(self.md, division)
        if adopted is None:
            statements.declare_labelled(division)
            panels.mark(division)
        return division if adopted is None else adopted


class TargetTreeprocessor(Treeprocessor):
    """Takes figures out of the paragraphs they were found in, and gives self-naming links their marker."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "a" and (label := references.self_named(child)):
                    parent[place] = references.reference(label, child.tail)
                elif child.tag == figures.IMAGE:
                    parent[place] = figures.plain(child)
                elif len(child):
                    parent[place] = self._settled(child, parent)

    def _settled(self, child: Element, parent: Element) -> Element:
        if child[0].tag == figures.PANEL:
            panels.settle(child)
        elif child[0].tag == figures.IMAGE and child.tag == "p" and len(child) == 1:
            return figures.freed(child, parent)
        elif child[0].tag == statements.NUMBER:
            statements.name(child)
        return child


class LateExtension(Extension):
    """Adapts what other extensions brought: Python-Markdown calls it when all are loaded."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self._md = md

    def reset(self) -> None:
        fences.wire(self._md)
        blocks.wire(self._md)


def extend(md: Markdown) -> None:
    """Teach `md` targets and self-naming links."""
    for module in (blocks, divisions, paragraphs, figures, lists, references):
        module.extend(md)
    # above code highlighting, 30, and inline processing, 20, which find captions and code in their place
    md.treeprocessors.register(ShapeTreeprocessor(md), "colophon-shapes", 45)
    # after inline processing (20), before attributes are given out (8) and anchors are noted by MkDocs (5)
    md.treeprocessors.register(TargetTreeprocessor(md), "colophon-targets", 15)
    md.registerExtension(LateExtension(md))
