"""Gradient checking: right gradients pass, wrong ones and kinks do not."""

import numpy as np
import pytest

from convnets.blocks import Dense
from convnets.classifiers import CONVOLUTIONAL, batch_of
from convnets.digits import load_digits
from convnets.gradcheck import gradient_errors, numerical_gradient, random_biases
from convnets.network import initialize


class Wrong(Dense):
    """A dense layer that forgets to multiply the gradient of its weights by the input."""

    def backward(self, x, parameters, dy):
        dx, (dw, db) = super().backward(x, parameters, dy)
        return dx, (np.broadcast_to(db[:, np.newaxis], dw.shape), db)


DIGITS = load_digits().take(slice(2))
FIRST = initialize(CONVOLUTIONAL, np.random.RandomState(0))


def test_numerical_gradient_of_a_cubic_is_its_derivative():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    np.testing.assert_allclose(numerical_gradient(lambda x: (x**3).sum(), x), 3 * x**2, rtol=1e-8)


def test_the_step_of_the_difference_is_the_one_that_was_asked_for():
    # Of x³ at 0 the central difference is h².
    assert numerical_gradient(lambda x: float(x[0] ** 3), np.zeros(1), step=0.5).tolist() == [0.25]


def test_numerical_gradient_leaves_its_argument_as_it_is():
    x = np.array([1.0, 2.0])
    numerical_gradient(lambda x: float(x.sum()), x)
    assert x.tolist() == [1, 2]


def test_only_one_value_moves_at_a_time():
    seen = []
    numerical_gradient(lambda x: seen.append(x.tolist()) or 0.0, np.array([1.0, 2.0]), step=0.5)
    assert seen == [[1.5, 2], [0.5, 2], [1, 2.5], [1, 1.5]]


def test_a_right_gradient_is_off_by_rounding_only():
    parameters = random_biases(FIRST, np.random.RandomState(1))
    errors = gradient_errors(CONVOLUTIONAL, parameters, batch_of(DIGITS), DIGITS.labels)
    assert len(errors) == 6
    assert max(errors) < 1e-8


def test_on_digits_with_zero_biases_the_first_bias_fails_because_blank_pixels_sit_on_the_kink():
    w1, b1, *others = gradient_errors(CONVOLUTIONAL, FIRST, batch_of(DIGITS), DIGITS.labels)
    assert b1 > 0.05
    assert max(w1, *others) < 1e-8


def test_a_wrong_gradient_is_found():
    x, labels = np.array([[3.0, 4.0]]), np.array([1])
    parameters = (np.array([[1.0, 2.0], [0.0, 1.0]]), np.zeros(2))
    right, wrong = (gradient_errors([layer(2, 2)], parameters, x, labels) for layer in (Dense, Wrong))
    assert max(right) < 1e-8
    assert wrong[0] > 0.1
    assert wrong[1] < 1e-8


def test_random_biases_replace_the_biases_only_in_order():
    changed = random_biases(FIRST, np.random.RandomState(6))
    stream = np.random.RandomState(6).randn(34)
    assert [np.array_equal(a, b) for a, b in zip(changed[::2], FIRST[::2], strict=True)] == [True] * 3
    assert [bias.tolist() for bias in changed[1::2]] == [part.tolist() for part in np.split(stream, [8, 24])]


@pytest.mark.parametrize(
    ("x", "step", "message"),
    [
        (np.zeros(1, "float32"), 1e-6, "x must be float64, or rounding would hide its gradient; got float32"),
        (np.zeros(1, int), 1e-6, "x must be float64, or rounding would hide its gradient; got int64"),
        (np.zeros(1), 0, "step must be a finite number above 0, got 0"),
    ],
)
def test_other_arguments_are_refused(x, step, message):
    with pytest.raises(ValueError) as caught:
        numerical_gradient(lambda x: float(x.sum()), x, step)
    assert str(caught.value) == message


def test_the_step_is_passed_on():
    with pytest.raises(ValueError, match="^step must be a finite number above 0, got -1$"):
        gradient_errors([Dense(1, 2)], (np.zeros((2, 1)), np.zeros(2)), np.ones((1, 1)), np.array([0]), step=-1)
