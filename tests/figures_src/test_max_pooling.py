"""Both poolings, against windows taken apart by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import max_pooling

Grid = list[list[tuple[str, str]]]

WINDOWS = [[[1, 1, 5, 6], [2, 4, 7, 8]], [[3, 2, 1, 2], [1, 0, 3, 4]]]


@pytest.fixture(scope="module")
def axes(draw: Callable[[str], Figure]) -> Axes:
    (canvas,) = draw("max_pooling").axes
    return canvas


@pytest.fixture(scope="module")
def blocks(axes: Axes, grids: Callable[[Axes], list[Grid]]) -> dict[str, Grid]:
    return dict(zip(["max", "input", "mean"], grids(axes), strict=True))


def labels(grid: Grid) -> list[list[str]]:
    return [[label for label, _ in row] for row in grid]


def test_the_input_is_that_of_the_example(blocks: dict[str, Grid]) -> None:
    assert labels(blocks["input"]) == [list("1124"), list("5678"), list("3210"), list("1234")]


def test_max_pooling_gives_the_largest_value_of_each_window(blocks: dict[str, Grid]) -> None:
    assert (
        labels(blocks["max"]) == [[str(max(window)) for window in row] for row in WINDOWS] == [["6", "8"], ["3", "4"]]
    )


def test_mean_pooling_gives_the_mean_of_each_window(blocks: dict[str, Grid]) -> None:
    means = [[f"{sum(window) / 4:g}" for window in row] for row in WINDOWS]
    assert labels(blocks["mean"]) == means == [["3.25", "5.25"], ["2", "2"]]


def test_the_solid_cells_of_the_input_are_the_kept_ones(blocks: dict[str, Grid]) -> None:
    kept = {
        (row, column)
        for row, cells in enumerate(blocks["input"])
        for column, (_, fill) in enumerate(cells)
        if fill == "output"
    }
    assert kept == {(1, 1), (1, 3), (2, 0), (3, 3)}


def test_four_windows_tile_the_input(axes: Axes) -> None:
    borders = np.array([patch.get_bbox().bounds for patch in axes.patches if not patch.get_fill()])
    windows = [(0.6, 1.8, 2, 2), (2.6, 1.8, 2, 2), (0.6, 3.8, 2, 2), (2.6, 3.8, 2, 2)]
    assert borders[:4] == pytest.approx(np.array(windows))


def test_titles_name_the_poolings(axes: Axes) -> None:
    titles = [text.get_text() for text in axes.texts if text.get_weight() == "bold"]
    assert titles == ["input", "max pooling", "mean pooling"]


def test_values_for_the_prose_are_those_of_the_windows() -> None:
    mean = sum(sum(window) for row in WINDOWS for window in row) / 16
    assert max_pooling.values() == {"kept": 4, "of": 16, "first": max(WINDOWS[0][0]), "mean": mean}


@pytest.mark.parametrize(
    "words", ["1 1 2 4; 5 6 7 8; 3 2 1 0; 1 2 3 4", "6 from", "8 from", "3 from", "4 from", "3.25 and 5.25"]
)
def test_the_long_description_gives_the_numbers(words: str) -> None:
    assert words in " ".join((max_pooling.__doc__ or "").split())
