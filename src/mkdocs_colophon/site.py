"""The pages of one build in reading order: their targets collected and numbered, every page resolved and completed.

Everything here takes values and gives values; `plugin` is the one that knows MkDocs.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from mkdocs_colophon import citing, markers
from mkdocs_colophon.citations import bibliography, checks
from mkdocs_colophon.citations.model import Request
from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.catalog import Catalog, with_citing_pages
from mkdocs_colophon.crossref.model import Index, Leaf
from mkdocs_colophon.figures.resolve import unseen
from mkdocs_colophon.markers import Marker, attributes
from mkdocs_colophon.page import Page, Resolved, Site, relative_url
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.resolver import requested, resolve
from mkdocs_colophon.source import locate

_HEADING = re.compile(r"<h[1-6]\b([^>]*)>(.*?)</h[1-6]>", re.DOTALL)
_FORMULA = re.compile(r'(<span class="colophon-math".*?</span>)', re.DOTALL)
_ASIDE = re.compile(
    r'<a class="headerlink".*?</a>'
    r'|<sup\b[^>]*>\s*<a class="[^"]*footnote-ref.*?</sup>'
    r'|<span class="citation"[^>]*><sup\b.*?</sup></span>',
    re.DOTALL,
)


def collect(pages: Sequence[Page], kinds: Mapping[str, object], **options: bool) -> tuple[Index, list[Problem]]:
    """The targets on `pages`, which are in reading order, and what is wrong with their labels.

    `kinds` are the prefixes that labels may begin with; the options are those of `numbering.number`.
    """
    leaves = [
        Leaf(page.path, page.url, page.title, numbering.collect(page.html), page.scope, page.chapter) for page in pages
    ]
    index, found = numbering.number(leaves, kinds, **options)
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
        citing.entries([key for key in where.keys if key in reader.entries], reader),
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
    pages = [_titled(page, resolved[page.url]) for page in pages]
    catalog = Catalog.of(site.index, {url: each.html for url, each in resolved.items()})
    posts = {url: each.listed for url, each in resolved.items() if each.listed.asked}
    macros = {page.url: page.macros for page in pages}
    site = replace(site, catalog=catalog, posts=posts, raw_numbers=_raw_numbers(resolved.values()), macros=macros)
    where = _citing(pages, resolved, site)
    contents = [complete(page, resolved[page.url], site, where, cited_in=cited_in) for page in pages]
    previews = {page.url: _previews(page, resolved[page.url], site) for page in pages}
    problems = [problem for each in resolved.values() for problem in each.problems]
    problems += [*_never_cited(pages, site.index, where.labels), *checks.find(site.library, requests)]
    problems += unseen({url: each.html for url, each in resolved.items()}, site.wall)
    titles = {page.url: page.title for page in pages}
    return Built(site, tuple(contents), previews, tuple(problems), titles)


def _titled(page: Page, resolved: Resolved) -> Page:
    """`page` with its title as its first heading reads now, if the title cites something."""
    first = _HEADING.search(resolved.html) if "@" in page.title else None
    texts = headings(page.html, resolved.html) if first else {}
    words = texts.get(attributes(first[1]).get("id", "")) if first else None
    return replace(page, title=unescape(words)) if words is not None else page


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


def headings(before: str, after: str) -> dict[str, str]:
    """The words, by id and as HTML, of the headings that resolving has changed, for a table of contents made before."""
    marked = {attributes(given).get("id", "") for given, inside in _HEADING.findall(before) if markers.find(inside)}
    texts = {attributes(given).get("id", ""): inside for given, inside in _HEADING.findall(after)}
    return {
        name: re.sub("<[^>]*>", "", _ASIDE.sub("", inside)).strip()
        for name, inside in texts.items()
        if name in marked or inside.startswith('<span class="section-number">')
    }


def formulas(html: str) -> dict[str, str]:
    """The words, by id, of the headings of a resolved page that hold formulas, as HTML that keeps only these."""
    found = ((attributes(given).get("id", ""), inside) for given, inside in _HEADING.findall(html))
    return {name: _shown(_ASIDE.sub("", inside)) for name, inside in found if _FORMULA.search(inside)}


def _shown(inside: str) -> str:
    parts = _FORMULA.split(inside)  # every second is a formula, in which nothing but a link may be nested
    kept = [re.sub("</?a\\b[^>]*>" if number % 2 else "<[^>]*>", "", part) for number, part in enumerate(parts)]
    return "".join(kept).strip()


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
