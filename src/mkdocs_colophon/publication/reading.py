"""How long a page takes to read."""

import math
import re

from mkdocs_colophon.html import Element, elements, replaced, without_tags

WORDS_A_MINUTE = 265
"""As Material's blog counts, so that the articles and the posts of a site agree."""
CHARACTERS_A_MINUTE = 500
"""Of Chinese, Japanese and Korean, which put no spaces between words."""
FORMULA_WORDS = 2
DISPLAY_WORDS = 30
"""A formula of its own line is read again and again; so is a figure, a table or a listing."""

_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_FORMULA = "colophon-math"


def minutes(html: str) -> int:
    """Minutes, rounded up, for the content `html` of a page; formulas, figures, tables and listings count as words.

    >>> minutes("<p>" + "word " * 265 + "</p>"), minutes("<p>" + "word " * 265 + "</p><img src='a.svg'>")
    (1, 2)
    >>> minutes("<p>" + "字" * 1000 + "</p>"), minutes("")
    (2, 1)
    """
    listings = elements(html, "pre", "svg")
    html = replaced(html, listings, lambda each: " ")
    shown = elements(html, "img", "span", "table")
    html = replaced(html, (each for each in shown if each.has_class(_FORMULA)), lambda each: " ")
    text = without_tags(html.replace("<", " <"))  # no word goes on behind a tag
    words = len(_IDEOGRAM.sub(" ", text).split()) + sum(map(_counted, [*listings, *shown]))
    return max(1, math.ceil(words / WORDS_A_MINUTE + len(_IDEOGRAM.findall(text)) / CHARACTERS_A_MINUTE))


def _counted(shown: Element) -> int:
    """How many words it takes as long to look at as `shown`, beside those in it."""
    if shown.has_class(_FORMULA):
        return DISPLAY_WORDS if shown.get("data-display") == "block" else FORMULA_WORDS
    is_dark = shown.name == "img" and shown.get("src").endswith("#only-dark")  # a picture that is there twice
    return DISPLAY_WORDS if shown.name in ("img", "pre", "table") and not is_dark else 0
