"""What other sites show of a page that someone links to: Open Graph, and the words of Twitter cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from mkdocs_colophon.publication.metadata import Publication, iso

_OTHERS = re.compile(r"""<meta\b[^>]*\bproperty=["']?og:""", re.IGNORECASE)  # a theme's own, or of another plugin


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture beside the title, a PNG; its address has the host, its size is in pixels."""

    url: str
    width: int
    height: int
    alternative: str


def elements(head: str, publication: Publication, picture: Picture | None = None, *, home: bool = False) -> str:
    """The `meta` elements to add to `head`: none if it has some already, or if the page has no address."""
    if not publication.url or _OTHERS.search(head):
        return ""
    named = [(key, value) for key, value in _open_graph(publication, picture, home) if value]
    lines = [f'<meta property="{key}" content="{escape(value)}">' for key, value in named]
    cards = [(key, value) for key, value in _twitter(publication, picture) if value]
    lines += [f'<meta name="{key}" content="{escape(value)}">' for key, value in cards]
    return "".join(f"{line}\n" for line in lines)


def _open_graph(publication: Publication, picture: Picture | None, home: bool) -> Iterator[tuple[str, str]]:
    yield "og:type", "website" if home else "article"
    yield "og:title", publication.title
    yield "og:description", publication.description
    yield "og:url", publication.url
    yield "og:site_name", publication.container
    yield "og:locale", publication.language.replace("-", "_")
    if not home:
        yield "article:published_time", iso(publication.issued)
        yield "article:modified_time", iso(publication.updated)
    if picture:
        yield "og:image", picture.url
        yield "og:image:type", "image/png"
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
        yield "og:image:alt", picture.alternative


def _twitter(publication: Publication, picture: Picture | None) -> Iterator[tuple[str, str]]:
    yield "twitter:card", "summary_large_image" if picture else "summary"
    yield "twitter:title", publication.title
    yield "twitter:description", publication.description
    if picture:
        yield "twitter:image", picture.url
        yield "twitter:image:alt", picture.alternative
