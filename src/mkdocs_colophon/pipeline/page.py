"""One page: what its generator rendered, what it is resolved with, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref.catalog import Catalog
from mkdocs_colophon.crossref.targets import Index, Scope
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.math import formulas as mathematics
from mkdocs_colophon.pipeline import cites
from mkdocs_colophon.problems import Problem


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its generator rendered it.

    Attributes
    ----------
    path : its Markdown file, as messages name it.
    url : its address relative to the site, such as ``articles/pooling/``.
    title : its title in plain text.
    html : its content, markers included.
    source : the text of its Markdown file, for the places of problems.
    finished : whether `html` is the body of the page as the theme made it; its own content is resolved by then, and
        what markers are left stand in excerpts of other pages.
    scope, chapter : how its numbers are counted, and what they begin with; see `crossref.model.PageMarks`.
    refplus : whether its raw references mean something, as its front matter says; see `citations.raw`.
    request : what its front matter says about citations.
    macros : commands of its own for its formulas.
    """

    path: str
    url: str
    title: str
    html: str
    source: str = ""
    finished: bool = False
    scope: Scope = "page"
    chapter: str = ""
    refplus: bool = False
    request: Request = Request()
    macros: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is resolved with.

    Attributes
    ----------
    index : every target of the site.
    wording : how targets are called.
    library : what can be cited.
    format : gives the HTML of a page's citations, or raises an `EngineError`, which has been noted as a problem.
    typeset : gives the HTML of a formula.
    gallery : the pictures that can be shown.
    catalog : what targets show of themselves elsewhere; empty until every page has been resolved.
    posts, raw_numbers : for excerpts, the citations of each page by URL, and the numbers of raw references by alias,
        None where pages differ; empty until then, too.
    macros : for excerpts, the macros of each page by URL.
    """

    index: Index
    wording: Wording
    library: Library
    format: cites.Format
    typeset: mathematics.Typeset
    gallery: Gallery = field(default_factory=Gallery)
    catalog: Catalog = field(default_factory=Catalog)
    posts: Mapping[str, cites.Listed] = field(default_factory=dict)
    raw_numbers: Mapping[str, int | None] = field(default_factory=dict)
    macros: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def reader(self, page: Page) -> cites.Reader:
        """What reads the cites of `page`."""
        library = self.library.joined(page.request.references)
        return cites.Reader(frozenset(self.wording.labels), library, page.request, self.format)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A page without markers.

    Attributes
    ----------
    html : its content.
    labels : what it refers to.
    problems : what is wrong on it.
    places : by bibliography key, the ids of the citations of it.
    cards : what links that stand for several entries show, as HTML that no browser shows by itself.
    raw_numbers : the numbers of its raw references.
    listed : its citations, for excerpts of it.
    """

    html: str
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cards: str = ""
    raw_numbers: Mapping[str, int] = field(default_factory=dict)
    listed: cites.Listed = cites.Listed()
