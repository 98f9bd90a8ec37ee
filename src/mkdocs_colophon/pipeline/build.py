"""The recipe of a build: what becomes of pages before a theme puts them into its templates, and after.

It knows no host. A host gives the pages that it has rendered with our Markdown extension, puts what `before_theme`
makes of them into its templates, and has `after_theme` finish what comes out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from mkdocs_colophon.citations import checks
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref import headings as targets
from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.catalog import Catalog, Previews
from mkdocs_colophon.crossref.targets import Index, PageMarks
from mkdocs_colophon.figures import images
from mkdocs_colophon.figures.decorations import decorated
from mkdocs_colophon.html import RenderedPage
from mkdocs_colophon.math import cells, lines
from mkdocs_colophon.math.fonts import probe
from mkdocs_colophon.math.formulas import expand, mathml
from mkdocs_colophon.pipeline import excerpts, foreign, sidenotes, titles
from mkdocs_colophon.pipeline.lists import Citing, complete, empty
from mkdocs_colophon.pipeline.page import Page, Resolved
from mkdocs_colophon.pipeline.publishing import Published, Publisher, publish
from mkdocs_colophon.pipeline.resolve import prepared, requested, resolve
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate
from mkdocs_colophon.urls import relative_url


@dataclass(frozen=True, slots=True)
class Built:
    """A site before its theme. What is told by URL is told of the pages that were given.

    Attributes
    ----------
    site : with its index and its catalog.
    pages : with the words that their titles and their front matter have now; `posts` are those of a blog.
    contents : the HTML of each.
    headings : by id, the words that headings have now, for tables of contents that were made before.
    formulas : the same of headings with formulas, as HTML that keeps these.
    previews : what a page holds for previews. It is no part of the content, which search and feeds read.
    published : how the pages are cited and told of.
    problems : what is wrong on them.
    """

    site: Site
    pages: Mapping[str, Page] = field(default_factory=dict)
    posts: Mapping[str, Page] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formulas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    previews: Mapping[str, str] = field(default_factory=dict)
    published: Published = field(default_factory=Published)
    problems: tuple[Problem, ...] = ()


def before_theme(
    pages: Sequence[Page],
    site: Site,
    publisher: Publisher,
    prefetch: Callable[[Sequence[Request]], None] = lambda requests: None,
) -> Built:
    """All `pages`, which are in reading order, resolved, and completed with what they show of each other.

    `prefetch` is told beforehand of all that `site.format` will be asked for.
    """
    pages, site, problems = _worded([prepared(page, automatic=site.automatic) for page in pages], site)
    requests = [requested(page, site) for page in pages]
    prefetch(requests)
    pages, site = _named(pages, site)
    resolved = {page.url: resolve(page, site) for page in pages}
    site = replace(site, catalog=Catalog.of(each.showings for each in resolved.values()))
    where = Citing.of(pages, resolved)
    contents = {page.url: complete(page, resolved[page.url], site, where) for page in pages}
    problems += [problem for each in resolved.values() for problem in each.problems]
    problems += empty(pages, site, where)
    problems += [*_never_cited(pages, site.index, where.labels), *checks.find(site.library, requests)]
    problems += images.unseen({url: each.html for url, each in resolved.items()}, site.gallery)
    shown = partial(mathml, typeset=site.typeset)
    previews = site.catalog.previews(shown)
    published, marked = publish(pages, contents, publisher, site.gallery, shown)
    return Built(
        site=site,
        pages={page.url: page for page in pages},
        posts={page.url: page for page in pages if page.is_post},
        contents=marked,
        headings={url: each.headings for url, each in resolved.items()},
        formulas={url: each.formulas for url, each in resolved.items() if each.formulas},
        previews={page.url: _previews(page, resolved[page.url], previews) for page in pages},
        published=published,
        problems=tuple(foreign.once(problems)),
    )


def after_theme(
    html: str, url: str, built: Built, *, sidenoted: bool = False, mend: Callable[[str], str] = lambda body: body
) -> str:
    """The whole page `html` at `url` as a theme made it, with all that its content does not hold.

    Parameters
    ----------
    sidenoted : whether footnotes can stand in the margin.
    mend : what the host does to its theme's markup; told of the body before it holds formulas, which are long.
    """
    site, page = built.site, built.published.told(RenderedPage.of(html), url)
    body = page.body
    # a blog renders its posts once more, after every page's content has been resolved
    body = excerpts.resolved(body, url, built.posts, site)
    if images.is_open(body):  # what is wrong in an excerpt is wrong in its post, and has been told
        body, _ = images.pictures(body, url, site.gallery)
    body = decorated(body, built.contents.get(url, ""), url, site.gallery)
    body = mend(sidenotes.with_anchors(body) if sidenoted else body)
    # formulas last: their signs make every copy of the page twice as long
    displayed: list[str] = []

    def typeset(tex: str, display: bool, own: Mapping[str, str]) -> str:
        made = site.typeset(tex, display, own)
        displayed.extend([made] if display else [])
        return made

    body = expand(lines.kept(cells.named(body, site.typeset)), typeset)
    body = _with_previews(body, built.previews.get(url, "") + probe(displayed))
    menus = expand(page.menus, site.typeset) if url in built.formulas else page.menus
    return replace(page, menus=menus, body=body).html


def collect(pages: Sequence[Page], site: Site) -> tuple[Index, list[Problem]]:
    """The targets on `pages`, which are `prepared` and in reading order, and what is wrong with their labels."""
    marks = [
        PageMarks(
            page.path,
            page.url,
            page.title,
            numbering.collect(page.markers, page.words),
            page.scope,
            page.chapter,
            page.source,
            page.heading,
        )
        for page in pages
    ]
    index, found = numbering.number(marks, site.kinds, every_caption=site.every_caption, sections=site.sections)
    of_page: dict[str, list[Problem]] = {}
    for path, problem in found:
        of_page.setdefault(path, []).append(problem)
    problems: list[Problem] = []
    for page in pages:
        wrong = [*of_page.get(page.path, ()), *targets.unnamed(page.markers)]
        problems += locate(wrong, page.path, page.source, page.included)
    return index, problems


def _worded(pages: Sequence[Page], site: Site) -> tuple[list[Page], Site, list[Problem]]:
    """The pages with words in their titles, the site with its index, and what is wrong with either."""
    quoted = [titles.quoted(page, site.gallery) for page in pages]
    problems = [problem for _, wrong in quoted for problem in wrong]
    index, wrong = collect([page for page, _ in quoted], site)
    worded = [titles.worded(page, replace(site, index=index)) for page, _ in quoted]
    if any(
        page.title != before.title for page, (before, _) in zip(worded, quoted, strict=True)
    ):  # a reference from elsewhere names the title of a page
        index, wrong = collect(worded, site)
    return worded, replace(site, index=index), [*problems, *wrong]


def _named(pages: Sequence[Page], site: Site) -> tuple[Sequence[Page], Site]:
    """The pages with their titles and the names on them as they are resolved, and the site that knows these.

    One of them may hold another.
    """
    for _ in range(2 if any(map(titles.is_rich, pages)) else 0):
        pages = [titles.named(page, site) for page in pages]
        site = replace(site, index=collect(pages, site)[0])
    return pages, site


def _never_cited(pages: Sequence[Page], index: Index, cited: Mapping[str, object]) -> list[Problem]:
    """For the author's information, the targets with a number and a label that nothing refers to."""
    problems = []
    for page in pages:
        targets = [each for each in index.pages.get(page.url, ()) if each.number and each.label and each.kind != "sec"]
        found = [
            Problem("XREF010", f"nothing refers to '{each.label}'", needle=f"#{each.label}", informational=True)
            for each in targets
            if each.label not in cited and not each.mark.parent
        ]
        problems += locate(found, page.path, page.source, page.included)
    return problems


def _previews(page: Page, resolved: Resolved, previews: Previews) -> str:
    return resolved.cards + previews(resolved.labels, page.url, partial(relative_url, page=page.url))


def _with_previews(html: str, previews: str) -> str:
    """The body `html` of a page with `previews` at the end of its article, which instant navigation replaces as one."""
    end = max(html.rfind("</article>"), 0) or max(html.rfind("</body>"), 0)
    return html[:end] + previews + html[end:] if previews else html
