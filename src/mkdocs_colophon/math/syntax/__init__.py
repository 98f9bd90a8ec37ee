r"""How mathematics stands in Markdown: `$…$` in a line; `$$…$$ {#eq:x}` and the environments of LaTeX anywhere.

`math/delimiters.py` says where a formula begins and ends. Those on lines of their own are blocks; the others are found
in the lines, before code is, for a formula may hold backticks; what has a number leaves its paragraph afterwards.
"""

from markdown import Extension, Markdown

from mkdocs_colophon.math.syntax import blocks, headings, inline, tables


class SoleExtension(Extension):
    """Takes what `pymdownx.arithmatex` reads, if a site lists it, too: Python-Markdown calls it when all are loaded."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self._md = md

    def reset(self) -> None:
        self._md.inlinePatterns.deregister("arithmatex-inline", strict=False)
        self._md.parser.blockprocessors.deregister("arithmatex-block", strict=False)


def extend(md: Markdown) -> None:
    """Teach `md` mathematics."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
    # above the code block's 80 nothing would be safe in code
    md.parser.blockprocessors.register(blocks.EquationProcessor(md.parser), "colophon-equation", 79)
    # above tables, 75, and what tells them from their captions, 75.5
    md.parser.blockprocessors.register(tables.PipeProcessor(md.parser), "colophon-pipes", 76)
    # above code, 190, which it tells apart itself
    md.inlinePatterns.register(inline.FormulaProcessor(md), "colophon-formula", 191)
    # after inline processing (20), before attributes are given out (8)
    md.treeprocessors.register(inline.EquationTreeprocessor(md), "colophon-equations", 15.5)
    # attribute lists have been read by then (8), and the table of contents makes the ids that are missing (5)
    md.treeprocessors.register(headings.HeadingTreeprocessor(md), "colophon-headings", 7)
    md.registerExtension(SoleExtension(md))
