"""Where the words of a problem stand."""

import pytest

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import fences, locate, places, prose


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


@pytest.mark.parametrize(
    ("source", "opened"),
    [
        ("````\n```{a}\n```\n````\n```{b}\n```", [(1, 1, "````"), (5, 1, "```{b}")]),
        ("```{a}\n```\n~~~{b}", [(1, 1, "```{a}"), (3, 1, "~~~{b}")]),
        ("```\n```x\n```{a}\n```\n```{b}", [(1, 1, "```"), (5, 1, "```{b}")]),
        ("> ```{a}\n> ```", [(1, 3, "```{a}")]),
        ("- x\n\n    ```{a}\n    ```", [(3, 5, "```{a}")]),
        ("x\n\n    ```{a}\n    ```", []),
        ("<!--\n```{a}\n```\n-->", []),
        ("```a``` b", []),
        ('    "```{a}\\n",\n    "x\\n",\n    "```\\n",\n    "```{b}\\n"', [(1, 6, "```{a}"), (4, 6, "```{b}")]),
        ("# ```{a}\n# ```\n# ```{b}", [(1, 3, "```{a}"), (3, 3, "```{b}")]),
    ],
)
def test_fences_are_found_that_stand_in_no_other_and_in_no_comment(source, opened):
    assert list(fences(source)) == opened


def test_words_that_are_in_an_included_file_only_are_found_there():
    problem = Problem("XREF001", "unknown", needle="@fig:a")
    located = locate([problem], "a.md", "none", [("b.md", "none"), ("c.md", "\n@fig:a")])
    assert [str(each) for each in located] == ["c.md:2:1 XREF001 unknown"]


def test_a_problem_that_has_a_line_keeps_it_and_its_file():
    problems = [Problem("SYN001", "x").at("b.md", 3, 1), Problem("SYN001", "x").at("", 4, 1)]
    assert [str(each) for each in locate(problems, "a.md", "x")] == ["b.md:3:1 SYN001 x", "a.md:4:1 SYN001 x"]
