"""A page's markers replaced, one after the other, by what they stand for.

Resolving is idempotent: a resolved page holds no markers, so resolving it again changes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

from mkdocs_colophon.citations import bibliography, footnote_citations, hexo_references
from mkdocs_colophon.citations import in_text as citations
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.crossref import insert_numbers
from mkdocs_colophon.crossref import references as crossref
from mkdocs_colophon.figures import images as figures
from mkdocs_colophon.figures import values
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.math import formulas as mathematics
from mkdocs_colophon.pipeline import cites, excerpts
from mkdocs_colophon.pipeline.page import Page, Resolved, Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate
from mkdocs_colophon.urls import relative_url


def resolve(page: Page, site: Site) -> Resolved:
    """`page` with every marker replaced but those of lists, its bibliography included."""
    reader = site.reader(page)
    html, shown = figures.pictures(page.html, page.url, site.gallery)
    own = _with_raw(page, html, reader)
    resolver = _Resolver(page, site, own.html, reader)
    html = citations.closed(markers.replace(resolver.stamped, resolver.replacement))
    html = footnote_citations.merge(html, resolver.cited.notes, reader.words)
    if site.wording.collects:
        html = insert_numbers.with_collected(html)
    if not page.finished and not resolver.placed:
        html += resolver.bibliography()
    problems = locate([*shown, *own.problems, *resolver.problems], page.path, page.source)
    return Resolved(
        _without_copied_ids(html, resolver.copied),
        tuple(resolver.labels),
        tuple(problems),
        resolver.cited.places,
        bibliography.cards(resolver.cited.cards, resolver.listed.formatted.entries),
        own.numbers,
        resolver.listed,
    )


def requested(page: Page, site: Site) -> Request:
    """All that resolving `page` will ask `site.format` for."""
    reader = site.reader(page)
    return cites.request(_with_raw(page, page.html, reader).html, reader)


def _with_raw(page: Page, html: str, reader: cites.Reader) -> hexo_references.Raw:
    return hexo_references.resolve(html, reader.words) if page.refplus else hexo_references.Raw(html)


def is_open(html: str) -> bool:
    """Whether something in `html` is still to be resolved: a marker, or a figure whose picture was not looked for."""
    return f"<{markers.PREFIX}" in html or figures.is_open(html)


class _Resolver:
    """The replacements of one page's markers, handed out in document order."""

    def __init__(self, page: Page, site: Site, html: str, reader: cites.Reader) -> None:
        self._site = site
        self._page = page
        self.problems = [] if page.finished else cites.unknown(reader)
        self.labels: list[str] = []
        self.placed = False
        found = markers.find(html)
        shown = [marker.data.get("label", "") for marker in found if marker.name == "number"]
        self.copied = [label for label in shown if label in site.index and site.index[label].page != page.url]
        self._here = crossref.Here(page.url, frozenset(shown), self._link)
        self.stamped = insert_numbers.stamp(html, page.url, site.index, site.wording, finished=page.finished)
        self._reader = reader
        self.listed = cites.Listed() if page.finished else cites.listed(found, reader)
        self.cited = citations.cited(self.listed.groups, self.listed.formatted)
        excerpted = cites.excerpts(html, reader, site.posts, self._link) if page.finished else ()
        self._macros = excerpts.macros(html, page.url, site.macros) if page.finished else repeat(page.macros)
        self._citations = iter([*self.cited.citations, *excerpted])

    def replacement(self, marker: Marker) -> str:
        match marker.name:
            case "math":
                return self._noted(*mathematics.formula(marker, self._site.typeset, next(self._macros), self._refer))
            case "value":
                return self._noted(*values.quoted(marker, self._site.gallery))
            case "cite":
                return self._cites(marker)
            case "bibliography":
                return self._bibliography(marker)
            case "publication":
                return markers.write(marker)  # a block beside the content, so that search does not read it
            case "list":
                if not self._page.finished:
                    return markers.write(marker)  # a list needs what other pages look like when they are resolved
                return self._site.catalog.listed(marker, self._page.url, self._link)
            case name if name in hexo_references.NAMES:
                return (
                    hexo_references.excerpted(marker, self._site.raw_numbers)
                    if self._page.finished
                    else hexo_references.literal(marker)
                )
        raise ValueError(f"no such marker: {marker.name}")

    def bibliography(self) -> str:
        """What the page cites."""
        self.placed = True
        entries = self.listed.formatted.entries
        return bibliography.section(entries, self._reader.entries, self.cited.places, self._reader.words)

    def _bibliography(self, marker: Marker) -> str:
        if self._page.finished or (self.placed and marker.data.get("scope") != "site"):
            return ""  # an excerpt has none, and a page has one
        return markers.write(marker) if marker.data.get("scope") == "site" else self.bibliography()

    def _cites(self, marker: Marker) -> str:
        parts = []
        self.problems += cites.problems(marker, self._reader.kinds)
        for is_label, run in cites.runs(marker, self._reader.kinds):
            if is_label:
                found = crossref.reference(run, self._site.index, self._here, self._site.wording)
                self.labels += found.labels
                html = self._noted(found.html, [_as_written(problem, marker) for problem in found.problems])
                parts.append(citations.without_links(html) if "bare" in marker.data else html)
            else:
                parts.append(self._citation(run, marker.text))
        return self._site.wording.sequence(parts)

    def _citation(self, run: Sequence[Cite], written: str) -> str:
        unknown = [cite.key for cite in run if cite.key not in self._reader.entries]
        self.problems += [citations.unknown(key, self._reader.library, written) for key in unknown]
        marks = [crossref.unresolved(key) for key in unknown]
        if len(unknown) < len(run):
            marks.insert(0, next(self._citations, " ".join(crossref.unresolved(cite.key) for cite in run)))
        return " ".join(marks)

    def _refer(self, label: str, parenthesized: bool, written: str) -> str:
        """The number of an equation for a formula that refers to it."""
        found = crossref.numbered(label, self._site.index, self._here, self._site.wording, parenthesized=parenthesized)
        self.labels += found.labels
        return self._noted(found.html, [replace(problem, needle=written) for problem in found.problems])

    def _noted(self, html: str, problems: Sequence[Problem]) -> str:
        self.problems += problems
        return html

    def _link(self, url: str) -> str:
        return relative_url(url, self._page.url)


def _as_written(problem: Problem, marker: Marker) -> Problem:
    """`problem` with the words to look for in the file: the draft's form of a reference has no `@`, nor has LaTeX's."""
    return replace(problem, needle=marker.text) if marker.text.startswith(("#", "\\")) else problem


def _without_copied_ids(html: str, copied: Sequence[str]) -> str:
    """`html` without the ids of targets whose home is another page, so that a link leads to the original."""
    for label in copied:
        html = re.sub(rf' (?:id|aria-labelledby)="{re.escape(label)}(?:-caption)?"', "", html)
    return html
