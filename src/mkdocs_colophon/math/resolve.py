"""Formulas in two steps: a page's content holds their TeX, the finished page what KaTeX makes of it for the eye.

So a search index or a feed, which read the content, find a formula once, and as words: MathML without its tags would
make "x2" of a square and "ab" of a fraction.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from mkdocs_colophon.markers import Marker, tag
from mkdocs_colophon.math.typeset import TexError
from mkdocs_colophon.problems import Problem

Typeset = Callable[[str, bool], str]

_CLASS = "colophon-math"
_BLOCK = ' data-display="block"'
_PLAIN = re.compile(rf'<span class="{_CLASS}"({_BLOCK})?>([^<]*)</span>')
_MATHML = re.compile(r"(<math .*?)<annotation .*?</annotation>(.*?</math>)", re.DOTALL)


def formula(marker: Marker, typeset: Typeset) -> tuple[str, list[Problem]]:
    """The formula that `marker` holds as TeX for `expand`, or, if KaTeX refuses it, as a mark and a problem."""
    tex, display = marker.text, marker.data.get("display") == "true"
    try:
        typeset(tex, display)
        return f'<span class="{_CLASS}"{_BLOCK if display else ""}>{escape(tex, quote=False)}</span>', []
    except TexError as error:
        # the line at fault is what can be found again in the file; KaTeX counts from the formula's first character
        start = tex.rfind("\n", 0, error.position) + 1
        dollar = "" if display or start else "$"
        needle = dollar + tex[start:].partition("\n")[0]
        problem = Problem(
            "MATH001",
            f"the formula does not parse: {error.text}",
            "see KaTeX's list of supported functions; a dollar sign that is none is written \\$",
            needle=needle,
            column=error.position - start + len(dollar),
        )
        return tag("code", escape(tex), class_="unresolved"), [problem]


def expand(html: str, typeset: Typeset) -> str:
    """`html` of a finished page with every formula as KaTeX shows it, its MathML included."""

    def shown(match: re.Match[str]) -> str:
        try:
            return typeset(unescape(match[2]), bool(match[1]))
        except TexError:  # an author's own HTML: what `formula` has written is known to parse
            return match[0]

    return _PLAIN.sub(shown, html)


def mathml(html: str, typeset: Typeset) -> str:
    """`html` with the MathML alone of every formula: a tenth of the markup, for what few readers will look at."""

    def alone(tex: str, display: bool) -> str:
        made = typeset(tex, display)
        found = _MATHML.search(made)
        return found[1] + found[2] if found else made

    return expand(html, alone)
