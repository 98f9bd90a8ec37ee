"""How targets of cross-references stand in Markdown. Each sort has a module; this one says when each has its turn.

Code fences are read before the blocks, and keep their captions. Blocks leave notes where their meaning shows only in
their neighbors; before inline processing the notes become figures, divisions and statements. After it, images that
became figures leave their paragraphs. Nothing is a marker or a figure that does not match in full: it stays as it was.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.syntax import (
    attribute_lists,
    blocks,
    callouts,
    captions,
    divisions,
    fences,
    figures,
    floats,
    paragraphs,
    sizes,
    statements,
)
from mkdocs_colophon.crossref.syntax.loose import LooseTreeprocessor
from mkdocs_colophon.crossref.syntax.references import (
    LATEX,
    EmptyTreeprocessor,
    LatexProcessor,
    ListProcessor,
    fill,
    self_named,
)
from mkdocs_colophon.crossref.targets import prefix_of

_SHAPED = frozenset({"p", "div", statements.HEAD, captions.NOTE, divisions.OPEN, divisions.CLOSE})


class ShapeTreeprocessor(Treeprocessor):
    """Joins what belongs together: divisions, captions and what they stand beside, panels."""

    def __init__(self, md: Markdown, kinds: Kinds) -> None:
        super().__init__(md)
        self._kinds = kinds

    def run(self, root: Element) -> None:
        if not _SHAPED.isdisjoint(child.tag for child in root):
            self._shape(root)
        for child in root:
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
        fenced = division.attrib.pop(divisions.FENCED, None) is not None
        if fenced:
            callouts.declare(division, self._kinds)
            statements.declare(division, self._kinds)
        adopted = captions.adopt(self.md, division)
        if adopted is None:
            statements.declare(division, self._kinds, labelled=True)
            floats.mark(self.md, division, self._kinds, fenced=fenced)
        return division if adopted is None else adopted


class TargetTreeprocessor(Treeprocessor):
    """Takes figures out of the paragraphs they were found in, and gives links that ask for words their markers."""

    def __init__(self, md: Markdown, kinds: Kinds) -> None:
        super().__init__(md)
        self._kinds = kinds

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "a" and (marker := self_named(child, self._kinds)) is not None:
                    parent[place] = marker
                elif child.tag == "a":
                    fill(child, self._kinds)
                elif child.tag == figures.IMAGE:
                    parent[place] = figures.plain(child)
                elif len(child):
                    parent[place] = self._settled(child, parent)

    def _settled(self, child: Element, parent: Element) -> Element:
        if floats.FLOAT in child.attrib:
            floats.settle(child)
        elif child.tag == "figure" and prefix_of(child.get("id", "")) in self._kinds:
            floats.number(child)
        elif child[0].tag == figures.IMAGE and child.tag == "p" and len(child) == 1:
            return figures.freed(child, parent)
        elif child[0].tag == statements.NUMBER:
            statements.name(child)
        return child


class LateExtension(Extension):
    """Adapts what other extensions brought: Python-Markdown calls it when all are loaded."""

    def __init__(self, md: Markdown, kinds: Kinds) -> None:
        super().__init__()
        self._md, self._kinds = md, kinds

    def reset(self) -> None:
        fences.wire(self._md)
        blocks.wire(self._md, self._kinds)
        attribute_lists.wire(self._md)


def extend(md: Markdown, kinds: Kinds) -> None:
    """Teach `md` targets and self-naming links, and attributes in braces, which may be those of a target."""
    md.registerExtensions(["attr_list"], {})
    blocks.extend(md)
    processors, patterns = md.parser.blockprocessors, md.inlinePatterns
    # below code, 80, and above tables, 75, which would take the end of a division, or a caption, for a row
    processors.register(divisions.DivisionProcessor(md.parser), "colophon-division", 77)
    processors.register(paragraphs.TableSplitter(md.parser), "colophon-table", 75.5)
    # below lists, 30, whose items come back as blocks; above definition lists, 25, which begin with a colon, too
    processors.register(paragraphs.FenceSplitter(md.parser), "colophon-fence", 26)
    processors.register(paragraphs.CaptionProcessor(md.parser), "colophon-caption", 25.5)
    # above paragraphs, 10, which take all that is left
    processors.register(ListProcessor(md.parser, kinds), "colophon-list", 11)
    # below formulas, 189.9, and code, 190; above backslashes that escape, 180
    patterns.register(LatexProcessor(LATEX, md), "colophon-latex-reference", 185)
    # above Python-Markdown's own images, 150
    patterns.register(figures.FigureProcessor(r"!\[", md), "colophon-figure", 151)
    # above code highlighting, 30, and inline processing, 20, which find captions and code in their place
    md.treeprocessors.register(ShapeTreeprocessor(md, kinds), "colophon-shapes", 45)
    # divisions are callouts by now, and what stands in titles is still as it is written
    md.treeprocessors.register(callouts.CalloutTreeprocessor(md), "colophon-callouts", 44)
    # after inline processing (20), before attributes are given out (8) and anchors are noted by MkDocs (5)
    md.treeprocessors.register(TargetTreeprocessor(md, kinds), "colophon-targets", 15)
    # after attributes are given out (8), before the table of contents makes ids (5)
    md.treeprocessors.register(LooseTreeprocessor(md, kinds), "colophon-loose", 7.5)
    md.treeprocessors.register(EmptyTreeprocessor(md), "colophon-empty-links", 7.3)
    md.treeprocessors.register(sizes.SizeTreeprocessor(md), "colophon-sizes", 7.4)
    md.registerExtension(LateExtension(md, kinds))
