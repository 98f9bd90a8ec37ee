"""Pooling, against loops and published values."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convnets.convolution import correlate
from convnets.pooling import max_pool2d, mean_pool2d

always = settings(deadline=None, derandomize=True, max_examples=60)
BOTH = pytest.mark.parametrize("pool", [max_pool2d, mean_pool2d])

EXAMPLE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
# Dumoulin & Visin, arXiv:1603.07285: the numeric example of their guide.
GUIDE_INPUT = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]


def one_by_one(image, window, stride, pairs, summary):
    """A summary of the values inside the image under each window of one image."""
    (top, bottom), (left, right) = pairs
    rows = range(-top, image.shape[0] + bottom - window[0] + 1, stride[0])
    columns = range(-left, image.shape[1] + right - window[1] + 1, stride[1])
    return [
        [summary(image[max(i, 0) : i + window[0], max(j, 0) : j + window[1]].ravel().tolist()) for j in columns]
        for i in rows
    ]


GEOMETRIES = [
    # window, stride, padding as pairs
    ((1, 1), (1, 1), ((0, 0), (0, 0))),
    ((2, 2), (2, 2), ((0, 0), (0, 0))),
    ((2, 3), (1, 1), ((0, 0), (1, 1))),
    ((2, 3), (3, 2), ((1, 0), (0, 2))),
    ((3, 2), (2, 3), ((1, 2), (0, 1))),
]


@pytest.mark.parametrize(("window", "stride", "pairs"), GEOMETRIES)
def test_max_pooling_is_the_largest_value_inside_each_window(window, stride, pairs):
    image = np.random.RandomState(6).randint(-99, 0, (6, 7))
    assert max_pool2d(image, window, stride, pairs).tolist() == one_by_one(image, window, stride, pairs, max)


@pytest.mark.parametrize(("window", "stride", "pairs"), GEOMETRIES)
def test_mean_pooling_divides_the_sum_by_the_size_of_the_window(window, stride, pairs):
    image = np.random.RandomState(7).randint(-99, 99, (6, 7))
    size = window[0] * window[1]
    expected = one_by_one(image, window, stride, pairs, lambda values: sum(values) / size)
    np.testing.assert_allclose(mean_pool2d(image, window, stride, pairs), expected, rtol=1e-13, atol=1e-13)


def test_two_by_two_windows_keep_one_value_of_four():
    assert max_pool2d(EXAMPLE).tolist() == [[6, 8], [3, 4]]
    assert mean_pool2d(EXAMPLE).tolist() == [[3.25, 5.25], [2, 2]]


def test_the_window_as_large_as_the_image_gives_its_mean():
    assert mean_pool2d(EXAMPLE, 4).tolist() == [[3.125]]


def test_numeric_example_of_the_guide_to_convolution_arithmetic():
    assert max_pool2d(GUIDE_INPUT, 3, 1).tolist() == [[3, 3, 3], [3, 3, 3], [3, 2, 3]]
    assert (mean_pool2d(GUIDE_INPUT, 3, 1) * 9).round(12).tolist() == [[15, 15, 15], [9, 11, 16], [10, 7, 12]]


def test_a_shift_of_the_input_changes_only_half_of_the_pooled_values():
    options = {"window": (1, 3), "stride": 1, "padding": ((0, 0), (1, 1))}
    assert max_pool2d([[0.1, 1, 0.2, 0.1]], **options).tolist() == [[1, 1, 1, 0.2]]
    assert max_pool2d([[0.3, 0.1, 1, 0.2]], **options).tolist() == [[0.3, 1, 1, 1]]


def test_stride_two_makes_max_pooling_depend_on_the_shift():
    assert max_pool2d([[0, 0, 1, 1, 0, 0, 1, 1]], (1, 2)).tolist() == [[0, 1, 0, 1]]
    assert max_pool2d([[0, 1, 1, 0, 0, 1, 1, 0]], (1, 2)).tolist() == [[1, 1, 1, 1]]


def test_values_after_the_last_whole_window_are_left_out():
    assert max_pool2d([[1, 2, 9], [3, 4, 9], [9, 9, 9]]).tolist() == [[4]]


def test_the_stride_is_the_window_unless_told_otherwise():
    image = np.arange(36).reshape(6, 6)
    assert max_pool2d(image, (2, 3)).tolist() == max_pool2d(image, (2, 3), (2, 3)).tolist()


def test_padding_by_name_is_that_of_convolution():
    assert mean_pool2d([[3, 6, 9]], (1, 3), 1, "same").tolist() == [[3, 6, 5]]
    assert max_pool2d([[3, 6, 9]], (1, 3), 1, "full").tolist() == [[3, 6, 9, 9, 9]]


def test_padding_never_wins_even_over_the_lowest_integer():
    assert max_pool2d(np.full((1, 1), -128, "int8"), 2, 1, 1).tolist() == [[-128, -128], [-128, -128]]


def test_not_a_number_wins():
    assert np.array_equal(max_pool2d([[1, np.nan, 3, 4]], (1, 2)), [[np.nan, 4]], equal_nan=True)


@always
@given(arrays(int, array_shapes(min_dims=4, max_dims=4, min_side=2, max_side=4), elements=st.integers(-99, 99)))
def test_images_of_a_stack_are_pooled_each_on_its_own(stack):
    for pool in (max_pool2d, mean_pool2d):
        separately = [[pool(image).tolist() for image in images] for images in stack]
        assert pool(stack).tolist() == separately


@always
@given(arrays(int, array_shapes(min_dims=2, max_dims=2, min_side=3, max_side=7), elements=st.integers(-99, 99)))
def test_mean_pooling_is_a_cross_correlation_with_a_flat_kernel(image):
    sums = correlate(image, np.ones((3, 2), int), 1, stride=2)
    np.testing.assert_allclose(mean_pool2d(image, (3, 2), 2, 1), sums / 6, rtol=1e-13, atol=1e-13)


def test_max_pooling_is_not_linear():
    left, right = np.array([[1, 0], [0, 0]]), np.array([[0, 0], [0, 1]])
    assert (max_pool2d(left) + max_pool2d(right)).tolist() == [[2]]
    assert max_pool2d(left + right).tolist() == [[1]]


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32", "float64"])
def test_max_pooling_keeps_the_dtype(dtype):
    assert max_pool2d(np.ones((2, 2), dtype), padding=1).dtype == dtype


@pytest.mark.parametrize(
    ("dtype", "result"),
    [("uint8", "float64"), ("int64", "float64"), ("float32", "float32"), ("complex64", "complex64")],
)
def test_mean_pooling_gives_float64_for_integers(dtype, result):
    assert mean_pool2d(np.ones((2, 2), dtype), padding=1).dtype == result


def test_mean_pooling_of_small_integers_does_not_overflow():
    assert mean_pool2d(np.full((2, 2), 255, "uint8")).tolist() == [[255.0]]


@BOTH
@pytest.mark.parametrize(
    ("x", "options", "message"),
    [
        ([1, 2], {}, "x must have shape (..., H, W) and at least one value, got shape (2,)"),
        ([[], []], {}, "x must have shape (..., H, W) and at least one value, got shape (2, 0)"),
        (EXAMPLE, {"window": 0}, "window must be an integer of at least 1, got 0"),
        (EXAMPLE, {"window": (1, 2, 3)}, "window must be one integer or 2 of them, got (1, 2, 3)"),
        (EXAMPLE, {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        (EXAMPLE, {"padding": -1}, "padding must be an integer of at least 0, got -1"),
        (EXAMPLE, {"padding": "wide"}, 'padding must be "full", "same", "valid" or integers, got "wide"'),
        (
            EXAMPLE,
            {"padding": ((0, 0), (0, 2))},
            "padding must be smaller than the window (2, 2), or a window would be all padding: ((0, 0), (0, 2))",
        ),
        (
            EXAMPLE,
            {"window": 5},
            "window spans (5, 5), more than the padded input (4, 4): make it span less, or pad more",
        ),
    ],
)
def test_other_arguments_are_refused(pool, x, options, message):
    with pytest.raises(ValueError) as caught:
        pool(x, **options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("pool", "x", "message"),
    [
        (max_pool2d, [[1j]], "x must hold real numbers, got complex128"),
        (max_pool2d, [[True]], "x must hold real numbers, got bool"),
        (mean_pool2d, [[True]], "x must hold numbers, got bool"),
        (mean_pool2d, [["a"]], "x must hold numbers, got <U1"),
    ],
)
def test_what_cannot_be_pooled_is_refused(pool, x, message):
    with pytest.raises(ValueError) as caught:
        pool(x)
    assert str(caught.value) == message
