"""How long a page takes to read."""

import math
import re

WORDS_A_MINUTE = 265
"""As Material's blog counts, so that the articles and the posts of a site agree."""
CHARACTERS_A_MINUTE = 500
"""Of Chinese, Japanese and Korean, which put no spaces between words."""
FORMULA_WORDS = 2
DISPLAY_WORDS = 30
"""A formula of its own line is read again and again; so is a figure, a table or a listing."""

_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_FORMULA = re.compile(r'<span class="colophon-math"( data-display="block")?[^>]*>[^<]*(?:</?a\b[^<]*)*</span>')
_SHOWN = re.compile(r"<img\b(?![^>]*#only-dark)|<table\b|<pre\b")
_NO_WORDS = re.compile(r"<(script|style|template|pre|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def minutes(html: str) -> int:
    """Minutes, rounded up, for the content `html` of a page; formulas, figures, tables and listings count as words.

    >>> minutes("<p>" + "word " * 265 + "</p>"), minutes("<p>" + "word " * 265 + "</p><img src='a.svg'>")
    (1, 2)
    >>> minutes("<p>" + "字" * 1000 + "</p>"), minutes("")
    (2, 1)
    """
    formulas = _FORMULA.findall(html)
    inline = formulas.count("")
    displayed = len(formulas) - inline + len(_SHOWN.findall(html))
    text = _NO_WORDS.sub(" ", _FORMULA.sub(" ", html))
    words = len(_IDEOGRAM.sub(" ", text).split())
    words += FORMULA_WORDS * inline + DISPLAY_WORDS * displayed
    return max(1, math.ceil(words / WORDS_A_MINUTE + len(_IDEOGRAM.findall(text)) / CHARACTERS_A_MINUTE))
