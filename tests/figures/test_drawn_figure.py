"""What the cache keeps of a figure, and what pages show of that."""

from pathlib import Path

import pytest

from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.figure_cache import Record
from mkdocs_colophon.figures.gallery import DrawnFigure
from mkdocs_colophon.tracing.trace import Module, Trace

MODULES = {
    "src/b.py": Module("m2", "s2", {"g": "d3", "f": "d2"}, {"f": (1, 2)}),
    "figures_src/a.py": Module("m1", "s1", {"draw": "d1"}),
}
RECORD = Record(
    "deep/a",
    Picture(192, 96, "A square.", "At length.", "0" * 64, {"n": 1, "x": 0.5, "s": "é"}, 0.25),
    {".svg": "1.svg", ".dark.svg": "2.svg"},
    {"python": "3.11.2", "numpy": "2.0", "pillow": "11", "worker": "w"},
    Trace(MODULES, True, {"b.csv": "d", "none.csv": None}, {"data": "l"}, {"E": None}, {"scipy": "1.14"}),
)


def test_a_record_is_the_same_after_it_was_kept():
    kept = Record.from_json(RECORD.to_json())
    assert kept.to_json() == RECORD.to_json()
    assert (kept.picture, kept.outputs, kept.environment) == (RECORD.picture, RECORD.outputs, RECORD.environment)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "a", "picture": {}, "trace": {}}'])
def test_what_is_no_record_is_an_error(text):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        Record.from_json(text)


def test_a_page_shows_the_picture_the_code_that_ran_and_the_versions_that_readers_know():
    assert RECORD.figure(Path("pictures")) == DrawnFigure(
        "deep/a",
        RECORD.picture,
        Path("pictures"),
        RECORD.outputs,
        ran=(
            Piece("figures_src/a.py", "draw", "d1"),
            Piece("src/b.py", "f", "d2", (1, 2)),
            Piece("src/b.py", "g", "d3"),
        ),
        versions={"python": "3.11.2", "numpy": "2.0", "scipy": "1.14"},
    )


def test_the_files_of_a_figure_stand_below_its_name():
    figure = RECORD.figure(Path("pictures"))
    assert (figure.uri, figure.uri_of(".dark.svg")) == ("figures/deep/a.svg", "figures/deep/a.dark.svg")
    assert figure.files == {".svg": Path("pictures/1.svg"), ".dark.svg": Path("pictures/2.svg")}
