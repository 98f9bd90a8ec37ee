"""What KaTeX is given in the place of LaTeX's numbers; KaTeX itself takes it."""

import pytest

from mkdocs_colophon.math.equations import read
from mkdocs_colophon.math.katex import alone, blanked, shown
from typesetting import typeset

LINES = r"\begin{align} a &= b \label{eq:a} \\[2pt] c &= d \tag{*} \\ e &= f \notag \\ \end{align}"


@pytest.mark.parametrize(
    ("tex", "numbers", "given"),
    [
        (LINES, ["(1)"], r"\begin{align*} a &= b \tag*{(1)}\\[2pt] c &= d \tag{*} \\ e &= f \notag \\ \end{align*}"),
        (r"\begin{alignat}{2}a\end{alignat}", ["(1)"], r"\begin{alignat*}{2}a\tag*{(1)}\end{alignat*}"),
        (r"\begin{flalign*}a\\b\end{flalign*}", [], r"\begin{align*}a\\b\end{align*}"),
        (r"\begin{multline}a\\b\end{multline}", [], r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{equation}a \label{eq:x}\end{equation}", [], "a"),
        (r"\begin{equation}\begin{align}a\end{align}\end{equation}", [], r"\begin{align*}a\end{align*}"),
        (
            r"\begin{align}a\end{align}\begin{gather}b\end{gather}",
            ["(1)"],
            r"\begin{align*}a\tag*{(1)}\end{align*}\begin{gather*}b\end{gather*}",
        ),
        (r"a \tag{$\{$} \label{eq:x}", [], "a"),
        ("a \\\\label{x} % \\label{y}\nb", [], "a \\\\label{x} % \\label{y}\nb"),
    ],
)
def test_katex_is_given_the_numbers_and_makes_none(tex, numbers, given):
    assert shown(tex, numbers) == given
    assert 'class="eqn-num"' not in typeset(given, True)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{align} a \label{eq:x} \end{align}",
        r"\begin{equation} a \label{eq:x} \end{equation}",
        r"\begin{flalign} a \end{flalign}",
        r"\begin{multline} a \end{multline} \label{eq:x}",
    ],
)
def test_what_is_blanked_parses_and_keeps_its_places(tex):
    blank = blanked(tex)
    assert (len(blank), blank.index(" a ")) == (len(tex), tex.index(" a "))
    assert "<math " in typeset(blank, True)


@pytest.mark.parametrize("tex", [r"\tag{", r"a \tag{{}", r"\label{", r"\begin{align}", r"\end{align}", r"\\"])
def test_what_is_not_finished_stays_for_katex_to_refuse(tex):
    assert "".join(shown(tex).split()) in ("".join(tex.split()), tex.replace("align", "align*"))


def test_a_line_by_itself_is_aligned_with_nothing_but_keeps_what_is_in_it():
    matrix = r"\begin{pmatrix} 1 &amp; 2 \end{pmatrix}"
    html = rf"\begin{{alignat}}{{2}} a &amp;= {matrix} &amp; b &amp;&lt; c \tag*{{(1)}} \end{{alignat}}"
    assert alone(html, read(html).lines[0]) == rf"a = {matrix} \quad  b &lt; c"
