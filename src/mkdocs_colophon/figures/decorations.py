"""What a finished page shows around its figures, and its content does not hold.

Search indexes, feeds and excerpts read a page's content: they find a figure, its caption and its description, and not
the colophon of every figure, nor a second picture that moves.
"""

import posixpath
from collections.abc import Container, Iterator

from mkdocs_colophon.figures.colophon import credit, disclosure
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.images import LIGHT, before_caption, figure_at, innermost, pair
from mkdocs_colophon.html import Element, Tag, as_html, attributes, elements, replaced, tag, with_tags

_ZOOM = "colophon-zoom"


def decorated(html: str, content: str, url: str, gallery: Gallery) -> str:
    """The finished page `html` at `url` with what belongs around the figures of its `content`, and in its galleries.

    A page can show more than its content: the excerpts of a blog. Their figures are told of in their posts.
    """
    own = frozenset(figure.uri for _, figure in _figures(content, url, gallery))
    if own:
        html = replaced(html, innermost(elements(html, "figure")), lambda each: _around(each, own, url, gallery))
    if gallery.words.close != "Close":  # the word that figures.js knows
        html = _with_word(html, gallery.words.close)
    return replaced(html, _thumbnails(html), lambda each: _credited(each, url, gallery))


def _around(element: Element, own: Container[str], url: str, gallery: Gallery) -> str:
    """A figure as it stands on its page, with all that is said of it before its caption."""
    shown = [(source, figure) for source, figure in _figures(element.inner, url, gallery) if figure.uri in own]
    return before_caption(element, "".join(_said(figure, source, gallery) for source, figure in shown))


def _said(figure: DrawnFigure, source: str, gallery: Gallery) -> str:
    """What is said of `figure`, whose light picture stands at `source`."""
    animation = _animation(figure, posixpath.dirname(source), gallery) if figure.is_animated else ""
    reason = gallery.outdated.get(figure.uri, "")
    badge = tag("p", as_html(gallery.words.outdated.format(reason=reason)), class_="colophon-outdated")
    made = disclosure(figure, source, gallery) if gallery.disclosed else ""
    return animation + (badge if reason else "") + made


def _animation(figure: DrawnFigure, folder: str, gallery: Gallery) -> str:
    """A switch that puts the moving picture in the place of the still one; the browser does not load it before."""
    switch = tag("label", f'<input type="checkbox"> {as_html(gallery.words.play)}')
    return tag("div", pair(figure, folder, {"loading": "lazy"}) + switch, class_="colophon-animation")


def _with_word(html: str, close: str) -> str:
    """`html` with the word for the button that ends the zoom of a picture."""

    def with_word(link: Tag) -> str:
        is_zoom = _ZOOM in link.text and _ZOOM in attributes.read(link.text).get("class", "").split()
        return attributes.changed(link.text, **{"data-close": close}) if is_zoom else link.text

    return with_tags(html, with_word, "a") if _ZOOM in html else html


def _thumbnails(html: str) -> list[Element]:
    """The lists of figures that show their pictures."""
    found = elements(html, "ul") if "list-of-fig" in html else []
    return [each for each in found if each.has_class("list-of-fig") and each.has_class("thumbnails")]


def _credited(gallery_list: Element, url: str, gallery: Gallery) -> str:
    """A list of figures, each with its scripts and tests."""

    def credited(item: Element) -> str:
        credits = (credit(each, gallery) for _, each in _figures(item.inner, url, gallery))
        return item.around(item.inner + "".join(credits))

    return gallery_list.around(replaced(gallery_list.inner, elements(gallery_list.inner, "li"), credited))


def _figures(html: str, url: str, gallery: Gallery) -> Iterator[tuple[str, DrawnFigure]]:
    """The figures shown in `html` with the addresses of their light pictures, once each."""
    found = (image.get("src") for image in elements(html, "img")) if LIGHT in html else ()
    for source in dict.fromkeys(found):
        if figure := figure_at(source, url, gallery):
            yield source, figure
