r"""Formulas in two steps: a page's content holds their TeX, the finished page what KaTeX makes of it for the eye.

So a search index or a feed, which read the content, find a formula once, and as words: MathML without its tags would
make "x2" of a square and "ab" of a fraction. A formula takes the macros of its page along in an attribute, wherever the
content is copied to: they are in no text that is read, and a copy need not know where it came from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from mkdocs_colophon.html import Element, Marker, as_html, attributes, elements, markers, outermost, replaced, tag, tags
from mkdocs_colophon.math import delimiters, equations, katex, macros, references
from mkdocs_colophon.math import readable as words
from mkdocs_colophon.math.references import Refer
from mkdocs_colophon.math.typeset import TexError, semantics
from mkdocs_colophon.problems import Problem

Typeset = Callable[[str, bool, Mapping[str, str]], str]
"""Gives the HTML of TeX, displayed or not, with a page's own macros; or raises a `TexError`."""

_CLASS = "colophon-math"
_NUMBER = "equation-number"


def formula(
    marker: Marker, typeset: Typeset, own: Mapping[str, str], refer: Refer, numbers: Iterable[str] = ()
) -> tuple[str, list[Problem]]:
    """The formula that `marker` holds as TeX for `expand`, or, if KaTeX refuses it, as a mark and a problem.

    `own` are the macros of its page, `numbers` those of its lines that have one, as HTML.
    """
    display = _is_displayed(marker)
    html = _with_numbers(marker, numbers, lambda tex: references.linked(tex, refer))
    try:
        typeset(references.for_katex(html), display, own)
    except TexError as error:
        refused = _refused(marker, _placed(marker.text, display, own, typeset, error))
        return tag("code", as_html(marker.text), class_="unresolved"), [refused]
    shape = {"data_display": "block"} if display else {}
    known = {"data_macros": macros.written(own)} if own else {}
    return tag("span", html, class_=_CLASS, **shape, **known), []


def expected(html: str) -> list[tuple[str, bool]]:
    r"""The formulas among the markers of `html` that have no number in them, as KaTeX will see them: TeX, if displayed.

    >>> expected('<colophon-math display="true">a &lt; b</colophon-math><colophon-math>\\ref{eq:x}</colophon-math>')
    [('a < b', True)]
    """
    found = [marker for marker in markers.find(html) if marker.name == "math" and "lines" not in marker.data]
    plain = [marker for marker in found if references.blanked(marker.text) == marker.text]
    return [(_with_numbers(marker, (), str), _is_displayed(marker)) for marker in plain]


def lines(html: str) -> str:
    """Each line with a number in the formulas of a page's content, as an equation by itself, for use elsewhere."""
    found = elements(html, "div") if _NUMBER in html else []
    bodies = [body for body in found if body.has_class("equation-body") and _NUMBER in body.inner]
    return "".join(_alone(body, span) for body in bodies for span in _candidates(body.inner))


def expand(html: str, typeset: Typeset) -> str:
    """`html` of a finished page with every formula as KaTeX shows it, its MathML included."""
    return _expand(html, typeset, references.with_links)


def mathml(html: str, typeset: Typeset) -> str:
    """`html` with the MathML alone of every formula: a tenth of the markup, for what few readers will look at."""
    return _expand(html, typeset, lambda made, inside: _mathml(made))


def readable(html: str, typeset: Typeset) -> str:
    """`html` with every formula in words, for a place without markup; one that has none there stays TeX."""
    return _expand(html, typeset, lambda made, inside: as_html(words.text(_mathml(made))) or inside)


@lru_cache(maxsize=1 << 12)  # an equation is previewed on every page that refers to it
def _mathml(made: str) -> str:
    """The MathML in what KaTeX has made, without the TeX that it has kept."""
    return references.with_links(semantics(made), "")


def _expand(html: str, typeset: Typeset, show: Callable[[str, str], str]) -> str:
    """`html` with what `show` gives for each formula: of what KaTeX has made of it, and of what stands in it now."""

    def shown(span: Element) -> str:
        told = _told(span.tag.text)
        try:
            return show(typeset(references.for_katex(span.inner), *told), span.inner) if told else span.outer
        except TexError:  # an author's own HTML: what `formula` has written is known to parse
            return span.outer

    return replaced(html, _candidates(html), shown) if _CLASS in html else html


def _candidates(html: str) -> Iterator[Element]:
    """The spans of `html` that may be formulas. No span stands in a formula, so the next tag of one is its end."""
    for start, end in pairwise(tags(html, "span")):
        if _CLASS in start.text and end.is_end and not start.is_end:
            yield Element(html, start, end.start, end.end)


@lru_cache(maxsize=64)  # the formulas of a page have one of two
def _told(tag: str) -> tuple[bool, Mapping[str, str]] | None:
    """Whether the formula with that start `tag` is displayed, and the macros it brings; nothing of what is none."""
    given = attributes.read(tag)
    told = given.get("data-display") == "block", macros.parsed(given.get("data-macros", ""))
    return told if _CLASS in given.get("class", "").split() else None


def _is_displayed(marker: Marker) -> bool:
    return marker.data.get("display") == "true"


def _with_numbers(marker: Marker, numbers: Iterable[str], between: Callable[[str], str]) -> str:
    """The TeX of `marker` with the numbers of its lines, and what `between` makes of the rest."""
    if not _is_displayed(marker):
        return between(marker.text)
    given = iter(numbers)
    numbered = (references.upright(next(given, "")) if flag == "1" else "" for flag in marker.data.get("lines", ""))
    return katex.shown(marker.text, numbered, between)


def _alone(body: Element, span: Element) -> str:
    """The lines with numbers in the formula `span`, the box of which is `body`."""
    links = outermost(elements(span.inner, "a"))
    hidden = replaced(span.inner, links, lambda link: "\0" * len(link.outer))
    parts = []
    for line in equations.read(hidden).lines:
        number = next(iter(elements("".join(span.inner[tag.start : tag.end] for tag in line.tags), "a")), None)
        if number and (label := number.get("id")):
            tex = katex.alone(span.inner, line)
            box = body.around(span.around(tex)) + number.around(number.inner, attributes.without(number.tag.text, "id"))
            parts.append(tag("div", box, class_="equation", id=label))
    return "".join(parts)


def _placed(tex: str, display: bool, own: Mapping[str, str], typeset: Typeset, error: TexError) -> TexError:
    """`error` with its place in `tex` as the author wrote it, references included."""
    try:
        typeset(references.blanked(katex.blanked(tex) if display else tex), display, own)
    except TexError as same:
        return same
    return TexError(error.text, 0)  # a number stands where none can


def _refused(marker: Marker, error: TexError) -> Problem:
    # the words of the formula are what can be found again in the file; KaTeX counts from its first character
    opening = marker.data.get("opening", "$$" if _is_displayed(marker) else "$")
    before, behind = ("", "") if _is_environment(marker) else (f"{opening} ", f" {delimiters.closing(opening)}")
    text = f"the formula does not parse: {error.text}"
    hint = "see KaTeX's list of supported functions; a dollar sign that is none is written \\$"
    column = len(before) + error.position
    return Problem("MATH001", text, hint, needle=before + marker.text + behind, column=column)


def _is_environment(marker: Marker) -> bool:
    return "opening" not in marker.data and marker.text.startswith("\\begin") and _is_displayed(marker)
