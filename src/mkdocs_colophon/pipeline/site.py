"""The pages of one build in reading order: their targets collected and numbered, every page resolved and completed.

Everything here takes values and gives values; a host knows the program that shows them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_colophon.citations import bibliography, checks
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.catalog import Catalog, with_citing_pages
from mkdocs_colophon.crossref.targets import Index, PageMarks
from mkdocs_colophon.figures.images import unseen
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.pipeline import cites
from mkdocs_colophon.pipeline.headings import retitled
from mkdocs_colophon.pipeline.page import Page, Resolved, Site
from mkdocs_colophon.pipeline.resolve import requested, resolve
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate
from mkdocs_colophon.urls import relative_url


def collect(pages: Sequence[Page], kinds: Mapping[str, object], **options: bool) -> tuple[Index, list[Problem]]:
    """The targets on `pages`, which are in reading order, and what is wrong with their labels.

    `kinds` are the prefixes that labels may begin with; the options are those of `numbering.number`.
    """
    marks = [
        PageMarks(page.path, page.url, page.title, numbering.collect(page.html), page.scope, page.chapter)
        for page in pages
    ]
    index, found = numbering.number(marks, kinds, **options)
    of_page: dict[str, list[Problem]] = {}
    for path, problem in found:
        of_page.setdefault(path, []).append(problem)
    problems: list[Problem] = []
    for page in pages:
        wrong = (*numbering.misplaced(page.html, kinds), *numbering.unnamed(page.html))
        problems += locate([*of_page.get(page.path, ()), *wrong], page.path, page.source)
    return index, problems


@dataclass(frozen=True, slots=True)
class Citing:
    """Where on the site things are referred to and cited.

    Attributes
    ----------
    labels : by label, the pages that refer to it.
    keys : by bibliography key, in reading order, the pages that cite it, each with the ids of its citations.
    """

    labels: Mapping[str, Sequence[Page]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[tuple[Page, Sequence[str]]]] = field(default_factory=dict)


def complete(page: Page, resolved: Resolved, site: Site, where: Citing, *, cited_in: bool = False) -> str:
    """The HTML of a resolved page with what needs other resolved pages: lists and, if wanted, back-links."""

    def link(url: str) -> str:
        return "" if url == page.url else relative_url(url, page.url)

    def listed(marker: Marker) -> str:
        if marker.name == "bibliography":
            return _sources(marker, page, resolved, site, where, link)
        return site.catalog.listed(marker, page.url, link) if marker.name == "list" else markers.write(marker)

    html = markers.replace(resolved.html, listed)
    for target in site.index.pages.get(page.url, ()) if cited_in else ():
        pages = [(each.url, each.title) for each in where.labels.get(target.label, ())]
        html = with_citing_pages(html, target, pages, link, site.wording.cited_in)
    return html


def _sources(
    marker: Marker, page: Page, resolved: Resolved, site: Site, where: Citing, link: Callable[[str], str]
) -> str:
    """The list of what the site cites, as a marker on `page` asks for it."""
    reader = site.reader(page)
    pages = {key: [(link(each.url), each.title, ids) for each, ids in places] for key, places in where.keys.items()}
    return bibliography.site_section(
        cites.entries([key for key in where.keys if key in reader.entries], reader),
        reader.entries,
        pages,
        reader.words,
        marker.data.get("group", "none"),
        taken=resolved.places.__contains__,
    )


@dataclass(frozen=True, slots=True)
class Built:
    """The pages of a site, resolved and completed.

    Attributes
    ----------
    site : the site with its catalog.
    contents : the HTML of each page, in the order of the pages.
    previews : by URL, what a page holds for previews. It is no part of the content, which search and feeds read.
    problems : what is wrong on the pages.
    titles : by URL, the pages' titles in plain words.
    """

    site: Site
    contents: tuple[str, ...]
    previews: Mapping[str, str]
    problems: tuple[Problem, ...]
    titles: Mapping[str, str]


def build(
    pages: Sequence[Page],
    site: Site,
    *,
    cited_in: bool = False,
    prefetch: Callable[[Sequence[Request]], None] = lambda requests: None,
) -> Built:
    """Resolve all `pages`, then complete each with what the others show.

    `prefetch` is told beforehand of all that `site.format` will be asked for.
    """
    requests = [requested(page, site) for page in pages]
    prefetch(requests)
    resolved = {page.url: resolve(page, site) for page in pages}
    pages = [retitled(page, resolved[page.url]) for page in pages]
    catalog = Catalog.of(site.index, {url: each.html for url, each in resolved.items()})
    posts = {url: each.listed for url, each in resolved.items() if each.listed.asked}
    macros = {page.url: page.macros for page in pages}
    site = replace(site, catalog=catalog, posts=posts, raw_numbers=_raw_numbers(resolved.values()), macros=macros)
    where = _citing(pages, resolved, site)
    contents = [complete(page, resolved[page.url], site, where, cited_in=cited_in) for page in pages]
    previews = {page.url: _previews(page, resolved[page.url], site) for page in pages}
    problems = [problem for each in resolved.values() for problem in each.problems]
    problems += [*_never_cited(pages, site.index, where.labels), *checks.find(site.library, requests)]
    problems += unseen({url: each.html for url, each in resolved.items()}, site.gallery)
    titles = {page.url: page.title for page in pages}
    return Built(site, tuple(contents), previews, tuple(problems), titles)


def _citing(pages: Sequence[Page], resolved: Mapping[str, Resolved], site: Site) -> Citing:
    labels: dict[str, list[Page]] = {}
    keys: dict[str, list[tuple[Page, Sequence[str]]]] = {}
    for page in pages:
        for label in dict.fromkeys(resolved[page.url].labels):
            labels.setdefault(label, []).append(page)
        for key, ids in resolved[page.url].places.items():
            keys.setdefault(key, []).append((page, ids))
    return Citing(labels, keys)


def _raw_numbers(resolved: Iterable[Resolved]) -> dict[str, int | None]:
    """The numbers of raw references by alias, None where pages disagree."""
    numbers: dict[str, int | None] = {}
    for each in resolved:
        for alias, number in each.raw_numbers.items():
            numbers[alias] = number if numbers.get(alias, number) == number else None
    return numbers


def with_previews(html: str, previews: str) -> str:
    """The body `html` of a page with `previews` at the end of its article, which instant navigation replaces as one."""
    end = max(html.rfind("</article>"), 0) or max(html.rfind("</body>"), 0)
    return html[:end] + previews + html[end:] if previews else html


def _previews(page: Page, resolved: Resolved, site: Site) -> str:
    return resolved.cards + site.catalog.previews(resolved.labels, page.url, lambda url: relative_url(url, page.url))


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
        problems += locate(found, page.path, page.source)
    return problems
