"""A series: pages that name the same one in their front matter, in the order in which they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs_colophon.html import as_html, attributes, tag
from mkdocs_colophon.publication.words import words


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a series: the address that it has within the site, its title, and the name of the series."""

    url: str
    title: str
    series: str


def navigation(url: str, parts: Sequence[Part], link: Callable[[str], str], language: str = "en") -> str:
    """Which part of its series the page at `url` is, with links to the parts beside it; nothing if it is the only one.

    Search engines of the site leave it out.

    >>> parts = [Part("a/", "A", "Basics"), Part("x/", "X", "Else"), Part("b/", "B", "Basics")]
    >>> print(navigation("b/", parts, lambda url: f"../{url}"))
    <nav class="series" aria-label="Basics" data-search-exclude>
    <p>Part 2 of 2 of the series “Basics”</p>
    <p>Previous: <a href="../a/" rel="prev">A</a></p>
    </nav>
    >>> navigation("x/", parts, str)
    ''
    """
    own = next((part for part in parts if part.url == url), None)
    row = [part for part in parts if own and part.series == own.series]
    if own is None or len(row) < 2:
        return ""
    said, place = words(language), row.index(own)
    lines = [tag("p", as_html(said.part.format(number=place + 1, count=len(row), series=own.series)))]
    beside = ((place - 1, said.previous, "prev"), (place + 1, said.next, "next"))
    for other, word, relation in (each for each in beside if 0 <= each[0] < len(row)):
        anchor = tag("a", as_html(row[other].title), href=link(row[other].url), rel=relation)
        lines.append(tag("p", f"{as_html(word)} {anchor}"))
    body = "\n".join(lines)
    return f'<nav class="series"{attributes.written("aria-label", own.series)} data-search-exclude>\n{body}\n</nav>'
