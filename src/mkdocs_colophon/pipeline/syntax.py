"""The Markdown extension: composes the syntax of every feature. It works in any program that runs Python-Markdown."""

from markdown import Extension, Markdown

from mkdocs_colophon.citations.syntax import cites as citations
from mkdocs_colophon.citations.syntax import notes
from mkdocs_colophon.crossref import syntax as crossref
from mkdocs_colophon.crossref.kinds import KINDS
from mkdocs_colophon.figures import syntax as figures
from mkdocs_colophon.html import syntax as raw
from mkdocs_colophon.math import syntax as mathematics
from mkdocs_colophon.publication import syntax as publication


class ColophonExtension(Extension):
    """Reads figures, equations, mathematics, references and citations, and leaves markers for `build` to resolve."""

    def __init__(self, **configuration: object) -> None:
        self.config = {"kinds": [KINDS, "what can be numbered, by the prefix of its labels"]}
        super().__init__(**configuration)

    def extendMarkdown(self, md: Markdown) -> None:
        raw.extend(md)
        mathematics.extend(md)
        crossref.extend(md, self.getConfig("kinds"))
        citations.extend(md, self.getConfig("kinds"))
        notes.extend(md)
        publication.extend(md)
        figures.extend(md)


def makeExtension(**configuration: object) -> ColophonExtension:  # the name Python-Markdown looks for
    return ColophonExtension(**configuration)
