"""Where the words of a problem stand."""

import pytest

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate, places, prose


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("@fig:a", [(1, 1)]),
        ("one\n  @fig:a and @fig:a", [(2, 3), (2, 14)]),
        ("@fig:ab, @fig:a_", []),
        ("@fig:a.", [(1, 1)]),
        ("`@fig:a` @fig:a", [(1, 10)]),
        ("``a ` @fig:a`` @fig:a", [(1, 16)]),
        ("```\n@fig:a\n```\n@fig:a", [(4, 1)]),
        ("~~~ py\n@fig:a\n~~~\n\n@fig:a", [(5, 1)]),
        ("<!-- @fig:a\n@fig:a -->@fig:a", [(2, 11)]),
        ("$$\n@fig:a\n$$\n@fig:a", [(4, 1)]),
        ("- item\n\n    ```\n    @fig:a\n    ```\n", []),
    ],
)
def test_words_are_found_outside_code_mathematics_and_comments(source, found):
    assert places(prose(source), "@fig:a") == found


def test_problems_that_are_alike_get_the_places_one_after_the_other():
    problem = Problem("XREF001", "unknown", needle="@fig:a")
    located = locate([problem, problem], "a.md", "@fig:a\n\n@fig:a")
    assert [(each.line, each.column) for each in located] == [(1, 1), (3, 1)]


def test_a_problem_that_cannot_be_found_keeps_its_file():
    assert str(locate([Problem("XREF001", "unknown", needle="@fig:a")], "a.md", "none")[0]) == "a.md XREF001 unknown"


@pytest.mark.parametrize(
    ("problem", "source", "place"),
    [
        (Problem("XREF001", "unknown", needle="@a"), "one `@a`", (1, 6)),  # what stands once may stand anywhere
        (Problem("XREF001", "unknown", needle=r"\ref{a}"), "`\\ref{a}`\n$$\n\\ref{a}\n$$", (3, 1)),
        (Problem("MATH001", "wrong", needle="$a", column=1), "`$a` $a", (1, 7)),
    ],
)
def test_words_are_found_where_they_mean_something(problem, source, place):
    [located] = locate([problem], "a.md", source)
    assert (located.line, located.column) == place
