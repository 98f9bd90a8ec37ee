"""One page: what its generator rendered, what it is resolved with, and its markers replaced.

Resolving is idempotent: a resolved page holds no markers, so resolving it again changes nothing.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mkdocs_colophon import grammar, markers
from mkdocs_colophon.citations import resolve as citations
from mkdocs_colophon.citations.engine import EngineError
from mkdocs_colophon.citations.model import Formatted, Library
from mkdocs_colophon.crossref import resolve as crossref
from mkdocs_colophon.crossref import stamp
from mkdocs_colophon.crossref.catalog import Catalog
from mkdocs_colophon.crossref.labels import Wording
from mkdocs_colophon.crossref.model import Index, Scope, prefix_of
from mkdocs_colophon.figures import resolve as figures
from mkdocs_colophon.figures import values
from mkdocs_colophon.figures.wall import Wall
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.markers import Marker
from mkdocs_colophon.math import resolve as mathematics
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate


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
    finished : whether `html` is the whole page as the theme made it; its own content is resolved by then, and what
        markers are left stand in excerpts of other pages.
    scope, chapter : how its numbers are counted, and what they begin with; see `crossref.model.Leaf`.
    """

    path: str
    url: str
    title: str
    html: str
    source: str = ""
    finished: bool = False
    scope: Scope = "page"
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is resolved with.

    Attributes
    ----------
    index : every target of the site.
    wording : how targets are called.
    library : what can be cited.
    format : gives the HTML of a page's citations, or raises an `EngineError`, and then for every page.
    typeset : gives the HTML of a formula.
    wall : the pictures that can be shown.
    catalog : what targets show of themselves elsewhere; empty until every page has been resolved.
    """

    index: Index
    wording: Wording
    library: Library
    format: Callable[[Sequence[str]], Formatted]
    typeset: mathematics.Typeset
    wall: Wall = field(default_factory=Wall)
    catalog: Catalog = field(default_factory=Catalog)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A page without markers: its HTML, the labels it refers to, and what is wrong on it."""

    html: str
    labels: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def resolve(page: Page, site: Site) -> Resolved:
    """`page` with every marker replaced but those of lists, its bibliography included."""
    html, shown = figures.pictures(page.html, page.url, site.wall)
    resolver = _Resolver(page, site, html)
    html = markers.replace(resolver.stamped, resolver.replacement)
    if not page.finished and not resolver.placed:
        html += citations.bibliography(resolver.formatted.entries)
    problems = locate(shown + resolver.problems, page.path, page.source)
    return Resolved(_without_copied_ids(html, resolver.copied), tuple(resolver.labels), tuple(problems))


def is_open(html: str) -> bool:
    """Whether something in `html` is still to be resolved: a marker, or a figure whose picture was not looked for."""
    return f"<{markers.PREFIX}" in html or figures.is_open(html)


def relative_url(url: str, page: str) -> str:
    """The way from the page at `page` to `url`, both relative to the site.

    >>> relative_url("articles/pooling/", "articles/convolution/")
    '../pooling/'
    >>> relative_url("", "articles/convolution/"), relative_url("b.html", "a.html")
    ('../../', 'b.html')
    """
    there, here = url.split("/"), page.split("/")
    shared = 0
    while shared < min(len(there), len(here)) - 1 and there[shared] == here[shared]:
        shared += 1
    return ("../" * (len(here) - 1 - shared) + "/".join(there[shared:])) or "./"


class _Resolver:
    """The replacements of one page's markers, handed out in document order."""

    def __init__(self, page: Page, site: Site, html: str) -> None:
        self._site = site
        self._page = page
        self.problems: list[Problem] = []
        self.labels: list[str] = []
        self.placed = False
        found = markers.find(html)
        shown = [marker.data.get("label", "") for marker in found if marker.name == "number"]
        self.copied = [label for label in shown if label in site.index and site.index[label].page != page.url]
        self._here = crossref.Here(page.url, frozenset(shown), self._link)
        self.stamped = stamp.stamp(html, page.url, site.index, site.wording, finished=page.finished)
        self.formatted = self._format(found)
        self._citations = iter(self.formatted.citations)

    def replacement(self, marker: Marker) -> str:
        match marker.name:
            case "math":
                return self._noted(*mathematics.formula(marker, self._site.typeset))
            case "value":
                return self._noted(*values.quoted(marker, self._site.wall))
            case "cite":
                return self._cites(marker)
            case "bibliography":
                self.placed = True
                return citations.bibliography(self.formatted.entries)
            case "list":
                if not self._page.finished:
                    return markers.write(marker)  # a list needs what other pages look like when they are resolved
                return self._site.catalog.listed(marker, self._page.url, self._link)
        raise ValueError(f"no such marker: {marker.name}")

    def _cites(self, marker: Marker) -> str:
        parts = []
        for is_label, run in _runs(marker, self._site):
            self.problems += [problem for cite in run for problem in _stray(cite, marker.text, is_label)]
            if is_label:
                found = crossref.reference(run, self._site.index, self._here, self._site.wording)
                self.labels += found.labels
                parts.append(self._noted(found.html, [_as_written(problem, marker) for problem in found.problems]))
            else:
                parts.append(self._citation(run))
        return self._site.wording.sequence(parts)

    def _citation(self, run: Sequence[Cite]) -> str:
        unknown = [cite.key for cite in run if cite.key not in self._site.library.entries]
        self.problems += [citations.unknown(key, self._site.library) for key in unknown]
        marks = [crossref.unresolved(key) for key in unknown]
        if len(unknown) < len(run):
            formatted = next(self._citations, " ".join(crossref.unresolved(cite.key) for cite in run))
            marks.insert(0, citations.without_links(formatted) if self._page.finished else formatted)
        return " ".join(marks)

    def _format(self, found: Sequence[Marker]) -> Formatted:
        """The page's citations, in one go, since an author cited twice may need a letter after the year."""
        wanted = []
        for marker in found:
            for is_label, run in _runs(marker, self._site) if marker.name == "cite" else ():
                known = [cite for cite in run if cite.key in self._site.library.entries]
                if known and not is_label:
                    wanted.append(citations.canonical(known, marker.data["form"]))
        try:
            return self._site.format(wanted)
        except EngineError:  # whoever made `format` has noted it; page after page would say the same
            return Formatted()

    def _noted(self, html: str, problems: Sequence[Problem]) -> str:
        self.problems += problems
        return html

    def _link(self, url: str) -> str:
        return relative_url(url, self._page.url)


def _runs(marker: Marker, site: Site) -> Iterator[tuple[bool, list[Cite]]]:
    """The cites of a marker in runs of labels and of bibliography keys."""
    cites = [Cite(*values) for values in json.loads(marker.data["cites"])]
    runs = groupby(cites, key=lambda cite: prefix_of(cite.key) in site.wording.labels)
    return ((is_label, list(run)) for is_label, run in runs)


def _as_written(problem: Problem, marker: Marker) -> Problem:
    """`problem` with the words to look for in the file: the draft's form of a reference has no `@`."""
    return replace(problem, needle=marker.text) if marker.text.startswith("#") else problem


def _stray(cite: Cite, written: str, is_label: bool) -> list[Problem]:
    """A problem for each key in the words around a cite: pandoc would silently print one of the two only."""
    code, hint = "XREF005" if is_label else "CITE006", "separate them by ';'"
    return [
        Problem(code, f"'@{key}' stands among the words of '@{cite.key}'", hint, needle=written)
        for key in grammar.cites(f"{cite.prefix} {cite.suffix}")
    ]


def _without_copied_ids(html: str, copied: Sequence[str]) -> str:
    """`html` without the ids of targets whose home is another page, so that a link leads to the original."""
    for label in copied:
        html = re.sub(rf' (?:id|aria-labelledby)="{re.escape(label)}(?:-caption)?"', "", html)
    return html
