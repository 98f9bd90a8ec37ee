"""Shows drawn figures on a page: every image of one becomes a light and a dark picture with its size and its words."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from urllib.parse import unquote, urlsplit

from mkdocs_colophon.figures import alternative_text
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery, uri
from mkdocs_colophon.html import Element, Tag, as_html, attributes, elements, replaced, tag, tags, with_tags, within
from mkdocs_colophon.problems import Problem, did_you_mean

LIGHT = "#only-light"
_PAIR = ((".svg", LIGHT), (".dark.svg", "#only-dark"))
# not only at the root: MkDocs leaves a link to a file that it does not know as the author wrote it
_SCRIPTED = re.compile(r"(?:^|/)figures/(.+)\.svg$")
_LEADING = ("a", "area", "embed", "iframe", "image", "img", "source")  # elements that show a picture or lead to it
_BITMAPS = (".png", ".webp")  # more programs show the first
_STILL = ".still"  # before the suffix of the picture that an animation shows when it does not move
_BORROWED = "caption"  # the syntax's word, in data-alt, for an alternative text that only repeats the caption
_OWN = ("data-alt", "src", "alt", "width", "height", "loading", "decoding", "fetchpriority")
_DESCRIPTION = "colophon-description"


def pictures(html: str, url: str, gallery: Gallery) -> tuple[str, list[Problem]]:
    """`html` of the page at `url`, with drawn figures shown in light and dark, and a problem for each that is missing.

    Material shows the picture whose address ends with the fragment of the palette in use; so does our own style sheet.
    """
    # the first picture of a page is what a reader waits for
    urgent = chain(({"fetchpriority": "high"},), repeat({}))
    problems: list[Problem] = []

    def shown(image: Tag) -> str:
        given = attributes.read(image.text)
        uri, is_borrowed = site_uri(given.get("src", ""), url), given.get("data-alt") == _BORROWED
        if uri and (figure := figure_at(given["src"], url, gallery)):  # what has a fragment is one of a pair already
            return _replacing(figure, given, next(urgent))
        if uri in gallery.failed:
            return tag("span", f"¿{as_html(uri)}?", class_="unresolved")
        if (unknown := _SCRIPTED.search(uri)) and uri not in gallery.others:
            problems.append(_missing(unknown[1], gallery))
        elif is_borrowed:
            problems.append(alternative_text.missing(given.get("src", "")))
        return attributes.without(image.text, "data-alt") if is_borrowed else image.text

    found = elements(html, "figcaption", "figure", "img")
    figures = innermost(found)
    described = replaced(html, figures, lambda each: _described(each, url, gallery)) if gallery.figures else html
    with_pairs = with_tags(described, shown, "img")
    repeating = (_repeated(within(each, found), url, gallery) for each in figures)
    return with_pairs, [*problems, *(problem for problem in repeating if problem)]


def unseen(pages: Mapping[str, str], gallery: Gallery) -> list[Problem]:
    """For the author's information, the figures that no page shows; `pages` holds the content of each by its URL."""
    shown = {figure.uri for url, html in pages.items() for figure in _figures_on(html, url, gallery)}
    return [
        Problem("FIG032", "no page shows the figure", path=gallery.script(figure), informational=True)
        for uri, figure in gallery.figures.items()
        if uri not in shown
    ]


def first(html: str, url: str, gallery: Gallery) -> DrawnFigure | None:
    """The first figure that the resolved page at `url` shows."""
    return next(_figures_on(html, url, gallery), None)


def innermost(found: Sequence[Element]) -> list[Element]:
    """The figures among the elements `found` that hold no other: of one with parts, the parts."""
    figures = [each for each in found if each.name == "figure"]
    alone = (one for one, other in pairwise([*figures, None]) if one and (not other or one.end <= other.start))
    return [each for each in alone if each.has_class("colophon-figure")]


def is_open(html: str) -> bool:
    """Whether `html` has an image of what may be a figure that has not been shown in light and dark."""
    return ".svg" in html and any(_SCRIPTED.search(image.get("src")) for image in elements(html, "img"))


@lru_cache  # a page asks several times for each of its pictures
def site_uri(source: str, url: str) -> str:
    """The address on the site, from its root, of what the page at `url` calls `source`; empty if it is elsewhere.

    >>> site_uri("../../figures/a.svg", "articles/pooling/")
    'figures/a.svg'
    >>> site_uri("https://example.org/a.svg", "articles/pooling/")
    ''
    """
    try:
        parts = urlsplit(source)
    except ValueError:  # an author may write anything
        return ""
    if parts.scheme or parts.netloc or parts.fragment or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path))).lstrip("./")


def figure_at(source: str, url: str, gallery: Gallery) -> DrawnFigure | None:
    """The figure that the page at `url` shows as `source`, before or after it was resolved."""
    uri = site_uri(source.removesuffix(LIGHT), url)
    return gallery.figures.get(uri.replace(f"{_STILL}.", "."))


def pair(figure: DrawnFigure, folder: str, given: Mapping[str, str], variant: str = "") -> str:
    """The light and the dark picture of `figure`, whose files are in `folder`, with the attributes that are `given`."""
    picture = figure.picture
    own = {"alt": picture.alternative, "width": str(picture.width), "height": str(picture.height)}
    names = [(posixpath.basename(figure.uri_of(f"{variant}{suffix}")), fragment) for suffix, fragment in _PAIR]
    return "".join(_image({"src": posixpath.join(folder, name) + fragment, **own, **given}) for name, fragment in names)


def with_bitmaps(html: str, url: str, gallery: Gallery) -> str:
    """`html` of the resolved page at `url` for who shows no SVG: each light picture as a bitmap, if it has one.

    Of an animation, that is the still one. Nothing else of a picture changes.
    """

    def shown(image: Tag) -> str:
        source = attributes.read(image.text).get("src", "")
        figure = figure_at(source, url, gallery)
        suffix = next((each for each in _BITMAPS if figure and each in figure.outputs), "")
        if not (figure and suffix):
            return image.text
        name = posixpath.basename(figure.uri_of(suffix))
        return attributes.changed(image.text, src=posixpath.join(posixpath.dirname(source), name))

    return with_tags(html, shown, "img")


def before_caption(figure: Element, html: str) -> str:
    """The figure with `html` before its caption: HTML wants that to be the last of a figure, or the first.

    >>> before_caption(elements("<figure><img><figcaption>A</figcaption></figure>", "figure")[0], "<p>b</p>")
    '<figure><img><p>b</p><figcaption>A</figcaption></figure>'
    """
    inner = figure.inner
    place = next((caption.start for caption in elements(inner, "figcaption")), len(inner))
    return figure.around(inner[:place] + html + inner[place:])


def _figures_on(html: str, url: str, gallery: Gallery) -> Iterator[DrawnFigure]:
    """The figures that the page at `url` shows or leads to, in its order."""
    for each in tags(html, *_LEADING) if gallery.figures and ".svg" in html else ():
        given = attributes.read(each.text) if ".svg" in each.text else {}
        address, _, _ = (given.get("src") or given.get("href") or "").partition("#")
        if figure := figure_at(address, url, gallery):
            yield figure


def _replacing(figure: DrawnFigure, given: Mapping[str, str], urgent: Mapping[str, str]) -> str:
    """The pictures of `figure` in the place of an image that has the attributes `given`.

    Even the first waits for the style sheet: a browser that does not would load the picture of the other palette, too.
    """
    how = {"loading": "lazy", "decoding": "async", **urgent}
    kept = {name: value for name, value in given.items() if name not in _OWN}
    return pair(figure, posixpath.dirname(given["src"]), how | kept, _STILL if figure.is_animated else "")


def _image(values: Mapping[str, str]) -> str:
    # not `start_tag`: the names are an author's, who may write any
    return f"<img{''.join(attributes.written(name, value) for name, value in values.items())}>"


def _described(element: Element, url: str, gallery: Gallery) -> str:
    """A figure as it stands on its page, with the long description of its picture, once."""
    parts = elements(element.inner, "details", "img")
    source = next((part.get("src") for part in parts if part.name == "img"), "")
    figure = figure_at(source, url, gallery)
    if not figure or not figure.picture.description or any(part.has_class(_DESCRIPTION) for part in parts):
        return element.outer
    paragraphs = "".join(tag("p", as_html(part)) for part in figure.picture.description.split("\n\n"))
    summary = tag("summary", as_html(gallery.words.description))
    return before_caption(element, tag("details", summary + paragraphs, class_=_DESCRIPTION))


def _repeated(parts: Sequence[Element], url: str, gallery: Gallery) -> Problem | None:
    """The problem with a figure of these `parts` whose caption says the same as the alternative text."""
    image, caption = (next((part for part in parts if part.name == name), None) for name in ("img", "figcaption"))
    given = image.attributes if image and caption else {}
    if not caption or given.get("data-alt") == _BORROWED:
        return None
    source = given.get("src", "")
    figure = gallery.figures.get(site_uri(source, url))
    text = figure.picture.alternative if figure else given.get("alt")
    return alternative_text.repeated(text, caption.inner, source) if text else None


def _missing(name: str, gallery: Gallery) -> Problem:
    address = uri(name)
    text = f"no picture '{address}': there is no script {gallery.scripts}/{name}.py"
    hint = did_you_mean(name, [figure.name for figure in gallery.figures.values()])
    return Problem("FIG004", text, hint or "write it, with a docstring and a function draw()", needle=address)
