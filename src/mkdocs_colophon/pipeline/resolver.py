"""What each marker of a page stands for, on the page itself and in an excerpt of it elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from mkdocs_colophon.citations import bibliography
from mkdocs_colophon.citations import in_text as citations
from mkdocs_colophon.crossref import abroad, insert_numbers, links, numbering, unresolved
from mkdocs_colophon.crossref import references as crossref
from mkdocs_colophon.crossref.targets import Target, canonical, prefix_of
from mkdocs_colophon.figures import values
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import Marker, markers
from mkdocs_colophon.math import formulas as mathematics
from mkdocs_colophon.pipeline import bibliographies, cites, unpublished
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem, did_you_mean
from mkdocs_colophon.urls import relative_url

LATER = ("list", "publication")  # what needs other pages as they are resolved, or stands beside the content


class Resolver:
    """What each marker of a page stands for.

    Attributes
    ----------
    reader : of the page's cites.
    listed, cited : its citations, and how they stand on it.
    labels : what it refers to, as far as that has been asked for.
    problems : what is wrong with it, likewise.
    placed : whether its bibliography has been given a place.
    """

    def __init__(self, page: Page, site: Site, *, in_title: bool = False) -> None:
        self._page, self._site = page, site
        self.reader = site.reader(page)
        self.problems: list[Problem] = []
        self.labels: list[str] = []
        self.placed = False
        own = site.index.pages.get(page.url, ())
        self._targets = {target.mark.marker: target for target in own}
        self._labels = site.index.labels
        if site.automatic:  # another page may have a heading of the same words
            self._labels = {**self._labels, **{target.label: target for target in own if target.mark.automatic}}
        shown = frozenset(marker.data.get("label", "") for marker in page.markers if marker.name == "number")
        shown = frozenset(site.index.labels) if in_title else shown  # a title names no other page
        self._here = crossref.Here(page.url, shown, lambda url: relative_url(url, page.url))
        self.listed = cites.listed(page.markers, self.reader)
        self.cited = citations.cited(self.listed.groups, self.listed.formatted)
        self._lists = bibliographies.divided(page, self.reader, self.listed)
        self._shown: set[str] = set()  # the keys of entries that stand on the page
        self.problems += self._lists.problems

    def led(self, html: str) -> str:
        """`html` with its links to labels leading to where these stand."""
        return self._noted(*links.led(html, self._labels, self._here, self._site.kinds))

    def here(self, marker: Marker) -> str:
        """What stands for `marker` on the page."""
        if marker.name == "bibliography":
            return self._bibliography(marker)
        if marker.name in LATER:
            return markers.write(marker)
        return self._either(marker, self.cited.citations)

    def words(self, marker: Marker) -> str:
        """What stands for `marker` among the words of a heading or a theorem."""
        return "" if marker.name in ("number", "bibliography", *LATER) else self._either(marker, self.cited.citations)

    def elsewhere(self, marker: Marker) -> str:
        """What stands for `marker` in a copy of a part of the page on another, with the addresses of the page."""
        return "" if marker.name in (*LATER, "bibliography") else self._either(marker, self._alone)

    def bibliography(self) -> str:
        """What the page cites, but for what has been listed already."""
        self.placed = True
        return self._section(self._lists.rest, headed=True)

    @cached_property
    def _alone(self) -> list[str]:
        """The citations as they stand elsewhere; they lead to this page, if it is one of the site's own."""
        way = relative_url(self._page.url, self._page.url) if self._page.url in self._site.index.pages else ""
        formatted = self.listed.formatted
        return [citations.excerpted(formatted, place, way) for place in range(len(formatted.citations))]

    def _either(self, marker: Marker, shown: Sequence[str]) -> str:
        match marker.name:
            case "number":
                return insert_numbers.number(self._target(marker), self._site.wording)
            case "math":
                own = self._page.macros
                lines = self._lines(marker)
                return self._noted(*mathematics.formula(marker, self._site.typeset, own, self._refer, lines))
            case "value":
                return self._noted(*values.quoted(marker, self._site.gallery))
            case "cite":
                return self._cites(marker, shown)
            case "problem":
                return self._noted(markers.text(marker), [_told(marker)])
        raise ValueError(f"no such marker: {marker.name}")

    def _target(self, marker: Marker) -> Target:
        """What is numbered; a copy of something of another page is known by its label."""
        if marker.number in self._targets:
            return self._targets[marker.number]
        found = numbering.mark(marker)
        return self._labels.get(found.label) or Target(found, "", (0, 0), "", "")

    def _lines(self, marker: Marker) -> list[str]:
        """The numbers of the lines of a formula: their markers follow its own."""
        first = marker.number + 1
        found = self._page.markers[first : first + marker.data.get("lines", "").count("1")]
        return [insert_numbers.line(self._target(each), self._site.wording) for each in found]

    def _bibliography(self, marker: Marker) -> str:
        if marker.data.get("scope") == "site":
            return markers.write(marker)
        if marker.number in self._lists.chosen:
            return self._section(self._lists.chosen[marker.number], headed=False)
        return "" if self.placed else self.bibliography()  # a page has one

    def _section(self, keys: Sequence[str], *, headed: bool) -> str:
        entries = {key: self.listed.formatted.entries[key] for key in keys}
        known, words, shown = self.reader.entries, self.reader.words, frozenset(self._shown)
        self._shown.update(keys)
        return bibliography.section(entries, known, self.cited.places, words, headed=headed, taken=shown.__contains__)

    def _cites(self, marker: Marker, shown: Sequence[str]) -> str:
        parts: list[str] = []
        places = iter(self.listed.of.get(marker.number, ()))
        self.problems += cites.problems(marker, self.reader)
        for is_label, run in cites.runs(marker, self.reader):
            if is_label:
                parts += self._references(run, marker)
            else:
                known = any(cite.key in self.reader.entries for cite in run)
                place = next(places) if known else len(shown)
                parts.append(self._citation(run, marker.text, [*shown[place : place + 1]] if known else []))
        return self._site.wording.listed(parts)

    def _references(self, run: Sequence[Cite], marker: Marker) -> Iterator[str]:
        """The references of a run: those to other sites one by one, those to this one between them together."""
        for name, cited in groupby(run, key=lambda cite: prefix_of(cite.key) in self._site.inventories):
            if not name:
                yield self._reference(tuple(cited), marker)
                continue
            for cite in cites.worded(tuple(cited), marker):
                found = abroad.reference(cite, self._site.inventories, self._site.wording)
                html = markers.replace(self._noted(found.html, found.problems), self.here)
                yield citations.without_links(html) if "bare" in marker.data else html

    def _reference(self, run: Sequence[Cite], marker: Marker) -> str:
        if wanted := marker.data.get("part"):
            return self._part(run[0].key, wanted)
        worded = cites.worded(run, marker)
        found = crossref.reference(worded, self._labels, self._here, self._site.wording)
        self.labels += found.labels
        unknown = [cite.key for cite in run if canonical(cite.key) not in self._labels]
        problems = map(self._explained, found.problems, unknown)
        html = self._noted(found.html, [_as_written(problem, marker) for problem in problems])
        html = markers.replace(html, self.here)  # formulas among the words
        return citations.without_links(html) if "bare" in marker.data else html

    def _part(self, label: str, wanted: str) -> str:
        found = crossref.part(label, wanted, self._labels, self._here, self._site.wording)
        self.labels += found.labels
        return self._noted(found.html, found.problems)

    def _citation(self, run: Sequence[Cite], written: str, shown: list[str]) -> str:
        """A citation, if pandoc could make one, with marks for the keys that are not known, or for all."""
        unknown = [cite.key for cite in run if cite.key not in self.reader.entries]
        self.problems += [problem for key in unknown for problem in self._unknown(key, written)]
        marked = unknown if shown else [cite.key for cite in run]
        return " ".join([*shown, *(unresolved.mark(key) for key in marked)])

    def _unknown(self, key: str, written: str) -> list[Problem]:
        """The problem of a key that the library lacks; it may have been meant for a label."""
        site, library = self._site, self.reader.library
        near = bool(did_you_mean(key, library.entries))
        if label := unresolved.misspelled(key, self._labels, site.kinds, doubtful=near):
            return [replace(label, needle=citations.unknown(key, library, written).needle)]
        return cites.unknown([key], self.reader, written)

    def _refer(self, label: str, parenthesized: bool, written: str) -> str:
        """The number of an equation for a formula that refers to it."""
        found = crossref.numbered(label, self._labels, self._here, self._site.wording, parenthesized)
        self.labels += found.labels
        problems = (self._explained(problem, label) for problem in found.problems)
        return self._noted(found.html, [replace(problem, needle=written) for problem in problems])

    def _explained(self, problem: Problem, label: str) -> Problem:
        return unpublished.explained(problem, label, self._site.unpublished)

    def _noted(self, html: str, problems: Sequence[Problem]) -> str:
        self.problems += problems
        return html


def _told(marker: Marker) -> Problem:
    """What Markdown has found to be wrong, at the place of `marker`."""
    data, needle = marker.data, marker.data.get("needle", marker.text)
    informational, column = "informational" in data, int(data.get("column", 0))
    hint = data.get("hint", "")
    return Problem(data["code"], data["message"], hint, needle=needle, column=column, informational=informational)


def _as_written(problem: Problem, marker: Marker) -> Problem:
    """`problem` with the words to look for in the file: the draft's form of a reference has no `@`, nor has LaTeX's."""
    return replace(problem, needle=marker.text) if marker.text.startswith(("#", "\\")) else problem
