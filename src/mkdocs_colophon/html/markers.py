"""Markers: placeholders that the Markdown extension leaves in the HTML, to be replaced once every page is known.

A marker is a custom element that holds text only, `<colophon-cite data="…">[@fig:x]</colophon-cite>`. Its text is what
the author wrote, so that a page that is never resolved still reads as its source. No author can write one by accident:
`<` in code and in text reaches the HTML as `&lt;`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

from mkdocs_colophon.html.attributes import read as attributes
from mkdocs_colophon.html.tags import tag

PREFIX = "colophon-"
_MARKER = re.compile(rf'<{PREFIX}([a-z]+)((?: [a-z-]+="[^"]*")*)>([^<]*)</{PREFIX}\1>')


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as found in HTML: its name, its data and the author's text, all unescaped."""

    name: str
    data: Mapping[str, str]
    text: str


def element(name: str, text: str = "", **data: str) -> Element:
    """A marker as an element for a Markdown processor to insert.

    >>> from xml.etree.ElementTree import tostring
    >>> tostring(element("number", label="fig:x"), short_empty_elements=False)
    b'<colophon-number label="fig:x"></colophon-number>'
    """
    marker = Element(PREFIX + name, data)
    marker.text = text
    return marker


def write(marker: Marker) -> str:
    """A marker as HTML, the way it was found."""
    return tag(PREFIX + marker.name, text(marker), **marker.data)


def text(marker: Marker) -> str:
    """What the author wrote for a marker, as HTML.

    >>> text(Marker("ref", {}, "a < b"))
    'a &lt; b'
    """
    return escape(marker.text, quote=False)


def find(html: str) -> list[Marker]:
    """Every marker in `html`, in document order."""
    return [_read(match) for match in _MARKER.finditer(html)]


def replace(html: str, replacement: Callable[[Marker], str]) -> str:
    """`html` with each marker replaced by the HTML that `replacement` gives for it.

    >>> replace('see <colophon-cite data="">@x &amp; y</colophon-cite>', lambda marker: escape(marker.text.upper()))
    'see @X &amp; Y'
    """
    return _MARKER.sub(lambda match: replacement(_read(match)), html)


def _read(match: re.Match[str]) -> Marker:
    return _marker(*match.groups())


@lru_cache(maxsize=1 << 15)  # each step, over all pages of a site, finds the same ones again
def _marker(name: str, data: str, text: str) -> Marker:
    return Marker(name, attributes(data), unescape(text))
