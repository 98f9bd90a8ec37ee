"""The block "How to cite this page": one record in three formats, to read, to copy and to save."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from mkdocs_colophon.html import Marker, RenderedPage, as_html, markers, tag
from mkdocs_colophon.publication.formats import bibtex, citation_key, csl_json, ris
from mkdocs_colophon.publication.head import elements
from mkdocs_colophon.publication.metadata import Publication
from mkdocs_colophon.publication.words import Words, words

MARKER = "publication"
BYLINE = "byline"
ID = "how-to-cite"
_FORMATS: tuple[tuple[str, str, str, Callable[[Publication], str]], ...] = (
    ("BibTeX", "bib", "application/x-bibtex", bibtex),
    ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
    ("RIS", "ris", "application/x-research-info-systems", ris),
)


def place(part: str = "") -> str:
    """The marker of the place where the block stands, or another `part` of what is told of a publication."""
    return markers.write(Marker(MARKER, {"part": part} if part else {}, ""))


def resolve(page: RenderedPage, publication: Publication | None, byline: str = "") -> RenderedPage:
    """The finished `page` with its metadata, its block and its `byline`; without any if there is no publication.

    >>> resolve(RenderedPage.of("<p>a</p><colophon-publication></colophon-publication>"), None).html
    '<p>a</p>'
    """
    page = replace(page, body=with_block(page.body, publication, byline))
    return page.with_elements(elements(page.head, publication)) if publication else page


def with_block(html: str, publication: Publication | None, byline: str = "") -> str:
    """`html` with the block and the byline in the first place there is for each, and without any other such place.

    With no publication, or in an excerpt of another page, all of them go.
    """
    blocks = iter([block(publication)] if publication else [])
    bylines = iter([byline] if publication else [])

    def replacement(marker: Marker) -> str:
        if marker.name != MARKER:
            return markers.write(marker)
        return next(bylines if marker.data.get("part") == BYLINE else blocks, "")

    return markers.replace(html, replacement)


def block(publication: Publication) -> str:
    """A `details` element that needs no script to be read, and no network to save a file."""
    key, said = citation_key(publication), words(publication.language)
    parts = [_format(name, f"{key}.{suffix}", kind, write(publication), said) for name, suffix, kind, write in _FORMATS]
    summary = tag("summary", as_html(said.title))
    return tag("details", "\n".join([summary, *parts, ""]), class_=ID, id=ID)


def _format(name: str, file: str, kind: str, text: str, said: Words) -> str:
    """One format. Its buttons are named with it, for who hears them one by one."""
    named = {"aria_label": f"{said.copy}: {name}", "data_done": f"{said.copied}: {name}"}
    copy = tag("button", said.copy, type="button", class_="how-to-cite-copy", aria_live="polite", **named)
    address = f"data:{kind};charset=utf-8,{quote(text, safe='')}"
    save = tag("a", said.download, href=address, download=file, aria_label=f"{said.download}: {name}")
    head = tag("p", f"<strong>{name}</strong> {copy} {save}", class_="how-to-cite-head")
    return tag("div", f"{head}{tag('pre', as_html(text))}", class_="how-to-cite-format")
