r"""Formulas in two steps: a page's content holds their TeX, the finished page what KaTeX makes of it for the eye.

So a search index or a feed, which read the content, find a formula once, and as words: MathML without its tags would
make "x2" of a square and "ab" of a fraction. A formula takes the macros of its page along in an attribute, wherever the
content is copied to: they are in no text that is read, and a copy need not know where it came from.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape, unescape

from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.math import macros, references
from mkdocs_colophon.math.references import Refer
from mkdocs_colophon.math.typeset import TexError
from mkdocs_colophon.problems import Problem

Typeset = Callable[[str, bool, Mapping[str, str]], str]
"""Gives the HTML of TeX, displayed or not, with a page's own macros; or raises a `TexError`."""

_CLASS = "colophon-math"
_BLOCK = ' data-display="block"'
_PLAIN = re.compile(rf'<span class="{_CLASS}"({_BLOCK})?(?: data-macros="([^"]*)")?>({references.CONTENT})</span>')
_MATHML = re.compile(r"(<math .*?)<annotation .*?</annotation>(.*?</math>)", re.DOTALL)


def formula(marker: Marker, typeset: Typeset, own: Mapping[str, str], refer: Refer) -> tuple[str, list[Problem]]:
    """The formula that `marker` holds as TeX for `expand`, or, if KaTeX refuses it, as a mark and a problem.

    `own` are the macros of its page.
    """
    tex, display = marker.text, marker.data.get("display") == "true"
    html = references.linked(tex, refer)
    try:
        typeset(references.for_katex(html), display, own)
    except TexError as error:
        return tag("code", escape(tex), class_="unresolved"), [
            _refused(tex, display, _placed(tex, display, own, typeset, error))
        ]
    known = f' data-macros="{escape(macros.written(own))}"' if own else ""
    return f'<span class="{_CLASS}"{_BLOCK if display else ""}{known}>{html}</span>', []


def expected(html: str) -> list[tuple[str, bool]]:
    r"""The formulas among the markers of `html` that refer to nothing, as KaTeX will see them: TeX, and if displayed.

    >>> expected('<colophon-math display="true">a &lt; b</colophon-math><colophon-math>\\ref{eq:x}</colophon-math>')
    [('a < b', True)]
    """
    found = [marker for marker in markers.find(html) if marker.name == "math"]
    return [
        (marker.text, marker.data.get("display") == "true")
        for marker in found
        if references.blanked(marker.text) == marker.text
    ]


def expand(html: str, typeset: Typeset) -> str:
    """`html` of a finished page with every formula as KaTeX shows it, its MathML included."""
    return _expand(html, lambda tex, display, own, inside: references.with_links(typeset(tex, display, own), inside))


def mathml(html: str, typeset: Typeset) -> str:
    """`html` with the MathML alone of every formula: a tenth of the markup, for what few readers will look at."""

    def alone(tex: str, display: bool, own: Mapping[str, str], inside: str) -> str:
        return _mathml(references.with_links(typeset(tex, display, own), ""))

    return _expand(html, alone)


@lru_cache(maxsize=1 << 12)  # an equation is previewed on every page that refers to it
def _mathml(made: str) -> str:
    found = _MATHML.search(made)
    return found[1] + found[2] if found else made


def _expand(html: str, show: Callable[[str, bool, Mapping[str, str], str], str]) -> str:
    def shown(match: re.Match[str]) -> str:
        try:
            return show(
                references.for_katex(match[3]), bool(match[1]), macros.parsed(unescape(match[2] or "")), match[3]
            )
        except TexError:  # an author's own HTML: what `formula` has written is known to parse
            return match[0]

    return _PLAIN.sub(shown, html)


def _placed(tex: str, display: bool, own: Mapping[str, str], typeset: Typeset, error: TexError) -> TexError:
    """`error` with its place in `tex` as the author wrote it, references included."""
    try:
        typeset(references.blanked(tex), display, own)
    except TexError as same:
        return same
    return TexError(error.text, 0)  # a number stands where none can


def _refused(tex: str, display: bool, error: TexError) -> Problem:
    # the line at fault is what can be found again in the file; KaTeX counts from the formula's first character
    start = tex.rfind("\n", 0, error.position) + 1
    dollar = "" if display or start else "$"
    needle = dollar + tex[start:].partition("\n")[0]
    return Problem(
        "MATH001",
        f"the formula does not parse: {error.text}",
        "see KaTeX's list of supported functions; a dollar sign that is none is written \\$",
        needle=needle,
        column=error.position - start + len(dollar),
    )
