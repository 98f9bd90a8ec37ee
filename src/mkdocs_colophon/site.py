"""The pages of one build in reading order: their targets collected and numbered, every page resolved and completed.

Everything here takes values and gives values; `plugin` is the one that knows MkDocs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from mkdocs_colophon import markers
from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.catalog import Catalog, with_citing_pages
from mkdocs_colophon.crossref.model import Index, Leaf
from mkdocs_colophon.figures.resolve import unseen
from mkdocs_colophon.markers import attributes
from mkdocs_colophon.page import Page, Resolved, Site, relative_url, resolve
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate

_HEADING = re.compile(r"<h[1-6]\b([^>]*)>(.*?)</h[1-6]>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


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


def complete(page: Page, resolved: Resolved, site: Site, cited: Mapping[str, Sequence[Page]] | None = None) -> str:
    """The HTML of a resolved page with what needs other resolved pages: lists and, given `cited`, back-links.

    `cited` tells by label the pages that refer to it.
    """

    def link(url: str) -> str:
        return relative_url(url, page.url)

    html = markers.replace(resolved.html, lambda marker: site.catalog.listed(marker, page.url, link))
    for target in site.index.pages.get(page.url, ()) if cited else ():
        pages = [(each.url, each.title) for each in (cited or {}).get(target.label, ())]
        html = with_citing_pages(html, target, pages, link, site.wording.cited_in)
    return html


@dataclass(frozen=True, slots=True)
class Built:
    """The pages of a site, resolved and completed.

    Attributes
    ----------
    site : the site with its catalog.
    contents : the HTML of each page, in the order of the pages.
    previews : by URL, what a page holds for previews. It is no part of the content, which search and feeds read.
    problems : what is wrong on the pages.
    """

    site: Site
    contents: tuple[str, ...]
    previews: Mapping[str, str]
    problems: tuple[Problem, ...]


def build(pages: Sequence[Page], site: Site, *, cited_in: bool = False) -> Built:
    """Resolve all `pages`, then complete each with what the others show."""
    resolved = {page.url: resolve(page, site) for page in pages}
    site = replace(site, catalog=Catalog.of(site.index, {url: each.html for url, each in resolved.items()}))
    cited: dict[str, list[Page]] = {}
    for page in pages:
        for label in dict.fromkeys(resolved[page.url].labels):
            cited.setdefault(label, []).append(page)
    contents = [complete(page, resolved[page.url], site, cited if cited_in else None) for page in pages]
    previews = {page.url: _previews(page, resolved[page.url], site) for page in pages}
    problems = [problem for each in resolved.values() for problem in each.problems]
    problems += unseen({url: each.html for url, each in resolved.items()}, site.wall)
    return Built(site, tuple(contents), previews, (*problems, *_never_cited(pages, site.index, cited)))


def with_previews(html: str, previews: str) -> str:
    """The whole page `html` with `previews` at the end of its article, which instant navigation replaces as one."""
    end = max(html.rfind("</article>"), 0) or max(html.rfind("</body>"), 0)
    return html[:end] + previews + html[end:] if previews else html


def _previews(page: Page, resolved: Resolved, site: Site) -> str:
    return site.catalog.previews(resolved.labels, page.url, lambda url: relative_url(url, page.url))


def headings(before: str, after: str) -> dict[str, str]:
    """The words, by id, of the headings that resolving has changed, for a table of contents made before."""
    marked = {attributes(given).get("id", "") for given, inside in _HEADING.findall(before) if markers.find(inside)}
    texts = {attributes(given).get("id", ""): inside for given, inside in _HEADING.findall(after)}
    return {
        name: unescape(re.sub("<[^>]*>", "", _PERMALINK.sub("", inside))).strip()
        for name, inside in texts.items()
        if name in marked or inside.startswith('<span class="section-number">')
    }


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
