"""What is shown of a page outside of its content: its title, the names on it, what its front matter says in words."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from mkdocs_colophon import grammar
from mkdocs_colophon.crossref.headings import LEVELS, RICH
from mkdocs_colophon.crossref.insert_numbers import NAME
from mkdocs_colophon.crossref.plain import plain
from mkdocs_colophon.figures import values
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import Element, Marker, as_html, as_text, elements, markers
from mkdocs_colophon.math.formulas import readable
from mkdocs_colophon.pipeline import headings
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.resolver import Resolver
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate

FIELDS = ("title", "description")
_SIGNS = re.compile(r"[@$]")
_TEX = re.compile(r"(?<![\\$])\$(?![\s$])([^$]+)(?<![\s\\])\$(?![\d$])")  # as pandoc has it
_KEPT = re.compile("\x00(\\d+)\x00")


def quoted(page: Page, gallery: Gallery) -> tuple[Page, list[Problem]]:
    """`page` with values in the words of its title and its front matter, and what is wrong with these."""
    found: list[Problem] = []
    meta = dict(page.meta)
    for key in FIELDS:
        if "@val:" in str(meta.get(key, "")):
            meta[key], problems = values.plain(str(meta[key]), gallery)
            found += locate(problems, page.path, page.source)
    title, problems = values.plain(page.title, gallery) if "@val:" in page.title else (page.title, [])
    # a title that stands in the file is told of as what it is there: front matter or a heading
    found += [problem.at(page.titled_in) for problem in problems if problem.needle not in page.source]
    return replace(page, title=title, meta=meta), found


def worded(page: Page, site: Site) -> Page:
    """`page` with words for the references, the citations and the formulas in its title and its front matter."""
    meta = {
        key: _read(_html(str(value), page, site), site) if key in FIELDS and _SIGNS.search(str(value)) else value
        for key, value in page.meta.items()
    }
    if page.titled_by >= 0 or not _SIGNS.search(page.title):
        return replace(page, meta=meta)
    heading = _html(page.title, page, site)
    return replace(page, title=_read(heading, site), heading=heading, meta=meta)


def named(page: Page, site: Site) -> Page:
    """`page` with the words of what has a name on it, and with the title that its first heading gives it, if any."""
    if not is_rich(page):
        return page
    resolver, words = Resolver(page, site, in_title=True), dict[int, str]()
    for number, inner in _names(page.html):
        words[number] = headings.shown(markers.replace(inner, resolver.words))
    heading = words.get(page.titled_by)
    return (
        replace(page, words=words, heading=heading, title=_read(heading, site))
        if heading
        else replace(page, words=words)
    )


def is_rich(page: Page) -> bool:
    """Whether a name on `page` holds more than text."""
    return any(RICH in marker.data for marker in page.markers)


def _names(html: str) -> Iterator[tuple[int, str]]:
    """The names with more than text in them, each with the number of the marker that stands before it."""
    for element in elements(html, *LEVELS, "p"):
        number = next(iter(markers.find(element.inner)), None)
        if number is not None and RICH in number.data:
            yield number.number, _name(element)


def _name(element: Element) -> str:
    if element.name in LEVELS:
        return element.inner
    return next((each.inner for each in elements(element.inner, "span") if each.has_class(NAME)), "")


def _html(text: str, page: Page, site: Site) -> str:
    """`text` that is no HTML, such as a title, as it would stand on `page`, as HTML that keeps formulas."""
    text = plain(text, site.index.labels, site.wording, partial(_read, site=site))
    found, entries = list[Marker](), site.reader(page).entries

    def kept(marker: Marker) -> str:
        found.append(marker)
        return f"\x00{len(found) - 1}\x00"

    def cited(cites: Sequence[Cite], written: str) -> str | None:
        if not all(cite.key in entries for cite in cites):
            return None
        form = "group" if written.startswith("[") else "textual"
        return kept(Marker("cite", {"cites": json.dumps(cites), "form": form}, written))

    text = _TEX.sub(lambda match: kept(Marker("math", {}, match[1])), text)
    html = as_html(grammar.substitute(text, cited))
    html, numbered = markers.numbered(_KEPT.sub(lambda match: markers.write(found[int(match[1])]), html))
    resolver = Resolver(replace(page, html=html, markers=numbered), site)
    return headings.shown(markers.replace(html, resolver.words))


def _read(html: str, site: Site) -> str:
    """The words of `html`, with those of its formulas."""
    return as_text(readable(html, site.typeset))
