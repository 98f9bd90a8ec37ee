"""The steps of gradient descent, against the papers' recurrences written out for single numbers."""

import math

import numpy as np
import pytest

from convnets.optimizers import SGD, Adam, State

START = (np.array([[1.0, -2.0]]), np.array([0.5]))
RANDOM = np.random.RandomState(4)
GRADIENTS = [(RANDOM.randn(1, 2), RANDOM.randn(1)) for _ in range(6)]


def flat(arrays):
    return [float(value) for array in arrays for value in array.ravel()]


def descend(optimizer):
    state = optimizer.start(START)
    for gradients in GRADIENTS:
        state = optimizer.step(state, gradients)
    return state


def test_plain_descent_subtracts_the_rate_times_each_gradient():
    expected = [w - 0.1 * sum(g) for w, *g in zip(flat(START), *map(flat, GRADIENTS), strict=True)]
    np.testing.assert_allclose(flat(descend(SGD(0.1)).parameters), expected, rtol=1e-14)


def test_momentum_is_the_recurrence_of_the_docstring():
    expected = []
    for w, *own in zip(flat(START), *map(flat, GRADIENTS), strict=True):
        v = 0
        for g in own:
            v = 0.9 * v + g
            w = w - 0.1 * v
        expected.append(w)
    np.testing.assert_allclose(flat(descend(SGD(0.1, 0.9)).parameters), expected, rtol=1e-14)


@pytest.mark.parametrize("options", [{}, {"rate": 0.1, "mean_decay": 0.5, "square_decay": 0.75, "epsilon": 0.01}])
def test_adam_is_algorithm_one_of_its_paper(options):
    alpha, b1, b2, eps = {"rate": 0.001, "mean_decay": 0.9, "square_decay": 0.999, "epsilon": 1e-8, **options}.values()
    expected = []
    for theta, *own in zip(flat(START), *map(flat, GRADIENTS), strict=True):
        m = v = 0
        for t, g in enumerate(own, 1):
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * g**2
            theta = theta - alpha * (m / (1 - b1**t)) / (math.sqrt(v / (1 - b2**t)) + eps)
        expected.append(theta)
    np.testing.assert_allclose(flat(descend(Adam(**options)).parameters), expected, rtol=1e-13)


@pytest.mark.parametrize("scale", [1e-3, 1, 1e6])
def test_adams_steps_do_not_depend_on_the_scale_of_the_gradients(scale):
    optimizer = Adam(0.01)
    state = optimizer.step(optimizer.start((np.zeros(2),)), (np.array([scale, -scale]),))
    np.testing.assert_allclose(state.parameters[0], [-0.01, 0.01], rtol=1e-4)


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9), Adam(0.1)])
def test_a_parameter_without_gradient_stays(optimizer):
    state = optimizer.step(optimizer.start((np.array([3.0, 4.0]),)), (np.array([0.0, 1.0]),))
    assert state.parameters[0][0] == 3
    assert state.parameters[0][1] < 4


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9), Adam(0.1)])
def test_both_find_the_bottom_of_a_bowl(optimizer):
    state = optimizer.start((np.array([1.0, -2.0]),))
    for _ in range(400):
        state = optimizer.step(state, (2 * state.parameters[0],))
    np.testing.assert_allclose(state.parameters[0], [0, 0], atol=1e-3)


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9), Adam(0.1)])
def test_a_step_leaves_the_state_before_it_as_it_was(optimizer):
    before = optimizer.step(optimizer.start(START), GRADIENTS[0])
    copies = [flat(arrays) for arrays in (before.parameters, before.means, before.squares, GRADIENTS[1])]
    optimizer.step(before, GRADIENTS[1])
    assert [flat(arrays) for arrays in (before.parameters, before.means, before.squares, GRADIENTS[1])] == copies


@pytest.mark.parametrize("optimizer", [SGD(0.1), Adam(0.1)])
def test_the_state_counts_its_steps(optimizer):
    assert (optimizer.start(START).steps, descend(optimizer).steps) == (0, 6)


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9), Adam(0.1)])
def test_float32_stays_float32(optimizer):
    gradient = np.ones(2, "float32")
    state = optimizer.start((np.ones(2, "float32"),))
    for _ in range(2):
        state = optimizer.step(state, (gradient,))
    assert {array.dtype.name for array in (*state.parameters, *state.means, *state.squares)} == {"float32"}


@pytest.mark.parametrize("optimizer", [SGD(0.1), Adam(0.1)])
@pytest.mark.parametrize("shapes", [[(2,)], [(1, 2), (1,), (1,)], [(2,), (1,)], [(1, 1), (1,)]])
def test_gradients_of_other_shapes_are_refused(optimizer, shapes):
    with pytest.raises(ValueError) as caught:
        optimizer.step(optimizer.start(START), tuple(np.zeros(shape) for shape in shapes))
    assert str(caught.value) == f"gradients must have the shapes ((1, 2), (1,)), got {tuple(shapes)}"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SGD(0), "rate must be a finite number above 0, got 0"),
        (lambda: SGD(0.1, 1), "momentum must be at least 0 and below 1, got 1"),
        (lambda: Adam(-1), "rate must be a finite number above 0, got -1"),
        (lambda: Adam(mean_decay=1.5), "mean_decay must be at least 0 and below 1, got 1.5"),
        (lambda: Adam(square_decay=-0.5), "square_decay must be at least 0 and below 1, got -0.5"),
        (lambda: Adam(epsilon=0), "epsilon must be a finite number above 0, got 0"),
    ],
)
def test_other_numbers_are_refused(call, message):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == message


def test_a_state_has_no_squares_and_no_steps_unless_told():
    assert (State(START, START).squares, State(START, START).steps) == ((), 0)
