"""Excerpts of posts on the pages of a blog, which renders them without its posts' front matter."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from posixpath import normpath

from mkdocs_colophon.html import markers

_ARTICLE = re.compile(r"(?=<article\b)")
_TITLE = re.compile(r'<h[1-6]\b[^>]*>(?:(?!</h[1-6]>).)*?<a\b[^>]*? href="([^"#]*)"', re.DOTALL)


def articles(html: str) -> list[str]:
    """A finished page in parts, each of which but the first begins with an article: an excerpt, if they are several."""
    return _ARTICLE.split(html)


def macros(html: str, page: str, known: Mapping[str, Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """For each formula in the excerpts on the page at `page`, the macros of its post: its title leads there."""
    for part in articles(html):
        title = _TITLE.search(part)
        own = known.get(_url(unescape(title[1]), page), {}) if title else {}
        yield from (own for marker in markers.find(part) if marker.name == "math")


def _url(way: str, page: str) -> str:
    """The address within the site to which `way` leads from the page at `page`.

    >>> _url("../2026/a/", "blog/page/"), _url("a.html", "blog/index.html"), _url("./", "blog/")
    ('blog/2026/a/', 'blog/a.html', 'blog/')
    """
    folder = page.rpartition("/")[0]
    path = normpath(f"/{folder}/{way}").lstrip("/")
    return f"{path}/" if path and way.endswith("/") else path
