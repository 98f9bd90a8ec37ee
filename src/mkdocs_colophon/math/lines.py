"""Where a line may end at a formula in a sentence: within a long one, but neither in a short one nor before its comma.

KaTeX lets a line end behind every operator, also in parentheses, and browsers let it end at either side of a formula.
"""

import re

from mkdocs_colophon.html import Element, as_text, elements, tag, without_tags

_OPENING = re.compile(r"[(\[{“‘«„¿¡]+$")
_CLOSING = re.compile(r"(?:[)\]}”’»,.;:!?…%‰′–-]|&(?:rsquo|rdquo|raquo|hellip|ndash);)+")
_SIGN = re.compile(r"\\[A-Za-z]+|[^\s{}^_&]")
_IN_SENTENCE = re.compile('"colophon-math"(?! data-display)')
_SHORT = 24  # signs, which a phone has room for twice


def kept(html: str) -> str:
    """`html` with each formula in a sentence, not typeset yet, in one piece with the punctuation at it.

    >>> kept('<p>For (<span class="colophon-math">a</span>), b.</p>')
    '<p>For <span class="formula-kept">(<span class="colophon-math">a</span>),</span> b.</p>'
    """
    parts, position = [], 0
    for formula in _in_sentences(html):
        before = html[position : formula.start]
        opening, closing = _OPENING.search(before), _CLOSING.match(html, formula.end)
        lead, tail = opening[0] if opening else "", closing[0] if closing else ""
        is_long = _is_long(formula)
        # a browser may end a line behind a long formula nonetheless: its end leaves room for what is in a tail
        end = tag("span", tail, class_="formula-tail") if is_long and tail else tail
        whole = lead + formula.outer + end
        names = " ".join(filter(None, ["formula-kept" * (whole != formula.outer), "formula-long" * is_long]))
        parts += [before[: len(before) - len(lead)], tag("span", whole, class_=names) if names else whole]
        position = formula.end + len(tail)
    return "".join([*parts, html[position:]])


def _in_sentences(html: str) -> list[Element]:
    found = elements(html, "span") if _IN_SENTENCE.search(html) else []
    return [each for each in found if each.has_class("colophon-math") and not each.get("data-display")]


def _is_long(formula: Element) -> bool:
    return len(_SIGN.findall(as_text(without_tags(formula.inner)))) > _SHORT
