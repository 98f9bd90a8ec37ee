"""Shows drawn figures on a page: every image of one becomes a light and a dark picture with its size and its words."""

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from urllib.parse import unquote, urlsplit

from mkdocs_colophon.figures import alternative_text
from mkdocs_colophon.figures.drawn_figure import Drawing
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.html.attributes import read as attributes
from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.problems import Problem, did_you_mean

# not only at the root: MkDocs leaves a link to a file that it does not know as the author wrote it
_SCRIPTED = re.compile(r"(?:^|/)figures/(.+)\.svg$")
_UNPAIRED = re.compile(r'<img\b[^>]*\bsrc="(?:[^"#]*/)?figures/[^"#]+\.svg"')
_IMAGE = re.compile(r"<img\b[^>]*>")
_FIGURE = re.compile(r'<figure\b[^>]*class="colophon-figure[^>]*>.*?</figure>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
_SHOWN = re.compile(r'\b(?:src|href)="([^"#]*\.svg)[#"]')
_LIGHT = re.compile(r'(<img\b[^>]*\bsrc=")([^"]*)#only-light"')
_BITMAPS = (".png", ".webp")  # more programs show the first
_STILL = ".still"  # before the suffix of the picture that an animation shows when it does not move
_BORROWED = ' data-alt="caption"'  # the syntax's word for an alternative text that only repeats the caption
_OWN = ("data-alt", "src", "alt", "width", "height", "loading", "decoding", "fetchpriority")


def pictures(html: str, url: str, gallery: Gallery) -> tuple[str, list[Problem]]:
    """`html` of the page at `url`, with drawn figures shown in light and dark, and a problem for each that is missing.

    Material shows the picture whose address ends with the fragment of the palette in use; so does our own style sheet.
    """
    eager = [True]  # the first picture of a page is what a reader waits for; the others can load when they are near
    problems: list[Problem] = []

    def shown(match: re.Match[str]) -> str:
        given = attributes(match[0])
        uri = site_uri(given.get("src", ""), url)
        if uri and (drawing := drawing_at(given["src"], url, gallery)):  # what has a fragment is one of a pair already
            return _pair(drawing, given, eager.pop() if eager else False)
        if uri in gallery.failed:
            return tag("span", f"¿{escape(uri)}?", class_="unresolved")
        if (unknown := _SCRIPTED.search(uri)) and uri not in gallery.others:
            problems.append(_missing(unknown[1], gallery))
        elif _BORROWED in match[0]:
            problems.append(_without_words(given["src"]))
        return match[0].replace(_BORROWED, "")

    with_pairs = _IMAGE.sub(shown, html)
    problems += _repeated(html, url, gallery)
    if gallery.drawings:
        with_pairs = _FIGURE.sub(lambda match: _described(match[0], url, gallery), with_pairs)
    return with_pairs, problems


def unseen(pages: Mapping[str, str], gallery: Gallery) -> list[Problem]:
    """For the author's information, the figures that no page shows; `pages` holds the content of each by its URL."""
    shown = {
        drawing.uri
        for url, html in pages.items()
        if gallery.drawings and ".svg" in html
        for address in _SHOWN.findall(html)
        if (drawing := drawing_at(address, url, gallery))
    }
    return [
        Problem("FIG032", "no page shows the figure", path=f"{gallery.scripts}/{drawing.name}.py", informational=True)
        for uri, drawing in gallery.drawings.items()
        if uri not in shown
    ]


def _repeated(html: str, url: str, gallery: Gallery) -> list[Problem]:
    """The problems of figures whose caption says the same as the alternative text."""
    found = []
    for figure in _FIGURE.findall(html):
        picture, caption = _IMAGE.search(figure), _CAPTION.search(figure)
        if picture and caption and _BORROWED not in picture[0]:
            given = attributes(picture[0])
            drawing = gallery.drawings.get(site_uri(given.get("src", ""), url))
            text = drawing.alternative if drawing else given.get("alt", "")
            found.append(alternative_text.repeated(text, caption[1], given.get("src", "")) if text else None)
    return [problem for problem in found if problem]


def _without_words(source: str) -> Problem:
    name = posixpath.basename(urlsplit(source).path)
    hint = 'write what it shows to who cannot see it, as in {#fig:x alt="A cat on a mat."}'
    return Problem("XREF008", f"the figure of '{name}' has no alternative text", hint, needle=name)


def is_open(html: str) -> bool:
    """Whether `html` has an image of what may be a figure that has not been shown in light and dark."""
    return _UNPAIRED.search(html) is not None


def _missing(name: str, gallery: Gallery) -> Problem:
    uri = f"figures/{name}.svg"
    text = f"no picture '{uri}': there is no script {gallery.scripts}/{name}.py"
    hint = did_you_mean(name, [drawing.name for drawing in gallery.drawings.values()])
    return Problem("FIG004", text, hint or "write it, with a docstring and a function draw()", needle=uri)


@lru_cache  # a page asks several times for each of its pictures
def site_uri(source: str, url: str) -> str:
    """The address on the site, from its root, of what the page at `url` calls `source`; empty if it is elsewhere.

    >>> site_uri("../../figures/a.svg", "articles/pooling/")
    'figures/a.svg'
    >>> site_uri("https://example.org/a.svg", "articles/pooling/")
    ''
    """
    parts = urlsplit(source)
    if parts.scheme or parts.netloc or parts.fragment or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path))).lstrip("./")


def _pair(drawing: Drawing, given: Mapping[str, str], eager: bool) -> str:
    still, folder = _STILL if drawing.is_animated else "", posixpath.dirname(given["src"])
    uris = [drawing.uri_of(f"{still}{suffix}") for suffix in (".svg", ".dark.svg")]
    light, dark = (posixpath.join(folder, posixpath.basename(uri)) for uri in uris)
    kept = {name: value for name, value in given.items() if name not in _OWN}
    common = {
        "alt": drawing.alternative,
        "width": str(drawing.width),
        "height": str(drawing.height),
        "loading": "eager" if eager else "lazy",
        "decoding": "async",
    } | ({"fetchpriority": "high"} if eager else {})
    return image(f"{light}#only-light", common | kept) + image(f"{dark}#only-dark", common | kept)


def image(source: str, given: Mapping[str, str]) -> str:
    """A picture as HTML.

    >>> image("a.svg#only-light", {"alt": "A box"})
    '<img src="a.svg#only-light" alt="A box">'
    """
    return tag("img", "", src=source, **given).removesuffix("</img>")


def drawing_at(source: str, url: str, gallery: Gallery) -> Drawing | None:
    """The drawing that the page at `url` shows as `source`, before or after it was resolved."""
    uri = site_uri(source.removesuffix("#only-light"), url)
    return gallery.drawings.get(uri.replace(f"{_STILL}.", "."))


def first(html: str, url: str, gallery: Gallery) -> Drawing | None:
    """The first drawing that the resolved page at `url` shows."""
    shown = (drawing_at(address, url, gallery) for address in _SHOWN.findall(html)) if gallery.drawings else ()
    return next(filter(None, shown), None)


def with_bitmaps(html: str, url: str, gallery: Gallery) -> str:
    """`html` of the resolved page at `url` for who shows no SVG: each light picture as a bitmap, if it has one.

    Of an animation, that is the still one. Nothing else of a picture changes.
    """

    def shown(match: re.Match[str]) -> str:
        drawing = drawing_at(match[2], url, gallery)
        suffix = next((each for each in _BITMAPS if drawing and each in drawing.outputs), "")
        if not (drawing and suffix):
            return match[0]
        name = posixpath.basename(drawing.uri_of(suffix))
        return f'{match[1]}{posixpath.join(posixpath.dirname(match[2]), name)}"'

    return _LIGHT.sub(shown, html)


def _described(figure: str, url: str, gallery: Gallery) -> str:
    """`figure` with the long description of its drawing, once."""
    sources = [attributes(image).get("src", "") for image in _IMAGE.findall(figure)]
    drawing = drawing_at(sources[0], url, gallery) if sources else None
    if not drawing or not drawing.description or "colophon-description" in figure:
        return figure
    paragraphs = "".join(tag("p", escape(part)) for part in drawing.description.split("\n\n"))
    details = tag(
        "details", tag("summary", escape(gallery.words.description)) + paragraphs, class_="colophon-description"
    )
    return before_caption(figure, details)


def before_caption(figure: str, html: str) -> str:
    """The figure with `html` before its caption: HTML wants that to be the last of a figure, or the first.

    >>> before_caption("<figure><img><figcaption>A</figcaption></figure>", "<p>b</p>")
    '<figure><img><p>b</p><figcaption>A</figcaption></figure>'
    """
    place = figure.rfind("<figcaption")
    end = place if place >= 0 else len(figure.removesuffix("</figure>"))
    return figure[:end] + html + figure[end:]
