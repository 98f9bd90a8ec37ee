"""Passes through a whole network, against layers composed by hand and differences of the output."""

import numpy as np
import pytest

from convnets.blocks import Conv2d, Dense, Flatten, MaxPool2d, ReLU
from convnets.network import backward, forward, initialize, parameter_count, parameter_shapes

NETWORK = (Conv2d(1, 2, kernel=2), ReLU(), MaxPool2d(2), Flatten(), Dense(2, 3))
SHAPES = ((2, 1, 2, 2), (2,), (3, 2), (3,))
RANDOM = np.random.RandomState(7)
PARAMETERS = tuple(RANDOM.randn(*shape) for shape in SHAPES)
IMAGES = RANDOM.randn(4, 1, 3, 3)


def test_shapes_and_count_are_those_of_all_layers_in_order():
    assert parameter_shapes(NETWORK) == SHAPES
    assert parameter_count(NETWORK) == 8 + 2 + 6 + 3


def test_a_network_without_layers_gives_back_what_it_was_given():
    assert (parameter_shapes(()), parameter_count(())) == ((), 0)
    (x,) = forward((), (), IMAGES)
    dx, gradients = backward((), (), (x,), IMAGES)
    assert (x is IMAGES, dx is IMAGES, gradients) == (True, True, ())


def test_activations_are_the_input_and_the_output_of_each_layer():
    w1, b1, w2, b2 = PARAMETERS
    convolved = Conv2d(1, 2, kernel=2).forward(IMAGES, (w1, b1))
    rectified = np.where(convolved > 0, convolved, 0)
    pooled = rectified.max(axis=(2, 3), keepdims=True)
    flat = pooled.reshape(4, 2)
    scores = np.array([[sum(w * v for w, v in zip(row, image, strict=True)) for row in w2] + b2 for image in flat])
    expected = [IMAGES, convolved, rectified, pooled, flat, scores]
    activations = forward(NETWORK, PARAMETERS, IMAGES)
    assert len(activations) == 6
    for own, other in zip(activations, expected, strict=True):
        np.testing.assert_allclose(own, other, rtol=1e-13)


def test_gradients_are_the_slopes_of_the_output():
    step = 1e-6
    dy = RANDOM.randn(4, 3)
    dx, gradients = backward(NETWORK, PARAMETERS, forward(NETWORK, PARAMETERS, IMAGES), dy)
    arrays = (IMAGES, *PARAMETERS)
    for place, gradient in enumerate((dx, *gradients)):
        assert gradient.shape == arrays[place].shape
        for index in np.ndindex(gradient.shape):
            ends = []
            for sign in (1, -1):
                moved = [array.copy() for array in arrays]
                moved[place][index] += sign * step
                ends.append((forward(NETWORK, tuple(moved[1:]), moved[0])[-1] * dy).sum())
            assert gradient[index] == pytest.approx((ends[0] - ends[1]) / (2 * step), abs=1e-8)


def test_passes_leave_their_arguments_as_they_are():
    arrays = (IMAGES, *PARAMETERS)
    copies = [array.copy() for array in arrays]
    activations = forward(NETWORK, PARAMETERS, IMAGES)
    before = [array.copy() for array in activations]
    backward(NETWORK, PARAMETERS, activations, np.ones((4, 3)))
    for array, copy in zip((*arrays, *activations), (*copies, *before), strict=True):
        np.testing.assert_array_equal(array, copy)


def test_first_parameters_are_normal_weights_in_the_order_of_the_layers_and_zero_biases():
    first, _, second, _ = expected = initialize(NETWORK, np.random.RandomState(3))
    stream = np.random.RandomState(3).randn(14)
    np.testing.assert_allclose(first.ravel(), stream[:8] * np.sqrt(2 / 4), rtol=1e-15)
    np.testing.assert_allclose(second.ravel(), stream[8:] * np.sqrt(2 / 2), rtol=1e-15)
    assert [array.shape for array in expected] == list(SHAPES)
    assert (expected[1].tolist(), expected[3].tolist()) == ([0, 0], [0, 0, 0])


def test_hes_variance_keeps_the_signal_through_many_layers():
    # He et al. 2015, section 2.2: the mean square of what enters each layer stays.
    layers = [layer for _ in range(20) for layer in (Dense(400, 400), ReLU())]
    x = np.random.RandomState(0).randn(50, 400)
    activations = forward(layers, initialize(layers, np.random.RandomState(1)), x)
    assert 0.5 < (activations[-1] ** 2).mean() < 2


@pytest.mark.parametrize(
    "parameters",
    [PARAMETERS[:3], (*PARAMETERS, np.zeros(1)), PARAMETERS[::-1], (PARAMETERS[0], np.zeros(1), *PARAMETERS[2:])],
)
def test_parameters_of_other_shapes_are_refused(parameters):
    message = f"parameters must have the shapes {SHAPES}, got {tuple(each.shape for each in parameters)}"
    for run in (
        lambda: forward(NETWORK, parameters, IMAGES),
        lambda: backward(NETWORK, parameters, forward(NETWORK, PARAMETERS, IMAGES), np.ones((4, 3))),
    ):
        with pytest.raises(ValueError) as caught:
            run()
        assert str(caught.value) == message


def test_a_gradient_of_another_shape_than_the_output_is_refused():
    with pytest.raises(ValueError) as caught:
        backward(NETWORK, PARAMETERS, forward(NETWORK, PARAMETERS, IMAGES), np.ones((4, 1)))
    assert str(caught.value) == "dy must have the shape of the output, (4, 3), got (4, 1)"


def test_activations_of_another_network_are_refused():
    with pytest.raises(ValueError) as caught:
        backward(NETWORK, PARAMETERS, forward(NETWORK, PARAMETERS, IMAGES)[1:], np.ones((4, 3)))
    assert str(caught.value) == "activations must be 6 arrays, the input and one for each layer, got 5"
