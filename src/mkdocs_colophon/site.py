"""The pages of one build in reading order: collects their targets, numbers them, and resolves every page's markers.

Everything here takes values and gives values; `plugin` is the one that knows MkDocs. Resolving is idempotent: a
resolved page holds no markers, so resolving it again changes nothing.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mkdocs_colophon import grammar, markers
from mkdocs_colophon.citations import resolve as citations
from mkdocs_colophon.citations.engine import EngineError
from mkdocs_colophon.citations.model import Formatted, Library
from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref import resolve as crossref
from mkdocs_colophon.crossref.model import Index, kind_of
from mkdocs_colophon.figures import resolve as figures
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
    """

    path: str
    url: str
    title: str
    html: str
    source: str = ""
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is resolved with.

    Attributes
    ----------
    index : every target of the site.
    library : what can be cited.
    format : gives the HTML of a page's citations, or raises an `EngineError`, and then for every page.
    typeset : gives the HTML of a formula.
    wall : the pictures that can be shown.
    """

    index: Index
    library: Library
    format: Callable[[Sequence[str]], Formatted]
    typeset: mathematics.Typeset
    wall: figures.Wall = field(default_factory=figures.Wall)


def collect(pages: Sequence[Page]) -> tuple[Index, list[Problem]]:
    """The targets on `pages`, which are in reading order, and what is wrong with their labels."""
    labels = [numbering.Labels(page.path, page.url, page.title, numbering.collect(page.html)) for page in pages]
    index, found = numbering.number(labels)
    found += [(page.path, problem) for page in pages for problem in numbering.misplaced(page.html)]
    problems = [
        problem
        for page in pages
        for problem in locate([problem for path, problem in found if path == page.path], page.path, page.source)
    ]
    return index, problems


def resolve(page: Page, site: Site) -> tuple[str, list[Problem]]:
    """The HTML of `page` with every marker replaced, its bibliography included, and what is wrong on it."""
    html, shown = figures.pictures(page.html, page.url, site.wall)
    resolver = _Resolver(page, site, markers.find(html))
    html = markers.replace(html, resolver.replacement)
    if not page.finished and not resolver.placed:
        html += citations.bibliography(resolver.formatted.entries)
    return _without_copied_ids(html, resolver.copied), locate(shown + resolver.problems, page.path, page.source)


def relative_url(url: str, page: str) -> str:
    """The way from the page at `page` to `url`, both relative to the site.

    >>> relative_url("articles/pooling/", "articles/convolution/")
    '../pooling/'
    >>> relative_url("", "articles/convolution/"), relative_url("b.html", "a.html")
    ('../../', 'b.html')
    """
    way = posixpath.relpath("/" + url, posixpath.dirname("/" + page))
    return way + "/" if url.endswith("/") or not url else way


class _Resolver:
    """The replacements of one page's markers, handed out in document order."""

    def __init__(self, page: Page, site: Site, found: Sequence[Marker]) -> None:
        self._site = site
        self.problems: list[Problem] = []
        self.placed = False
        labels = [marker.data["label"] for marker in found if marker.name == "number"]
        self.copied = [label for label in labels if label in site.index and site.index[label].page != page.url]
        self._finished = page.finished
        self._here = crossref.Here(page.url, frozenset(labels), lambda url: relative_url(url, page.url))
        self.formatted = self._format(found)
        self._citations = iter(self.formatted.citations)

    def replacement(self, marker: Marker) -> str:
        match marker.name:
            case "number":
                return crossref.caption_number(marker.data["label"], self._site.index)
            case "math":
                return self._noted(mathematics.formula(marker, self._site.typeset))
            case "cite":
                return self._cites(marker)
            case "bibliography":
                self.placed = True
                return citations.bibliography(self.formatted.entries)
        raise ValueError(f"no such marker: {marker.name}")

    def _cites(self, marker: Marker) -> str:
        parts = []
        for is_label, run in _runs(marker):
            self.problems += [problem for cite in run for problem in _stray(cite, marker.text)]
            if is_label:
                html, problems = crossref.reference(run, self._site.index, self._here)
                parts.append(self._noted((html, [_as_written(problem, marker) for problem in problems])))
            else:
                parts.append(self._citation(run))
        return ", ".join(parts)

    def _citation(self, run: Sequence[Cite]) -> str:
        unknown = [cite.key for cite in run if cite.key not in self._site.library.entries]
        self.problems += [citations.unknown(key, self._site.library) for key in unknown]
        marks = [crossref.unresolved(key) for key in unknown]
        if len(unknown) < len(run):
            formatted = next(self._citations, " ".join(crossref.unresolved(cite.key) for cite in run))
            marks.insert(0, citations.without_links(formatted) if self._finished else formatted)
        return " ".join(marks)

    def _format(self, found: Sequence[Marker]) -> Formatted:
        """The page's citations, in one go, since an author cited twice may need a letter after the year."""
        wanted = []
        for marker in found:
            for is_label, run in _runs(marker) if marker.name == "cite" else ():
                known = [cite for cite in run if cite.key in self._site.library.entries]
                if known and not is_label:
                    wanted.append(citations.canonical(known, marker.data["form"]))
        try:
            return self._site.format(wanted)
        except EngineError:  # whoever made `format` has noted it; page after page would say the same
            return Formatted()

    def _noted(self, result: tuple[str, list[Problem]]) -> str:
        html, problems = result
        self.problems += problems
        return html


def _runs(marker: Marker) -> Iterator[tuple[bool, list[Cite]]]:
    """The cites of a marker in runs of labels and of bibliography keys."""
    cites = [Cite(*values) for values in json.loads(marker.data["cites"])]
    return ((is_label, list(run)) for is_label, run in groupby(cites, key=lambda cite: kind_of(cite.key) is not None))


def _as_written(problem: Problem, marker: Marker) -> Problem:
    """`problem` with the words to look for in the file: the draft's form of a reference has no `@`."""
    return replace(problem, needle=marker.text) if marker.text.startswith("#") else problem


def _stray(cite: Cite, written: str) -> list[Problem]:
    """A problem for each key in the words around a cite: pandoc would silently print one of the two only."""
    code = "XREF005" if kind_of(cite.key) else "CITE006"
    return [
        Problem(
            code, f"'@{key}' stands among the words of '@{cite.key}'", "separate them by ';'", needle=f"@{cite.key}"
        )
        for key in grammar.cites(f"{cite.prefix} {cite.suffix}")
    ]


def _without_copied_ids(html: str, copied: Sequence[str]) -> str:
    """`html` without the ids of targets whose home is another page, so that a link leads to the original."""
    for label in copied:
        html = re.sub(rf' (?:id|aria-labelledby)="{re.escape(label)}(?:-caption)?"', "", html)
    return html
