"""L2 pooling, against the square root of a sum of squares."""

import math

import numpy as np
import pytest

from convnets.norms import l2_pool2d
from convnets.pooling import mean_pool2d

EXAMPLE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


def test_each_window_gives_the_root_of_its_sum_of_squares():
    expected = [[math.sqrt(63), math.sqrt(133)], [math.sqrt(18), math.sqrt(26)]]
    np.testing.assert_allclose(l2_pool2d(EXAMPLE), expected, rtol=1e-15)
    assert l2_pool2d(EXAMPLE).round(3).tolist() == [[7.937, 11.533], [4.243, 5.099]]


@pytest.mark.parametrize(("window", "stride", "padding"), [(2, None, 0), ((2, 3), 1, (0, 1)), (3, 2, ((1, 0), (0, 2)))])
def test_it_is_the_mean_of_squares_times_the_size_of_the_window_under_a_root(window, stride, padding):
    x = np.random.RandomState(1).normal(size=(2, 3, 5, 6))
    size = np.prod(np.broadcast_to(window, 2))
    expected = np.sqrt(size * mean_pool2d(x**2, window, stride, padding))
    np.testing.assert_allclose(l2_pool2d(x, window, stride, padding), expected, rtol=1e-14)


def test_the_sign_of_a_value_does_not_matter():
    assert l2_pool2d([[-3, 4]], (1, 2)).tolist() == [[5]]


def test_squares_do_not_overflow():
    assert l2_pool2d(np.array([[3e38, 0, 0, 0]], "float32"), (1, 4)).tolist() == [[float(np.float32(3e38))]]
    np.testing.assert_allclose(l2_pool2d([[3e200, 4e200]], (1, 2)), [[5e200]], rtol=1e-15)
    assert l2_pool2d(np.array([[-128, 0]], "int8"), (1, 2)).tolist() == [[128]]


def test_not_a_number_stays():
    assert np.array_equal(l2_pool2d([[1, np.nan, 3, 4]], (1, 2)), [[np.nan, 5]], equal_nan=True)


@pytest.mark.parametrize(
    ("dtype", "result"), [("uint8", "float64"), ("int64", "float64"), ("float16", "float16"), ("float32", "float32")]
)
def test_integers_give_float64(dtype, result):
    assert l2_pool2d(np.ones((2, 2), dtype), padding=1).dtype == result


@pytest.mark.parametrize(
    ("x", "options", "message"),
    [
        ([[1j]], {}, "x must hold real numbers, got complex128"),
        (
            EXAMPLE,
            {"window": 5},
            "window spans (5, 5), more than the padded input (4, 4): make it span less, or pad more",
        ),
    ],
)
def test_l2_pool2d_refuses(x, options, message):
    with pytest.raises(ValueError) as caught:
        l2_pool2d(x, **options)
    assert str(caught.value) == message
