"""The figure of the front page, against sums taken by hand."""

import re
from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import edges

Grid = list[list[tuple[str, str]]]

PICTURE = ["0000000", "0011100", "0111110", "0111110", "0111110", "0011100", "0000000"]


@pytest.fixture(scope="module")
def blocks(draw: Callable[[str], Figure], grids: Callable[[Axes], list[Grid]]) -> dict[str, Grid]:
    (axes,) = draw("edges").axes
    return dict(zip(["picture", "output", "kernel"], grids(axes), strict=True))


def labels(grid: Grid) -> list[list[str]]:
    return [[label.replace("\N{MINUS SIGN}", "-") for label, _ in row] for row in grid]


def difference(row: int, column: int) -> int:
    """What the window holds on its right, less what it holds on its left."""
    rows = PICTURE[row : row + 3]
    return sum(int(line[column + 2]) - int(line[column]) for line in rows)


def test_the_picture_is_a_disc(blocks: dict[str, Grid]) -> None:
    assert labels(blocks["picture"]) == [list(row) for row in PICTURE]
    solid = [[fill == "input" for _, fill in row] for row in blocks["picture"]]
    assert solid == [[digit == "1" for digit in row] for row in PICTURE]


def test_the_kernel_takes_the_right_column_and_gives_the_left_one_back(blocks: dict[str, Grid]) -> None:
    assert labels(blocks["kernel"]) == [["-1", "0", "1"]] * 3


def test_every_cell_of_the_output_is_the_difference_of_two_columns(blocks: dict[str, Grid]) -> None:
    assert labels(blocks["output"]) == [[str(difference(row, column)) for column in range(5)] for row in range(5)]


def test_colors_tell_sign_and_strength(blocks: dict[str, Grid]) -> None:
    fills = {(label.replace("\N{MINUS SIGN}", "-"), fill) for row in blocks["output"] for label, fill in row}
    assert fills == {
        ("3", "output"), ("2", "output_fill"), ("1", "output_fill"), ("0", "paper"),
        ("-1", "highlight_fill"), ("-2", "highlight_fill"), ("-3", "highlight"),
    }  # fmt: skip


def test_the_long_description_gives_the_output() -> None:
    words = " ".join((edges.__doc__ or "").split()).replace("\N{MINUS SIGN}", "-")
    [rows] = re.findall(r"Row by row: ([^.]*)\.", words)
    assert [row.split() for row in rows.split("; ")] == [
        [str(difference(row, column)) for column in range(5)] for row in range(5)
    ]
