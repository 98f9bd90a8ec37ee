"""Markers: placeholders that the Markdown extension leaves in the HTML, to be replaced once every page is known.

A marker is a custom element that holds text only, `<colophon-cite data="…">[@fig:x]</colophon-cite>`. Its text is what
the author wrote, so that a page that is never resolved still reads as its source. No author can write one: `<` in code
and in text reaches the HTML as `&lt;`, and an element that an author calls so has its name put into capitals, which are
the same to a browser and no marker. On a page that is resolved each has a number, by which it is known.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mkdocs_colophon.html.attributes import written
from mkdocs_colophon.html.text import as_html

PREFIX = "colophon-"
_MARKER = re.compile(rf'<{PREFIX}([a-z]+)(?: n="(\d+)")?((?: [a-z-]+="[^"]*")*)>([^<]*)</{PREFIX}\1>')
_BEGINNING = re.compile(rf"</?{PREFIX}")
_DATA = re.compile(' ([a-z-]+)="([^"]*)"')


class Marker(NamedTuple):
    """A marker as found in HTML: its name, its data and the author's text, all unescaped; its number on the page."""

    name: str
    data: Mapping[str, str]
    text: str = ""
    number: int = -1


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
    """A marker as HTML, the way it was found, without its number.

    >>> write(Marker("number", {"name": "a < b"}))
    '<colophon-number name="a &lt; b"></colophon-number>'
    """
    data = "".join(written(name, value) for name, value in marker.data.items())
    return f"<{PREFIX}{marker.name}{data}>{text(marker)}</{PREFIX}{marker.name}>"


def text(marker: Marker) -> str:
    """What the author wrote for a marker, as HTML.

    >>> text(Marker("ref", {}, "a < b"))
    'a &lt; b'
    """
    return as_html(marker.text)


def numbered(html: str) -> tuple[str, tuple[Marker, ...]]:
    """`html` with a number for each of its markers, by which `replace` tells them apart, and all these.

    >>> html, found = numbered(write(Marker("ref", {})) * 2)
    >>> [marker.number for marker in found], find(html) == [*found]
    ([0, 1], True)
    """
    found: list[Marker] = []

    def with_number(match: re.Match[str]) -> str:
        name, _, data, text = match.groups()
        found.append(Marker(name, _data(data), unescape(text), len(found)))
        return f'<{PREFIX}{name} n="{len(found) - 1}"{data}>{text}</{PREFIX}{name}>'

    return _MARKER.sub(with_number, html), tuple(found)


def find(html: str) -> list[Marker]:
    """Every marker in `html`, in document order."""
    return [_marker(match) for match in _MARKER.finditer(html)]


def replace(html: str, replacement: Callable[[Marker], str]) -> str:
    """`html` with each marker replaced by the HTML that `replacement` gives for it.

    >>> replace('see <colophon-cite data="">@x &amp; y</colophon-cite>', lambda marker: text(marker).upper())
    'see @X &AMP; Y'
    """
    return _MARKER.sub(lambda match: replacement(_marker(match)), html)


def is_begun(html: str) -> bool:
    """Whether anything in `html` looks like a marker."""
    return f"<{PREFIX}" in html


def disowned(html: str) -> str:
    """`html` of an author's, in which nothing is a marker.

    >>> disowned('<colophon-cite data="">x</colophon-cite>')
    '<COLOPHON-cite data="">x</COLOPHON-cite>'
    """
    return _BEGINNING.sub(lambda match: match[0].upper(), html)


def is_in(html: str) -> bool:
    """Whether there is any marker in `html`."""
    return is_begun(html) and _MARKER.search(html) is not None


def _marker(match: re.Match[str]) -> Marker:
    name, number, data, text = match.groups()
    return Marker(name, _data(data), unescape(text), int(number or -1))


@lru_cache(maxsize=1 << 15)  # each step, over all pages of a site, finds the same ones again
def _data(text: str) -> Mapping[str, str]:
    return {name: unescape(value) for name, value in _DATA.findall(text)}
