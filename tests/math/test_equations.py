"""What LaTeX says of numbers within a formula, and what KaTeX is given instead; KaTeX itself takes it."""

import pytest

from mkdocs_colophon.math.equations import blanked, grouped, read, shown
from typesetting import typeset

LINES = r"\begin{align} a &= b \label{eq:a} \\[2pt] c &= d \tag{*} \\ e &= f \notag \\ \end{align}"


def test_a_line_ends_where_latex_ends_it():
    tex = r"\begin{gather} \text{a \\ b} \\ \begin{pmatrix} c \\ d \end{pmatrix} \\* e % \\ f" + "\n\\end{gather}"
    assert [tex[line.start : line.end].split()[0] for line in read(tex).lines] == [r"\text{a", r"\begin{pmatrix}", "e"]


def test_the_empty_line_at_the_end_is_none():
    assert len(read(LINES).lines) == 3


def test_a_line_knows_its_labels_its_tag_and_its_silence():
    told = [(line.labels, [(tag.text, tag.bare) for tag in line.tags], line.silent) for line in read(LINES).lines]
    assert [bool(labels) for labels, _, _ in told] == [True, False, False]
    assert [rest for _, *rest in told] == [[[], False], [[("*", False)], False], [[], True]]


@pytest.mark.parametrize("name", ["align", "alignat", "gather", "flalign"])
@pytest.mark.parametrize("star", ["", "*"])
def test_lines_have_numbers_in_these_environments(name, star):
    equation = read(rf"\begin{{{name}{star}}} a \\ b \end{{{name}{star}}}")
    assert (len(equation.lines), equation.starred) == (2, bool(star))


@pytest.mark.parametrize(
    "tex",
    [
        r"a \\ b",
        r"\begin{aligned} a \\ b \end{aligned}",
        r"\begin{equation} \begin{split} a \\ b \end{split} \end{equation}",
        r"\begin{multline} a \\ b \end{multline}",
        r"\begin{equation*} a \end{equation*}",
    ],
)
def test_any_other_formula_has_one_number(tex):
    assert len(read(tex).lines) == 1


def test_a_label_outside_of_the_environment_is_of_the_whole():
    equation = read(r"\begin{align} a \end{align} \label{eq:x}")
    assert ([label.text for label in equation.labels], equation.lines[0].labels) == (["eq:x"], ())


def test_a_group_is_one_if_nothing_else_is_there():
    assert grouped(r" \begin{subequations}a\end{subequations} ") == "a"
    assert grouped(r"b \begin{subequations}a\end{subequations}") is None


@pytest.mark.parametrize(
    ("tex", "numbers", "given"),
    [
        (LINES, ["(1)"], r"\begin{align*} a &= b \tag*{(1)}\\[2pt] c &= d \tag{*} \\ e &= f \notag \\ \end{align*}"),
        (r"\begin{alignat}{2}a\end{alignat}", ["(1)"], r"\begin{alignat*}{2}a\tag*{(1)}\end{alignat*}"),
        (r"\begin{flalign*}a\\b\end{flalign*}", [], r"\begin{align*}a\\b\end{align*}"),
        (r"\begin{multline}a\\b\end{multline}", [], r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{equation}a \label{eq:x}\end{equation}", [], "a"),
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
