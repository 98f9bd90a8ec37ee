"""Problems, as an author reads them."""

import pytest

from mkdocs_colophon.problems import Problem, did_you_mean


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem("XREF001", "wrong"), "XREF001 wrong"),
        (Problem("XREF001", "wrong", "right").at("a.md"), "a.md XREF001 wrong (right)"),
        (Problem("XREF001", "wrong", needle="x").at("a.md", 3), "a.md:3 XREF001 wrong"),
        (Problem("XREF001", "wrong").at("a.md", 3, 7), "a.md:3:7 XREF001 wrong"),
    ],
)
def test_a_problem_is_shown_with_all_that_is_known_of_its_place(problem, shown):
    assert str(problem) == shown


def test_only_what_is_near_is_meant():
    assert did_you_mean("fig:b", ["fig:away", "fig:a"]) == "did you mean 'fig:a'?"
    assert did_you_mean("fig:b", ["eq:euler"]) == ""
