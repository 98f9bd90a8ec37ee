"""The block "How to cite this page": one record in three formats, to read, to copy and to save."""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.publication.formats.bibtex import bibtex
from mkdocs_colophon.publication.formats.citation_key import citation_key
from mkdocs_colophon.publication.formats.csl import csl_json
from mkdocs_colophon.publication.formats.ris import ris
from mkdocs_colophon.publication.metadata import Publication
from mkdocs_colophon.publication.words import Words

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


def with_block(html: str, publication: Publication | None, words: Words, byline: str = "") -> str:
    """`html` with the block and the byline in the first place there is for each, and without any other such place.

    With no publication, or in an excerpt of another page, all of them go.
    """
    blocks = iter([block(publication, words)] if publication else [])
    bylines = iter([byline] if publication else [])

    def replacement(marker: Marker) -> str:
        if marker.name != MARKER:
            return markers.write(marker)
        return next(bylines if marker.data.get("part") == BYLINE else blocks, "")

    return markers.replace(html, replacement)


def block(publication: Publication, words: Words) -> str:
    """A `details` element that needs no script to be read, and no network to save a file."""
    key = citation_key(publication)
    parts = [
        _format(name, f"{key}.{suffix}", kind, write(publication), words) for name, suffix, kind, write in _FORMATS
    ]
    summary = tag("summary", escape(words.title))
    return tag("details", "\n".join([summary, *parts, ""]), class_=ID, id=ID)


def _format(name: str, file: str, kind: str, text: str, words: Words) -> str:
    """One format. Its buttons are named with it, for who hears them one by one."""
    copy = tag(
        "button",
        words.copy,
        type="button",
        class_="how-to-cite-copy",
        aria_live="polite",
        aria_label=f"{words.copy}: {name}",
        data_done=f"{words.copied}: {name}",
    )
    address = f"data:{kind};charset=utf-8,{quote(text, safe='')}"
    save = tag("a", words.download, href=address, download=file, aria_label=f"{words.download}: {name}")
    head = tag("p", f"<strong>{name}</strong> {copy} {save}", class_="how-to-cite-head")
    return tag("div", f"{head}{tag('pre', escape(text, quote=False))}", class_="how-to-cite-format")
