"""The worked cell, against sums written out from the definition and the published numbers of the example."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import sliding_kernel

Grid = list[list[tuple[str, str]]]

INPUT = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]
KERNEL = [[0, 1, 2], [2, 2, 0], [0, 1, 2]]
OUTPUT = [[12, 12, 17], [10, 17, 19], [9, 6, 14]]  # Dumoulin & Visin, arXiv:1603.07285, figure 1.1


@pytest.fixture(scope="module")
def axes(draw: Callable[[str], Figure]) -> Axes:
    (canvas,) = draw("sliding_kernel").axes
    return canvas


@pytest.fixture(scope="module")
def blocks(axes: Axes, grids: Callable[[Axes], list[Grid]]) -> dict[str, Grid]:
    return dict(zip(["input", "kernel", "products", "output"], grids(axes), strict=True))


def labels(grid: Grid) -> list[list[str]]:
    return [[label for label, _ in row] for row in grid]


def written(rows: list[list[int]]) -> list[list[str]]:
    return [[str(value) for value in row] for row in rows]


@pytest.mark.parametrize(("name", "rows"), [("input", INPUT), ("kernel", KERNEL), ("output", OUTPUT)])
def test_a_grid_holds_the_numbers_of_the_example(blocks: dict[str, Grid], name: str, rows: list[list[int]]) -> None:
    assert labels(blocks[name]) == written(rows)


def test_the_output_is_the_sum_over_the_window_without_a_flip(blocks: dict[str, Grid]) -> None:
    sums = [
        [sum(INPUT[i + m][j + n] * KERNEL[m][n] for m in range(3) for n in range(3)) for j in range(3)]
        for i in range(3)
    ]
    assert labels(blocks["output"]) == written(sums)


def test_one_cell_of_the_output_is_picked(blocks: dict[str, Grid]) -> None:
    picked = [label for row in blocks["output"] for label, fill in row if fill == "output"]
    assert picked == ["19"]


def test_the_window_on_the_input_is_the_one_of_the_picked_cell(blocks: dict[str, Grid]) -> None:
    tinted = [[label for label, fill in row if fill == "kernel_fill"] for row in blocks["input"]]
    assert tinted == [[], ["1", "3", "1"], ["2", "2", "3"], ["0", "2", "2"], []]


def test_the_outlines_go_around_window_kernel_products_and_output(axes: Axes) -> None:
    borders = np.array([patch.get_bbox().bounds for patch in axes.patches if not patch.get_fill()])
    assert borders == pytest.approx(np.array([(2.6, 2.3, 3, 3), (8.4, 2.3, 3, 3), (2.6, 7.9, 3, 3), (8.4, 7.9, 3, 3)]))


def test_the_products_pair_the_window_with_the_kernel(blocks: dict[str, Grid]) -> None:
    assert labels(blocks["products"]) == [["1·0", "3·1", "1·2"], ["2·2", "2·2", "3·0"], ["0·0", "2·1", "2·2"]]


def test_the_sum_is_written_out(axes: Axes) -> None:
    assert "0 + 3 + 2 + 4 + 4 + 0 + 0 + 2 + 4 = 19" in [text.get_text() for text in axes.texts]


def test_the_picture_says_that_this_is_cross_correlation(axes: Axes) -> None:
    assert "cross-correlation: the kernel is not flipped" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    "rows", [INPUT, KERNEL, OUTPUT, [[1, 3, 1], [2, 2, 3], [0, 2, 2]], [[0, 3, 2], [4, 4, 0], [0, 2, 4]]]
)
def test_the_long_description_spells_the_grid_out(rows: list[list[int]]) -> None:
    assert "; ".join(map(" ".join, written(rows))) in " ".join((sliding_kernel.__doc__ or "").split())


def test_the_value_for_the_prose_is_the_worked_cell() -> None:
    assert sliding_kernel.values() == {"cell": OUTPUT[1][2]}
