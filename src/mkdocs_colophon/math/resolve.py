"""Formulas in two steps: a page's content holds their MathML, the finished page what KaTeX makes of them for the eye.

So a search index or a feed, which read the content, find a formula once and in a tenth of the markup.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from mkdocs_colophon.markers import Marker, tag
from mkdocs_colophon.math.typeset import TexError
from mkdocs_colophon.problems import Problem

Typeset = Callable[[str, bool], str]

_CLASS = "colophon-math"
_MATHML = re.compile(r"<math .*?</math>", re.DOTALL)
_ANNOTATION = re.compile(r"<annotation .*?</annotation>", re.DOTALL)
_PLAIN = re.compile(rf'<math class="{_CLASS}" data-tex="([^"]*)"([^>]*)>.*?</math>', re.DOTALL)


def formula(marker: Marker, typeset: Typeset) -> tuple[str, list[Problem]]:
    """The formula that `marker` holds as MathML, or its TeX and a problem."""
    tex, display = marker.text, marker.data.get("display") == "true"
    try:
        return _mathml(typeset(tex, display), tex), []
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
    return _PLAIN.sub(lambda match: typeset(unescape(match[1]), 'display="block"' in match[2]), html)


def _mathml(html: str, tex: str) -> str:
    """The MathML in what KaTeX made, with the TeX by which `expand` finds the rest again."""
    found = _MATHML.search(html)
    if not found:
        return html
    mathml = _ANNOTATION.sub("", found[0])
    return mathml.replace("<math ", f'<math class="{_CLASS}" data-tex="{escape(tex)}" ', 1)
