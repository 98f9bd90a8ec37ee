"""Box, ramp, their closed forms and the exponential weight, against numeric integration and sampled convolution."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from convnets.convolution import convolve, correlate
from convnets.signals import (
    box,
    box_ramp_convolution,
    exponential,
    ramp,
    ramp_autocorrelation,
    ramp_ramp_convolution,
)


def memory(t):
    return exponential(t, mean_age=2)


ALL = [box, ramp, memory, box_ramp_convolution, ramp_ramp_convolution, ramp_autocorrelation]
TIMES = np.arange(-2.5, 2.51, 0.125)


def f(t):
    return 1 if -0.5 <= t <= 0.5 else 0


def g(t):
    return 1 - t if 0 <= t <= 1 else 0


def convolution_integral(first, second, t, sign=-1):
    """∫ first(τ) second(t − τ) dτ, or with sign +1 the cross-correlation, cut where an integrand may jump or bend."""
    bends = sorted({-0.5, 0.5, 0, 1} | {-sign * (t - b) for b in (-0.5, 0.5, 0, 1)})
    pieces = zip(bends, bends[1:], strict=False)
    return sum(quad(lambda tau: first(tau) * second(t + sign * tau), low, high)[0] for low, high in pieces)


def correlation_integral(first, second, t):
    return convolution_integral(first, second, t, sign=1)


@pytest.mark.parametrize(
    ("closed_form", "integral", "first", "second"),
    [
        (box_ramp_convolution, convolution_integral, f, g),
        (box_ramp_convolution, convolution_integral, g, f),
        (box_ramp_convolution, correlation_integral, f, g),
        (ramp_ramp_convolution, convolution_integral, g, g),
        (ramp_autocorrelation, correlation_integral, g, g),
    ],
)
def test_closed_form_is_the_integral(closed_form, integral, first, second):
    expected = [integral(first, second, t) for t in TIMES]
    np.testing.assert_allclose(closed_form(TIMES), expected, atol=1e-12)


def test_exchanging_the_functions_of_a_cross_correlation_mirrors_it():
    expected = [correlation_integral(g, f, t) for t in TIMES]
    np.testing.assert_allclose(box_ramp_convolution(-TIMES), expected, atol=1e-12)


@pytest.mark.parametrize(("function", "own"), [(box, f), (ramp, g)])
def test_box_and_ramp_are_their_definitions(function, own):
    assert function(TIMES).tolist() == [own(t) for t in TIMES]


@pytest.mark.parametrize(
    ("function", "times", "values"),
    [
        (
            box_ramp_convolution,
            [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5],
            [0, 0.21875, 0.375, 0.46875, 0.5, 0.28125, 0.125, 0.03125, 0],
        ),
        (ramp_ramp_convolution, [0, 0.25, 0.5, 2 - 2**0.5, 1, 2], [0, 0.190104, 0.270833, 0.276142, 0.166667, 0]),
        (ramp_autocorrelation, [-1, -0.25, 0, 0.25, 0.5, 1], [0, 0.210938, 0.333333, 0.210938, 0.104167, 0]),
    ],
)
def test_values_that_the_figure_marks(function, times, values):
    assert function(times).round(6).tolist() == values


@pytest.mark.parametrize(
    ("function", "area"),
    [
        (box, 1),
        (ramp, 1 / 2),
        (box_ramp_convolution, 1 / 2),
        (ramp_ramp_convolution, 1 / 4),
        (ramp_autocorrelation, 1 / 4),
    ],
)
def test_areas_multiply(function, area):
    pieces = [(low / 2, low / 2 + 0.5) for low in range(-5, 5)]
    assert sum(quad(function, *piece)[0] for piece in pieces) == pytest.approx(area, abs=1e-12)


@pytest.mark.parametrize(
    ("function", "peak"), [(box_ramp_convolution, 0.5), (ramp_ramp_convolution, 2 - 2**0.5), (ramp_autocorrelation, 0)]
)
def test_peaks_are_where_the_docstrings_say(function, peak):
    t = np.linspace(-3, 3, 6001)
    assert t[np.argmax(function(t))] == pytest.approx(peak, abs=1e-3)


def test_sampled_operations_approach_the_closed_forms():
    step = 1e-3
    middle = (np.arange(1000) + 0.5) * step
    f_samples, g_samples = box(middle - 0.5), ramp(middle)
    # Entry n of a full convolution belongs to the sum of the first times, plus n steps; of a correlation, to the
    # first time of the array minus the last of the kernel, plus n steps.
    n = np.arange(1999) * step
    for sampled, closed_form in [
        (convolve(f_samples, g_samples), box_ramp_convolution(n - 0.5 + step)),
        (correlate(g_samples, f_samples), box_ramp_convolution(n - 0.5 + step)),
        (convolve(g_samples, g_samples), ramp_ramp_convolution(n + step)),
        (correlate(g_samples, g_samples), ramp_autocorrelation(n - 1 + step)),
    ]:
        np.testing.assert_allclose(sampled * step, closed_form, atol=1e-7)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("times", [0, [0, 1], np.zeros((2, 3), int), np.zeros((2, 1, 2), "float32")])
def test_values_are_float64_in_the_shape_of_the_times(function, times):
    values = function(times)
    assert (values.shape, values.dtype) == (np.shape(times), np.float64)


@pytest.mark.parametrize("mean_age", [0.5, 2])
def test_exponential_is_its_definition(mean_age):
    expected = [math.exp(-t / mean_age) / mean_age if t >= 0 else 0 for t in TIMES]
    np.testing.assert_allclose(exponential(TIMES, mean_age), expected, rtol=1e-14)


@pytest.mark.parametrize("mean_age", [0.5, 2])
def test_exponential_has_area_one_and_the_mean_it_was_given(mean_age):
    assert quad(exponential, 0, np.inf, args=(mean_age,))[0] == pytest.approx(1, abs=1e-9)
    assert quad(lambda t: t * exponential(t, mean_age), 0, np.inf)[0] == pytest.approx(mean_age, abs=1e-8)


@pytest.mark.parametrize(
    ("weight", "lag"), [(memory, 2), (lambda age: box(age / 4 - 0.5) / 4, 2), (lambda age: box(age / 3 - 0.5) / 3, 1.5)]
)
def test_weights_lag_behind_a_steady_growth_by_their_mean(weight, lag):
    now, ends = 7, [0, 3, 4, 80]
    pieces = zip(ends, ends[1:], strict=False)
    smoothed = sum(quad(lambda age: (now - age) * weight(age), *piece)[0] for piece in pieces)
    assert now - smoothed == pytest.approx(lag, abs=1e-8)


def test_exponential_of_times_long_before_and_long_after_is_zero():
    assert exponential([-1e6, -np.inf, 1e6, np.inf], 1e-3).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("mean_age", [0, -1, np.nan])
def test_another_mean_age_is_refused(mean_age):
    with pytest.raises(ValueError) as caught:
        exponential(1, mean_age)
    assert str(caught.value) == f"mean_age must be a finite number above 0, got {mean_age}"
