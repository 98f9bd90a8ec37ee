"""All that the pages of a site are built with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_colophon.citations import footnote_citations
from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref.abroad import Inventories
from mkdocs_colophon.crossref.catalog import Catalog
from mkdocs_colophon.crossref.kinds import KINDS, Kinds
from mkdocs_colophon.crossref.targets import Index, Scope
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.math.formulas import Typeset
from mkdocs_colophon.pipeline.cites import Format, Reader
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.unpublished import Unpublished


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is resolved with.

    Attributes
    ----------
    wording : how targets are called.
    library : what can be cited.
    format : gives the HTML of a page's citations, or raises an `PandocError`, which has been noted as a problem.
    typeset : gives the HTML of a formula.
    gallery : the pictures that can be shown.
    kinds : what can be numbered.
    scope : what numbers are counted over, where a page does not say otherwise.
    request : what is asked of citations, likewise.
    every_caption, sections : what is numbered besides what has a label; see `numbering.number`.
    automatic : whether headings have labels made of their ids.
    cited_in : whether captions name the other pages that refer to them.
    foreign_syntax : whether syntax of other tools is a problem.
    inventories : what other sites have, by the names that this one has for them.
    unpublished : pages that are not a part of it.
    index : every target of the site; empty until all pages are known.
    catalog : what targets show of themselves elsewhere; empty until all pages are resolved.
    """

    wording: Wording
    library: Library
    format: Format
    typeset: Typeset
    gallery: Gallery = field(default_factory=Gallery)
    kinds: Kinds = field(default_factory=lambda: KINDS)
    scope: Scope = "page"
    request: Request = Request()
    every_caption: bool = False
    sections: bool = False
    automatic: bool = False
    cited_in: bool = False
    foreign_syntax: bool = True
    inventories: Inventories = field(default_factory=dict)
    unpublished: Sequence[Unpublished] = ()
    index: Index = field(default_factory=Index)
    catalog: Catalog = field(default_factory=Catalog)

    def reader(self, page: Page) -> Reader:
        """What reads the cites of `page`."""
        library = self.library.joined(page.request.references)
        noted = footnote_citations.own_before(page.html) if page.request.style.kind == "note" else {}
        named = frozenset((*self.kinds, *self.inventories))
        return Reader(named, library, page.request, self.format, noted)
