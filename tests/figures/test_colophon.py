"""The colophon of a figure: which script, code, tests and versions made it, and what can be downloaded."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_colophon.evidence.evidence import Evidence, Function
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.colophon import credit, disclosure
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import words

FIGURE = DrawnFigure(
    "pooling/max",
    Picture(192, 96, "A grid & a box.", data="0123456789abcdef" * 4, seconds=0.234),
    outputs={suffix: f"x{suffix}" for suffix in (".svg", ".dark.svg", ".npz")},
    ran=(Piece("figures_src/drawing.py", "cells", "a"), Piece("src/nets/pool.py", "Window.slide", "b")),
    versions={"python": "3.12.1", "numpy": "2.2.0", "scipy": "1.14"},
)
TESTS = tuple(f"tests/test_{name}" for name in ("a.py::one", "a.py::two", "b.py::three"))
PROVEN = Function("src/nets/pool.py", "nets.pool", "Window.slide", 3, passing=TESTS)
SOURCE = "../../figures/pooling/max"


@pytest.fixture
def gallery(tmp_path):
    (tmp_path / "src/nets").mkdir(parents=True)
    (tmp_path / "src/nets/pool.py").write_text(
        "class Window:\n    size = 2\n\n    def slide(self):\n        return 1\n"
    )
    links = Links(tmp_path, ["src"], "https://example.org/{path}#L{line}")
    return Gallery({FIGURE.uri: FIGURE}, links=links)


def colophon(gallery, figure=FIGURE):
    """The parts of a colophon by their heads."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", disclosure(figure, f"{SOURCE}.svg#only-light", gallery)))


def code(gallery, **evidence):
    """What is said of the code, where tests say this."""
    found = {FIGURE.uri: Evidence((replace(PROVEN, **evidence),))}
    return colophon(replace(gallery, evidence=found, links=Links(Path(), ["src"])))["Code that it ran"]


def test_all_parts_can_be_unfolded_in_their_order(gallery):
    parts = {
        "Script": '<a href="https://example.org/figures_src/pooling/max.py#L1"><code>figures_src/pooling/max.py</code></a>',
        "Code that it ran": '<ul><li><a href="https://example.org/src/nets/pool.py#L4">'
        "<code>nets.pool.Window.slide</code></a></li></ul><p>no evidence recorded</p>",
        "Versions": "Python 3.12.1, NumPy 2.2.0, scipy 1.14",
        "Time to draw": "230 ms",
        "Digest of the data": "<code>sha256:0123456789abcdef</code>",
        "Downloads": f'<a href="{SOURCE}.svg" download="max.svg">SVG, light</a> · '
        f'<a href="{SOURCE}.dark.svg" download="max.dark.svg">SVG, dark</a> · '
        f'<a href="{SOURCE}.npz" download="max.npz">NPZ, data</a> · '
        f'<a href="{SOURCE}.py" download="max.py">Python</a>',
    }
    rows = "".join(f"<dt>{head}</dt><dd>{body}</dd>" for head, body in parts.items())
    summary = "<summary>How this figure was made</summary>"
    assert disclosure(FIGURE, f"{SOURCE}.svg#only-light", gallery) == (
        f'<details class="colophon-made">{summary}<dl>{rows}</dl></details>'
    )


def test_the_words_are_those_of_the_language(gallery):
    html = disclosure(FIGURE, "max.svg", replace(gallery, words=words("de")))
    assert html.startswith('<details class="colophon-made"><summary>Wie diese Abbildung entstand</summary><dl>')


def test_a_placeholder_has_none_as_nothing_drew_it(gallery):
    assert disclosure(replace(FIGURE, versions={}), "max.svg", gallery) == ""


def test_without_an_address_of_the_source_names_are_plain(gallery):
    found = colophon(replace(gallery, links=Links(Path(), ["src"])))
    assert found["Script"] == "<code>figures_src/pooling/max.py</code>"
    assert found["Code that it ran"] == (
        "<ul><li><code>nets.pool.Window.slide</code></li></ul><p>no evidence recorded</p>"
    )


def test_a_figure_that_ran_no_code_of_the_project_names_none(gallery):
    assert "Code that it ran" not in colophon(gallery, replace(FIGURE, ran=FIGURE.ran[:1]))


def test_tests_that_cover_a_function_are_counted_by_file(gallery):
    assert code(gallery) == (
        "<ul><li><code>nets.pool.Window.slide</code>"
        '<details class="colophon-tests passing"><summary>tests passed: 3</summary>'
        "<ul><li><code>tests/test_a.py</code>: 2</li><li><code>tests/test_b.py</code>: 1</li></ul></details></li></ul>"
    )


def test_of_many_files_with_tests_those_with_most_are_named_and_the_rest_is_counted(gallery):
    tests = [f"tests/test_{number}.py::test_{n}" for number in range(10) for n in range(number + 1)]
    named = "".join(f"<li><code>tests/test_{number}.py</code>: {number + 1}</li>" for number in range(2, 10))
    assert code(gallery, passing=tuple(tests)) == (
        '<ul><li><code>nets.pool.Window.slide</code><details class="colophon-tests passing">'
        f"<summary>tests passed: 55</summary><ul>{named}<li>…: 3</li></ul></details></li></ul>"
    )


def test_failing_stale_and_missing_tests_are_told(gallery):
    assert code(gallery, passing=(), failing=TESTS[:1], stale=TESTS[1:], untested=(4, 5)) == (
        "<ul><li><code>nets.pool.Window.slide</code>"
        '<span class="colophon-untested">tests passed: 0</span>'
        '<details class="colophon-tests failing"><summary>tests failed: 1</summary>'
        "<ul><li><code>tests/test_a.py</code>: 1</li></ul></details>"
        '<details class="colophon-tests stale"><summary>tests out of date: 2</summary>'
        "<ul><li><code>tests/test_a.py</code>: 1</li><li><code>tests/test_b.py</code>: 1</li></ul></details>"
        '<span class="colophon-untested">lines without a passing test: 4, 5</span></li></ul>'
    )


@pytest.mark.parametrize("tests", [0, 3])
def test_a_credit_names_the_script_and_counts_the_tests_that_are_known(gallery, tests):
    evidence = {FIGURE.uri: Evidence((PROVEN,))} if tests else {}
    said = " <span>tests passed: 3</span>" if tests else ""
    assert credit(FIGURE, replace(gallery, evidence=evidence, links=Links(Path()))) == (
        f'<span class="colophon-credit"><code>figures_src/pooling/max.py</code>{said}</span>'
    )
