"""What LaTeX says of numbers within a formula."""

import pytest

from mkdocs_colophon.math.equations import grouped, read

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
