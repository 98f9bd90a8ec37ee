"""Subsampling, blur pooling and global pooling, against published values and what they are made of."""

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from convnets.pooling import max_pool2d, mean_pool2d
from convnets.subsampling import blur_pool2d, global_max_pool2d, global_mean_pool2d, subsample2d

always = settings(deadline=None, derandomize=True, max_examples=60)
stacks = arrays(int, array_shapes(min_dims=4, max_dims=4, max_side=4), elements=st.integers(-99, 99))

EXAMPLE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
# Zhang, arXiv:1904.11486: its example in one dimension, and the same one value earlier.
SIGNAL = np.array([[0, 0, 1, 1, 0, 0, 1, 1]])
SHIFTED = np.roll(SIGNAL, -1)


def dense_max(signal):
    """The larger of each two neighbors of a signal that repeats."""
    return max_pool2d(np.pad(signal, ((0, 0), (0, 1)), mode="wrap"), (1, 2), 1)


def test_max_pooling_of_shifted_edges_is_another_signal():
    assert max_pool2d(SIGNAL, (1, 2)).tolist() == [[0, 1, 0, 1]]
    assert max_pool2d(SHIFTED, (1, 2)).tolist() == [[1, 1, 1, 1]]


def test_blur_pooling_after_a_dense_maximum_differs_less():
    assert blur_pool2d(dense_max(SIGNAL), border="wrap").tolist() == [[0.5, 1, 0.5, 1]]
    assert blur_pool2d(dense_max(SHIFTED), border="wrap").tolist() == [[0.75, 0.75, 0.75, 0.75]]


# Goodfellow, Bengio & Courville, Deep Learning, figure 9.10: three wide, two apart, the last window cut short.
def test_maxima_two_apart():
    x = [[0.1, 1, 0.2, 0.1, 0.0, 0.1]]
    assert max_pool2d(x, (1, 3), 2, ((0, 0), (0, 1))).tolist() == [[1, 0.2, 0.1]]


@pytest.mark.parametrize("stride", [1, 2, 3, (2, 1), (1, 4), 9])
def test_subsampling_is_pooling_with_windows_of_one(stride):
    x = np.random.RandomState(1).randint(-9, 10, (2, 5, 4))
    assert np.array_equal(subsample2d(x, stride), max_pool2d(x, 1, stride))


def test_subsampling_keeps_every_second_value_unless_told_otherwise():
    assert subsample2d(EXAMPLE).tolist() == [[1, 2], [3, 1]]


def test_subsampling_gives_a_copy():
    x = np.zeros((2, 2))
    subsample2d(x, 1)[...] = 1
    assert x.tolist() == [[0, 0], [0, 0]]


BINOMIAL = {1: [1], 2: [1, 1], 3: [1, 2, 1], 4: [1, 3, 3, 1], 5: [1, 4, 6, 4, 1]}
NDIMAGE_MODES = ["constant", "nearest", "reflect", "mirror", "wrap"]


@pytest.mark.parametrize("taps", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("border", NDIMAGE_MODES)
@pytest.mark.parametrize("stride", [1, 2, (3, 1)])
def test_blur_pooling_is_a_binomial_filter_and_then_subsampling(taps, border, stride):
    x = np.random.RandomState(taps).normal(size=(7, 6))
    weights = np.outer(BINOMIAL[taps], BINOMIAL[taps]) / 4 ** (taps - 1)
    # SciPy puts the extra tap of an even kernel before, and we after.
    blurred = scipy.ndimage.correlate(x, weights, mode=border, origin=-1 if taps % 2 == 0 else 0)
    down, across = np.broadcast_to(stride, 2)
    np.testing.assert_allclose(
        blur_pool2d(x, taps, stride, border=border), blurred[::down, ::across], rtol=1e-13, atol=1e-14
    )


def test_the_image_is_mirrored_at_its_border_unless_told_otherwise():
    assert blur_pool2d([[0, 4, 0, 0]], stride=1).tolist() == [[2, 2, 1, 0]]


def test_blur_pooling_keeps_a_constant():
    assert blur_pool2d(np.full((3, 5), 7)).tolist() == [[7, 7, 7], [7, 7, 7]]


def test_global_pooling_gives_one_number_for_each_image():
    assert (global_max_pool2d(EXAMPLE), global_mean_pool2d(EXAMPLE)) == (8, 3.125)


@always
@given(stacks)
def test_global_pooling_is_pooling_with_a_window_as_large_as_the_image(stack):
    window = stack.shape[-2:]
    assert np.array_equal(global_max_pool2d(stack), max_pool2d(stack, window)[..., 0, 0])
    expected = mean_pool2d(stack, window)[..., 0, 0]
    np.testing.assert_allclose(global_mean_pool2d(stack), expected, rtol=1e-13, atol=1e-12)


def test_not_a_number_stays():
    x = [[[1, np.nan]], [[1, 2]]]
    assert np.isnan(global_max_pool2d(x)).tolist() == [True, False]
    assert np.isnan(global_mean_pool2d(x)).tolist() == [True, False]


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32"])
def test_the_dtype_is_kept_where_no_fraction_arises(dtype):
    x = np.ones((3, 3), dtype)
    assert subsample2d(x).dtype == global_max_pool2d(x).dtype == dtype


@pytest.mark.parametrize(
    ("dtype", "result"), [("uint8", "float64"), ("int64", "float64"), ("float16", "float16"), ("float32", "float32")]
)
def test_integers_give_float64_where_fractions_arise(dtype, result):
    x = np.ones((3, 3), dtype)
    assert blur_pool2d(x).dtype == global_mean_pool2d(x).dtype == result


def test_means_and_every_second_value_may_be_complex():
    assert global_mean_pool2d([[1j, 3j]]) == 2j
    assert subsample2d([[1j, 3j]]).tolist() == [[1j]]


@pytest.mark.parametrize(
    ("function", "arguments", "options", "message"),
    [
        (subsample2d, ([1],), {}, "x must have shape (..., H, W) and at least one value, got shape (1,)"),
        (subsample2d, (EXAMPLE, 0), {}, "stride must be an integer of at least 1, got 0"),
        (subsample2d, ([["a"]],), {}, "x must hold numbers, got <U1"),
        (blur_pool2d, ([[1j]],), {}, "x must hold real numbers, got complex128"),
        (blur_pool2d, (EXAMPLE, 0), {}, "taps must be an integer of at least 1, got 0"),
        (blur_pool2d, (EXAMPLE, 3, -1), {}, "stride must be an integer of at least 1, got -1"),
        (
            blur_pool2d,
            (EXAMPLE,),
            {"border": "edge"},
            'border must be "constant", "nearest", "reflect", "mirror" or "wrap", got "edge"',
        ),
        (global_max_pool2d, ([[1j]],), {}, "x must hold real numbers, got complex128"),
        (global_mean_pool2d, ([[True]],), {}, "x must hold numbers, got bool"),
    ],
)
def test_other_arguments_are_refused(function, arguments, options, message):
    with pytest.raises(ValueError) as caught:
        function(*arguments, **options)
    assert str(caught.value) == message
