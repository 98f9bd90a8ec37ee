"""What a finished page shows around its figures, and its content does not hold.

Search indexes, feeds and excerpts read a page's content: they find a figure, its caption and its description, and not
the colophon of every figure, nor a second picture that moves.
"""

import posixpath
import re
from collections.abc import Container, Iterator
from html import escape

from mkdocs_colophon.figures.colophon import credit, disclosure
from mkdocs_colophon.figures.drawn_figure import Drawing
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.figures.images import before_caption, drawing_at, image
from mkdocs_colophon.html.tags import tag

_INNER = re.compile(r'<figure\b[^>]*\bclass="(?:[^"]* )?colophon-figure\b[^>]*>[^<]*(?:<(?!/?figure\b)[^<]*)*</figure>')
_GALLERY = re.compile(r'(<ul class="crossref-list list-of-fig thumbnails">)(.*?)(</ul>)', re.DOTALL)
_LIGHT = re.compile(r'<img\b[^>]*\bsrc="([^"]*)#only-light"')
_ZOOM = '<a class="colophon-zoom" '


def exhibit(html: str, content: str, url: str, gallery: Gallery) -> str:
    """The finished page `html` at `url` with what belongs around the figures of its `content`, and in its galleries.

    A page can show more than its content: the excerpts of a blog. Their figures are told of in their posts.
    """
    own = frozenset(drawing.uri for _, drawing in _drawings(content, url, gallery))
    if gallery.words.close != "Close":  # the word that figures.js knows
        html = html.replace(_ZOOM, f'{_ZOOM}data-close="{escape(gallery.words.close)}" ')
    if own:
        html = _INNER.sub(lambda match: _around(match[0], own, url, gallery), html)
    return _GALLERY.sub(lambda match: match[1] + _credited(match[2], url, gallery) + match[3], html)


def _around(figure: str, own: Container[str], url: str, gallery: Gallery) -> str:
    for source, drawing in _drawings(figure, url, gallery):
        if drawing.uri not in own:
            continue
        reason = gallery.outdated.get(drawing.uri)
        badge = tag("p", escape(gallery.words.outdated.format(reason=reason)), class_="colophon-outdated")
        before = badge if reason else ""
        if drawing.is_animated:
            before = _animation(drawing, source, gallery) + before
        figure = before_caption(figure, before + (disclosure(drawing, source, gallery) if gallery.disclosed else ""))
    return figure


def _animation(drawing: Drawing, source: str, gallery: Gallery) -> str:
    """A switch that puts the moving picture in the place of the still one; the browser does not load it before."""
    folder = posixpath.dirname(source)
    common = {
        "alt": drawing.alternative,
        "width": str(drawing.width),
        "height": str(drawing.height),
        "loading": "lazy",
    }
    pictures = "".join(
        image(posixpath.join(folder, posixpath.basename(drawing.uri_of(suffix))) + fragment, common)
        for suffix, fragment in ((".svg", "#only-light"), (".dark.svg", "#only-dark"))
    )
    switch = tag("label", f'<input type="checkbox"> {escape(gallery.words.play)}')
    return tag("div", pictures + switch, class_="colophon-animation")


def _credited(items: str, url: str, gallery: Gallery) -> str:
    """The items of a gallery, each with its scripts and tests."""

    def credited(match: re.Match[str]) -> str:
        lines = [credit(drawing, gallery) for _, drawing in _drawings(match[0], url, gallery)]
        return match[0].removesuffix("</li>") + "".join(lines) + "</li>"

    return re.sub("<li>.*?</li>", credited, items, flags=re.DOTALL)


def _drawings(html: str, url: str, gallery: Gallery) -> Iterator[tuple[str, Drawing]]:
    """The drawings shown in `html` with the addresses of their pictures, once each."""
    for source in dict.fromkeys(_LIGHT.findall(html)):
        if drawing := drawing_at(source, url, gallery):
            yield source, drawing
