"""The words of headings, for the places that show them once more: tables of contents and titles."""

import re
from dataclasses import replace
from html import unescape

from mkdocs_colophon.html import markers
from mkdocs_colophon.html.attributes import read as attributes
from mkdocs_colophon.pipeline.page import Page, Resolved

_HEADING = re.compile(r"<h[1-6]\b([^>]*)>(.*?)</h[1-6]>", re.DOTALL)


_FORMULA = re.compile(r'(<span class="colophon-math".*?</span>)', re.DOTALL)


_ASIDE = re.compile(
    r'<a class="headerlink".*?</a>'
    r'|<sup\b[^>]*>\s*<a class="[^"]*footnote-ref.*?</sup>'
    r'|<span class="citation"[^>]*><sup\b.*?</sup></span>',
    re.DOTALL,
)


def retitled(page: Page, resolved: Resolved) -> Page:
    """`page` with its title as its first heading reads now, if the title cites something."""
    first = _HEADING.search(resolved.html) if "@" in page.title else None
    texts = changed(page.html, resolved.html) if first else {}
    words = texts.get(attributes(first[1]).get("id", "")) if first else None
    return replace(page, title=unescape(words)) if words is not None else page


def changed(before: str, after: str) -> dict[str, str]:
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
