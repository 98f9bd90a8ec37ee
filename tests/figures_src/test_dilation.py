"""The taps of the three kernels, against the places d·(row, column)."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import dilation

Grid = list[list[tuple[str, str]]]


@pytest.fixture(scope="module")
def axes(draw: Callable[[str], Figure]) -> Axes:
    (canvas,) = draw("dilation").axes
    return canvas


@pytest.fixture(scope="module")
def kernels(axes: Axes, grids: Callable[[Axes], list[Grid]]) -> dict[int, Grid]:
    return dict(zip([3, 2, 1], grids(axes), strict=True))  # from the highest to the lowest


def test_the_three_kernels_span_3_5_and_7_cells(kernels: dict[int, Grid]) -> None:
    assert {d: (len(grid), len(grid[0])) for d, grid in kernels.items()} == {1: (3, 3), 2: (5, 5), 3: (7, 7)}


@pytest.mark.parametrize("d", [1, 2, 3])
def test_nine_taps_stand_d_apart_and_keep_their_order(kernels: dict[int, Grid], d: int) -> None:
    taps = {
        (row, column): (label, fill)
        for row, cells in enumerate(kernels[d])
        for column, (label, fill) in enumerate(cells)
        if label or fill != "paper"
    }
    assert taps == {(d * (n // 3), d * (n % 3)): (str(n + 1), "kernel_fill") for n in range(9)}


@pytest.mark.parametrize("d", [2, 3])
def test_the_long_description_counts_the_empty_cells(kernels: dict[int, Grid], d: int) -> None:
    empty = sum(label == "" for cells in kernels[d] for label, _ in cells)
    assert f"with {empty} empty cells" in " ".join((dilation.__doc__ or "").split())


def test_every_kernel_is_outlined_as_far_as_it_spans(axes: Axes) -> None:
    sizes = np.array([patch.get_bbox().size for patch in axes.patches if not patch.get_fill()])
    assert sizes == pytest.approx(np.array([(3, 3), (5, 5), (7, 7)]))


def test_the_kernels_stand_on_one_floor(axes: Axes) -> None:
    floors = {round(patch.get_bbox().y1, 9) for patch in axes.patches if not patch.get_fill()}
    assert floors == {8.9}


def test_words_give_dilation_and_span(axes: Axes) -> None:
    words = [text.get_text() for text in axes.texts if " " in text.get_text() or text.get_text() == "dense"]
    assert words == [
        *("spans 3", "dilation 1", "dense"),
        *("spans 5", "dilation 2", "every second cell"),
        *("spans 7", "dilation 3", "every third cell"),
    ]
