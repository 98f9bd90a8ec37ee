"""Kernels that take a mean, against SciPy, repeated convolution, and what probability says of them."""

import math

import numpy as np
import pytest
from scipy.signal import windows

from convnets.convolution import convolve
from convnets.kernels import binomial, box, exponential, gaussian

SIZES = range(1, 10)
AXES = [1, 2, 3]
SYMMETRIC = pytest.mark.parametrize(
    "kernel", [box, binomial, lambda size, axes: gaussian(1.5, size, axes)], ids=["box", "binomial", "gaussian"]
)


@SYMMETRIC
@pytest.mark.parametrize("axes", AXES)
@pytest.mark.parametrize("size", SIZES)
def test_each_axis_has_the_size_and_the_sum_is_one(kernel, size, axes):
    values = kernel(size, axes)
    assert (values.shape, values.dtype) == ((size,) * axes, np.float64)
    assert values.sum() == pytest.approx(1, abs=1e-14)


@SYMMETRIC
@pytest.mark.parametrize("size", SIZES)
def test_turning_a_symmetric_kernel_around_changes_nothing(kernel, size):
    np.testing.assert_allclose(np.flip(kernel(size, 2)), kernel(size, 2), atol=1e-17)


@SYMMETRIC
@pytest.mark.parametrize("size", SIZES)
def test_on_two_axes_a_kernel_is_the_outer_product_of_those_on_one(kernel, size):
    line = kernel(size, 1)
    np.testing.assert_array_equal(kernel(size, 2), [[a * b for b in line] for a in line])


@pytest.mark.parametrize("size", SIZES)
def test_box_holds_equal_values(size):
    np.testing.assert_allclose(box(size), np.full((size, size), 1 / size**2), rtol=1e-15)


@pytest.mark.parametrize(("size", "factor"), [(3, 0.577), (5, 0.447), (9, 0.333)])
def test_mean_of_n_readings_leaves_one_over_root_n_of_the_noise(size, factor):
    # Independent readings of variance 1: the variance of Σ w x is Σ w².
    assert math.sqrt((box(size, 1) ** 2).sum()) == pytest.approx(factor, abs=5e-4)


@pytest.mark.parametrize("size", SIZES)
def test_binomial_is_the_half_and_half_convolved_with_itself(size):
    expected = np.ones(1)
    for _ in range(size - 1):
        expected = np.convolve(expected, [0.5, 0.5])
    assert binomial(size, 1).tolist() == expected.tolist()


def test_binomial_of_three_taps_is_sixteenths():
    assert (binomial(3) * 16).tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]


def test_binomial_of_many_taps_neither_overflows_nor_loses_its_sum():
    assert binomial(2000, 1).sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("size", SIZES)
def test_standard_deviation_of_the_binomial_is_half_the_root_of_the_steps(size):
    places = np.arange(size) - (size - 1) / 2
    assert (binomial(size, 1) * places**2).sum() == pytest.approx((size - 1) / 4, abs=1e-14)


@pytest.mark.parametrize("sigma", [0.3, 1, 2.5])
@pytest.mark.parametrize("size", SIZES)
def test_gaussian_is_that_of_scipy_divided_by_its_sum(sigma, size):
    expected = windows.gaussian(size, sigma)
    np.testing.assert_allclose(gaussian(sigma, size, 1), expected / expected.sum(), rtol=1e-13)


@pytest.mark.parametrize(("sigma", "size"), [(1, 7), (1.5, 11), (2, 13), (0.1, 3)])
def test_gaussian_reaches_three_standard_deviations_unless_told_otherwise(sigma, size):
    assert gaussian(sigma).shape == (size, size)


@pytest.mark.parametrize("sigma", [0.5, 1, 2, 5])
def test_gaussian_leaves_out_less_than_three_thousandths_of_its_area(sigma):
    reach = gaussian(sigma, axes=1).size / 2
    assert math.erfc(reach / sigma / math.sqrt(2)) < 0.003


def test_narrow_gaussian_keeps_the_taps_nearest_to_its_middle():
    assert gaussian(0.005, 5, 1).tolist() == [0, 0, 1, 0, 0]
    assert gaussian(0.005, 6, 1).tolist() == [0, 0, 0.5, 0.5, 0, 0]


@pytest.mark.parametrize("mean_age", [0.5, 1, 2, 10])
@pytest.mark.parametrize("size", SIZES)
def test_exponential_weights_sum_to_one_and_shrink_by_one_share(size, mean_age):
    weights = exponential(size, mean_age)
    assert weights.sum() == pytest.approx(1, abs=1e-14)
    np.testing.assert_allclose(weights[1:], weights[:-1] * mean_age / (1 + mean_age), rtol=1e-13)


@pytest.mark.parametrize("mean_age", [0.5, 1, 2, 10])
@pytest.mark.parametrize("size", SIZES)
def test_mean_age_of_remembered_readings_is_what_the_docstring_says(size, mean_age):
    q = mean_age / (1 + mean_age)
    expected = mean_age - size * q**size / (1 - q**size)
    assert (exponential(size, mean_age) * range(size)).sum() == pytest.approx(expected, abs=1e-13)


def test_smoothing_by_an_exponential_lags_by_its_mean_age():
    smoothed = convolve(np.arange(300.0), exponential(150, mean_age=2), "valid")
    np.testing.assert_allclose(smoothed, np.arange(149, 300) - 2, atol=1e-10)


DICE = {2: [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1], 3: [1, 3, 6, 10, 15, 21, 25, 27, 27, 25, 21, 15, 10, 6, 3, 1]}


@pytest.mark.parametrize(("dice", "counts"), DICE.items())
def test_convolving_dice_gives_the_distribution_of_their_sum(dice, counts):
    distribution = box(6, 1)
    for _ in range(dice - 1):
        distribution = convolve(distribution, box(6, 1))
    np.testing.assert_allclose(distribution * 6**dice, counts, rtol=1e-13)


def test_counts_of_dice_are_to_be_rounded_not_cut_off():
    three = convolve(convolve(box(6, 1), box(6, 1)), box(6, 1)) * 216
    assert three.round().astype(int).tolist() == DICE[3]
    assert three.astype(int).tolist() != DICE[3]


def test_means_and_variances_of_dice_add_up():
    two, pips = convolve(box(6, 1), box(6, 1)), np.arange(2, 13)
    mean = (two * pips).sum()
    assert mean == pytest.approx(7, abs=1e-14)
    assert (two * (pips - mean) ** 2).sum() == pytest.approx(35 / 6, abs=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: box(0), "size must be an integer of at least 1, got 0"),
        (lambda: box(3, 0), "axes must be an integer of at least 1, got 0"),
        (lambda: binomial(2.5), "size must be an integer of at least 1, got 2.5"),
        (lambda: binomial(3, -1), "axes must be an integer of at least 1, got -1"),
        (lambda: gaussian(0), "sigma must be a finite number above 0, got 0"),
        (lambda: gaussian(1, 0), "size must be an integer of at least 1, got 0"),
        (lambda: gaussian(1, 3, 0), "axes must be an integer of at least 1, got 0"),
        (lambda: exponential(0, 1), "size must be an integer of at least 1, got 0"),
        (lambda: exponential(3, -2), "mean_age must be a finite number above 0, got -2"),
    ],
)
def test_other_arguments_are_refused(call, message):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == message
