"""What lies beyond the array: the five borders, against SciPy, the definition and published values."""

from itertools import product

import numpy as np
import pytest
import scipy.ndimage

from convnets.convolution import convolve, correlate

BORDERS = ["constant", "nearest", "reflect", "mirror", "wrap"]
EVERY_BORDER = pytest.mark.parametrize("border", BORDERS)
EVERY_METHOD = pytest.mark.parametrize("method", ["direct", "fft"])

SHAPES = [
    *product([(7,), (4,)], [(1,), (2,), (3,), (4,), (5,)]),
    *product([(5, 6)], product((1, 2, 3, 4), repeat=2)),
    *product([(4, 3, 5)], [(1, 2, 3), (2, 2, 2), (3, 3, 3), (4, 1, 2)]),
]


def numbers(seed, shape):
    return np.random.RandomState(seed).randint(-9, 10, shape).astype(float)


def complex_numbers(seed, shape):
    return numbers(seed, shape) + 1j * numbers(seed + 1, shape)


@EVERY_BORDER
@EVERY_METHOD
@pytest.mark.parametrize("kind", [numbers, complex_numbers])
def test_scipy_agrees_on_correlation_for_odd_and_even_kernels(border, method, kind):
    for x_shape, w_shape in SHAPES:
        x, w = kind(1, x_shape), kind(5, w_shape)
        expected = scipy.ndimage.correlate(x, w, mode=border, cval=2)
        value = 2 if border == "constant" else 0
        result = correlate(x, w, "same", border=border, value=value, method=method)
        np.testing.assert_allclose(result, expected, atol=1e-11, err_msg=f"{x_shape} {w_shape}")


@EVERY_BORDER
@EVERY_METHOD
@pytest.mark.parametrize("kind", [numbers, complex_numbers])
def test_scipy_agrees_on_convolution_once_its_even_kernels_start_one_earlier(border, method, kind):
    for x_shape, w_shape in SHAPES:
        x, w = kind(1, x_shape), kind(5, w_shape)
        origin = [-1 if taps % 2 == 0 else 0 for taps in w_shape]
        expected = scipy.ndimage.convolve(x, w, mode=border, cval=2, origin=origin)
        value = 2 if border == "constant" else 0
        result = convolve(x, w, "same", border=border, value=value, method=method)
        np.testing.assert_allclose(result, expected, atol=1e-11, err_msg=f"{x_shape} {w_shape}")


@EVERY_BORDER
@pytest.mark.parametrize("operation", [convolve, correlate])
def test_integers_stay_exact_at_every_border(border, operation):
    x, w = np.arange(10, dtype="int16").reshape(2, 5), np.arange(9, dtype="int16").reshape(3, 3)
    result = operation(x, w, "same", border=border)
    oracle = getattr(scipy.ndimage, operation.__name__)
    assert (result.dtype, result.tolist()) == (np.int16, oracle(x, w, mode=border).tolist())


@pytest.mark.parametrize(
    ("border", "sums"),
    [
        ("constant", [3, 6, 9, 12, 9]),
        ("nearest", [4, 6, 9, 12, 14]),
        ("reflect", [4, 6, 9, 12, 14]),
        ("mirror", [5, 6, 9, 12, 13]),
        ("wrap", [8, 6, 9, 12, 10]),
    ],
)
def test_moving_sum_of_three_at_each_border(border, sums):
    assert convolve([1, 2, 3, 4, 5], [1, 1, 1], "same", border=border).tolist() == sums


@pytest.mark.parametrize(
    ("border", "sums"),
    [
        ("constant", [6, 10, 15, 14, 12]),
        ("nearest", [8, 11, 15, 19, 22]),
        ("reflect", [9, 11, 15, 19, 21]),
        ("mirror", [11, 12, 15, 18, 19]),
        ("wrap", [15, 15, 15, 15, 15]),
    ],
)
def test_moving_sum_of_five_tells_all_borders_apart(border, sums):
    assert convolve([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], "same", border=border).tolist() == sums


@pytest.mark.parametrize(
    ("border", "index"),
    [
        ("nearest", lambda n, size: min(max(n, 0), size - 1)),
        ("reflect", lambda n, size: min(n % (2 * size), 2 * size - 1 - n % (2 * size))),
        ("mirror", lambda n, size: size - 1 - abs(size - 1 - n % (2 * size - 2)) if size > 1 else 0),
        ("wrap", lambda n, size: n % size),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("side", [1, 5, 13])
def test_a_border_wider_than_the_array_goes_on_by_its_rule(border, index, size, side):
    x = 10 ** np.arange(size)
    continued = [x[index(n, size)] for n in range(-side, size + side)]
    assert convolve(x, [1], side, border=border).tolist() == continued


@EVERY_METHOD
def test_full_padding_with_a_border_goes_on_as_far_as_the_kernel_reaches(method):
    result = convolve([1.0, 2, 3], [1, 0, 0, 0], "full", border="mirror", method=method)
    assert result.round(9).tolist() == [1, 2, 3, 2, 1, 2]


@EVERY_METHOD
@pytest.mark.parametrize("padding", ["valid", "same", "full", 7, ((1, 9), (5, 0))])
@pytest.mark.parametrize("value", [0, 1, 3])
def test_a_constant_border_is_the_array_with_the_value_around_it(method, padding, value):
    x, w = numbers(3, (4, 5)), numbers(4, (4, 3))
    named = {"valid": ((0, 0), (0, 0)), "same": ((2, 1), (1, 1)), "full": ((3, 3), (2, 2)), 7: ((7, 7), (7, 7))}
    wide = np.pad(x, named.get(padding, padding), constant_values=value)
    expected = scipy.ndimage.correlate(wide, w, mode="constant")[2 : wide.shape[0] - 1, 1 : wide.shape[1] - 1]
    np.testing.assert_allclose(correlate(x, w, padding, value=value, method=method), expected, atol=1e-11)


def test_zeros_around_an_image_break_equivariance_only_where_they_are_seen():
    """A roll by one pixel of 16 x 16 under 3 x 3: columns 0 and 15 see the zeros, and 1 did before the roll."""
    x, w = numbers(6, (16, 16)), numbers(7, (3, 3))
    after = convolve(np.roll(x, 1, axis=1), w, "same")
    before = np.roll(convolve(x, w, "same"), 1, axis=1)
    assert np.flatnonzero((after != before).any(axis=0)).tolist() == [0, 1, 15]
