"""Real numbers as arguments: what is taken, and the words in which the rest is refused."""

import numpy as np
import pytest

from convnets.reals import fraction, positive

ODD = ["1", None, 1j, np.nan, np.array([1.0])]


@pytest.mark.parametrize("value", [2, 0.25, np.int8(2), np.float32(0.25)])
def test_a_number_above_zero_is_returned_as_a_float(value):
    result = positive(value, "sigma")
    assert (result, type(result)) == (float(value), float)


@pytest.mark.parametrize("value", [0, 0.0, 0.5, np.float32(0.5), np.int8(0)])
def test_a_fraction_is_returned_as_a_float(value):
    result = fraction(value, "momentum")
    assert (result, type(result)) == (float(value), float)


@pytest.mark.parametrize("value", [*ODD, 0, -1, np.inf])
def test_what_is_no_finite_number_above_zero_is_refused(value):
    with pytest.raises(ValueError) as caught:
        positive(value, "sigma")
    assert str(caught.value) == f"sigma must be a finite number above 0, got {value!r}"


@pytest.mark.parametrize("value", [*ODD, -0.1, 1, 1.0, np.inf])
def test_what_is_no_fraction_is_refused(value):
    with pytest.raises(ValueError) as caught:
        fraction(value, "momentum")
    assert str(caught.value) == f"momentum must be at least 0 and below 1, got {value!r}"
