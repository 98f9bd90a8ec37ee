"""Header cells that hold nothing but a formula have names."""

import pytest

from mkdocs_colophon.math.cells import named
from typesetting import typeset

X = '<span class="colophon-math">\\frac{a}{b} &lt; x^2</span>'


@pytest.mark.parametrize("start", ["<th>", '<th style="a">'])
@pytest.mark.parametrize(
    ("inside", "words"),
    [(X, "a/b &lt; x²"), (f" {X}\n", "a/b &lt; x²"), (f"{X}, ", None), (f"{X} {X}", "a/b &lt; x² a/b &lt; x²")],
)
def test_a_cell_of_formulas_is_called_by_them(start, inside, words):
    called = f'<span class="formula-words">{words}</span><span aria-hidden="true">{inside.strip()}</span>'
    assert named(f"<tr>{start}{inside}</th></tr>", typeset) == f"<tr>{start}{called if words else inside}</th></tr>"


@pytest.mark.parametrize("html", [f"<th>a {X}</th>", f"<td>{X}</td>", "<th>a</th>", "<th></th>", f"<p>{X}</p>"])
def test_other_cells_are_not(html):
    assert named(html, typeset) == html
