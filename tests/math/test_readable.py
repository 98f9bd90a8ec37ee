"""Formulas as words: what KaTeX makes of TeX, read aloud by hand."""

import pytest
from tests.support.typesetting import typeset

from mkdocs_colophon.math.formulas import readable
from mkdocs_colophon.math.readable import text


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("n", "n"),
        (r"O(n \log n)", "O(n log n)"),
        ("x^2 + 1", "x² + 1"),
        ("k \\times k", "k × k"),
        (r"\frac{a+1}{b}", "(a + 1)/b"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\mathbb{R}^{m \times n}", "ℝ^(m × n)"),
        (r"f: A \to B", "f : A → B"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\hat x", "x"),
        (r"\text{if } x < y", "if x < y"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
    ],
)
def test_a_formula_reads_as_it_would_be_typed(tex, words):
    span = f'<span class="colophon-math">{tex.replace("&", "&amp;").replace("<", "&lt;")}</span>'
    assert readable(f"Of {span}.", typeset) == f"Of {words.replace('<', '&lt;')}."


def test_what_is_no_mathml_has_no_words():
    assert text("x < y") == ""
