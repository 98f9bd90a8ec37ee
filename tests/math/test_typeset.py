"""KaTeX in its engine."""

import re

import pytest

from mkdocs_colophon.math.typeset import TexError, semantics
from typesetting import typeset


@pytest.mark.parametrize(
    "tex",
    [
        r"\int_{-\infty}^{\infty} f(\tau)\, g(t-\tau)\,\mathrm{d}\tau",
        r"\left\lfloor \frac{i + 2p - d(k-1) - 1}{s} \right\rfloor + 1",
        r"\begin{aligned} a &= b \\ c &< d \end{aligned}",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\operatorname*{arg\,max}_{\mathbf{x} \in \mathbb{R}^n} \overline{f} \xrightarrow{n \to \infty} \boxed{1}",
    ],
)
def test_a_formula_of_the_field_parses(tex):
    assert typeset(tex, display=True).startswith('<span class="katex-display">')


def test_a_formula_carries_its_tex_for_who_copies_it():
    made = typeset("a<b", display=False)
    assert re.findall("<annotation.*?</annotation>", made) == [
        '<annotation encoding="application/x-tex">a&lt;b</annotation>'
    ]


def test_an_error_names_its_position():
    with pytest.raises(TexError) as caught:
        typeset(r"a + \foo", display=False)
    assert (caught.value.text, caught.value.position) == (r"Undefined control sequence: \foo", 4)


def test_what_is_only_tolerated_is_refused():
    with pytest.raises(TexError, match="unicodeTextInMathMode"):
        typeset("é", display=False)


@pytest.mark.parametrize(
    "tex", [r"\href{javascript:alert(1)}{x}", r"\includegraphics{https://x.org/a.png}", r"\htmlClass{a}{x}"]
)
def test_a_formula_makes_no_link_image_or_class_of_its_own(tex):
    with pytest.raises(TexError):
        typeset(tex, display=False)


def test_the_ear_hears_the_numbers_of_lines():
    made = typeset(r"\begin{align*}a\tag*{$\ast$}\\b\\c\tag{<}\\d\tag{\text{1}}\end{align*}", True)
    assert re.findall("<mtext>(.*?)</mtext>", semantics(made)) == ["∗", "(&lt;)", "(1)"]
    assert "mml-eqn-num" not in made
