"""Windows as a view, against taking them one by one."""

from itertools import product

import numpy as np
import pytest

from convnets.windows import slide


def one_by_one(x, shape, stride, dilation):
    """Every window of the last two axes of a three-dimensional array, by slicing."""
    (rows, columns), (down, across), (row_gap, column_gap) = shape, stride, dilation
    height = rows + (rows - 1) * (row_gap - 1)
    width = columns + (columns - 1) * (column_gap - 1)
    return [
        [
            [plane[i : i + height : row_gap, j : j + width : column_gap].tolist() for j in starts_across]
            for i in range(0, plane.shape[0] - height + 1, down)
        ]
        for plane in x
        for starts_across in [range(0, plane.shape[1] - width + 1, across)]
    ]


@pytest.mark.parametrize("shape", list(product((1, 2, 3), (1, 2))))
@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
@pytest.mark.parametrize("dilation", [(1, 1), (2, 3)])
def test_windows_are_those_cut_out_one_by_one(shape, stride, dilation):
    x = np.arange(2 * 7 * 8).reshape(2, 7, 8)
    assert slide(x, shape, stride=stride, dilation=dilation).tolist() == one_by_one(x, shape, stride, dilation)


def test_windows_share_the_memory_of_the_array():
    x = np.arange(5)
    assert np.shares_memory(slide(x, (3,), stride=2), x)


def test_windows_cannot_be_written_through():
    assert not slide(np.arange(5), (3,)).flags.writeable


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ({"stride": (1, 2, 3)}, "stride must be one integer or 2 of them, got (1, 2, 3)"),
        ({"dilation": (1, 0)}, "dilation must be an integer of at least 1, got 0"),
        (
            {"dilation": (1, 2)},
            "kernel spans (2, 5), more than the padded input (3, 4): make it span less, or pad more",
        ),
    ],
)
def test_slide_refuses(options, message):
    with pytest.raises(ValueError) as caught:
        slide(np.zeros((9, 3, 4)), (2, 3), **options)
    assert str(caught.value) == message
