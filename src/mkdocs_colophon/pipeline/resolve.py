"""A page's markers replaced by what they stand for, on the page itself and in an excerpt of it elsewhere.

Resolving is idempotent: a resolved page holds no markers, so resolving it again changes nothing.
"""

from dataclasses import replace

from mkdocs_colophon.citations import bibliography, footnote_citations
from mkdocs_colophon.citations import in_text as citations
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref import catalog, insert_numbers, numbering
from mkdocs_colophon.crossref import headings as sections
from mkdocs_colophon.figures import images
from mkdocs_colophon.html import markers
from mkdocs_colophon.math import formulas as mathematics
from mkdocs_colophon.pipeline import cites, foreign, headings
from mkdocs_colophon.pipeline.page import Page, Resolved
from mkdocs_colophon.pipeline.resolver import Resolver
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.source import locate


def prepared(page: Page, *, automatic: bool = False) -> Page:
    """`page` with all that is to be resolved in its content as markers, and a number for each.

    Headings may have `automatic` labels.
    """
    html, found = markers.numbered(sections.marked(page.html, automatic=automatic))
    return replace(page, html=html, markers=found, titled_by=sections.titling(page.title, found))


def resolve(page: Page, site: Site) -> Resolved:
    """`page`, which is `prepared`, with every marker replaced but those of lists, its bibliography included."""
    problems = list(numbering.misplaced(page.html, site.kinds))
    html, wrong = images.pictures(page.html, page.url, site.gallery)
    resolver = Resolver(page, site)
    html = insert_numbers.with_names(markers.replace(resolver.led(html), resolver.here), site.wording)
    html = footnote_citations.merge(citations.closed(html), resolver.cited.notes, resolver.reader.words)
    if site.wording.pandoc:
        html = insert_numbers.with_collected(html)
    if not resolver.placed:
        html += resolver.bibliography()
    problems += [*wrong, *cites.unlisted(resolver.reader), *resolver.problems]
    problems += foreign.find(page.html, page.source, page.included) if site.foreign_syntax else ()
    return Resolved(
        html,
        tuple(catalog.showings(site.index.pages.get(page.url, ()), html, mathematics.lines(html))),
        headings.changed(page.html, html),
        headings.formulas(html),
        tuple(resolver.labels),
        tuple(locate(problems, page.path, page.source, page.included)),
        resolver.cited.places,
        bibliography.cards(resolver.cited.cards, resolver.listed.formatted.entries),
    )


def requested(page: Page, site: Site) -> Request:
    """All that resolving `page` will ask `site.format` for."""
    return cites.request(page.markers, site.reader(page))
