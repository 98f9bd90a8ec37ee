"""Replaces one formula's marker by the formula, or by its TeX and a problem."""

from collections.abc import Callable
from html import escape

from mkdocs_colophon.markers import Marker, tag
from mkdocs_colophon.math.typeset import TexError
from mkdocs_colophon.problems import Problem

Typeset = Callable[[str, bool], str]


def formula(marker: Marker, typeset: Typeset) -> tuple[str, list[Problem]]:
    """The HTML of the formula that `marker` holds."""
    tex, display = marker.text, marker.data.get("display") == "true"
    try:
        return typeset(tex, display), []
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
