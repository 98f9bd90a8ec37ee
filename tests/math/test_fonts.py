"""Letters that have a browser ask for the fonts of formulas that are not laid out yet."""

import pytest

from mkdocs_colophon.math.fonts import probe
from typesetting import typeset


def letters(*texs):
    start, end = '<span class="katex formula-fonts" aria-hidden="true">', "</span>"
    html = probe(typeset(tex, True) for tex in texs)
    assert html.startswith(start) and html.endswith(end)
    return html.removeprefix(start).removesuffix(end)


def test_no_formula_needs_none():
    assert probe([]) == ""


def test_a_formula_needs_its_alphabets():
    assert letters("1") == "x"
    assert letters("x") == 'x<span class="mathnormal">x</span>'
    assert letters(r"\mathcal{L}") == 'x<span class="mathcal">x</span>'


def test_a_letter_beyond_ascii_is_asked_for_in_the_alphabets_of_its_formula_only():
    assert letters("1", "α") == letters("α") == 'xα<span class="mathnormal">xα</span>'
    assert letters("α", r"\mathsf{A}") == 'xα<span class="mathnormal">xα</span><span class="mathsf">x</span>'


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        (r"\Bigg( 1", '<span class="delimsizing size4">x</span>'),
        (r"\textstyle\sum", '<span class="op-symbol small-op">x∑</span>'),
        (
            r"\left\{ \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \end{matrix} \right. ",
            '<span class="delimsizing mult"><span class="delim-size4"><span class="letters">x',
        ),
    ],
)
def test_a_formula_needs_its_brackets_and_operators(tex, inside):
    assert inside in letters(tex)
