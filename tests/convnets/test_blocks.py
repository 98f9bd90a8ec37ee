"""The layers of a network: values by hand, and gradients against differences."""

import numpy as np
import pytest

from convnets.blocks import Conv2d, Dense, Flatten, MaxPool2d, ReLU

RANDOM = np.random.RandomState(5)
CASES = [
    (Conv2d(2, 3, kernel=3, padding=1), (2, 2, 5, 4)),
    (Conv2d(1, 2, kernel=2), (2, 1, 3, 4)),
    (Dense(4, 3), (2, 4)),
    (MaxPool2d(2), (2, 2, 4, 5)),
    (MaxPool2d(3), (1, 2, 6, 3)),
    (ReLU(), (2, 3, 2)),
    (Flatten(), (2, 3, 2, 2)),
]
EACH = pytest.mark.parametrize(("layer", "shape"), CASES, ids=str)


def numbers(shape):
    return RANDOM.randn(*shape)


def slopes(function, x, step=1e-6):
    """The gradient of a function by central differences."""
    result = np.empty_like(x)
    for index in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[index] = step
        result[index] = (function(x + nudge) - function(x - nudge)) / (2 * step)
    return result


@EACH
def test_gradients_are_the_slopes_of_the_output(layer, shape):
    x, parameters = numbers(shape), tuple(numbers(shape) for shape in layer.shapes)
    dy = numbers(layer.forward(x, parameters).shape)
    dx, gradients = layer.backward(x, parameters, dy)
    np.testing.assert_allclose(dx, slopes(lambda x: (layer.forward(x, parameters) * dy).sum(), x), atol=1e-8)
    assert len(gradients) == len(parameters)
    for place, gradient in enumerate(gradients):

        def output(own, place=place):
            return (layer.forward(x, (*parameters[:place], own, *parameters[place + 1 :])) * dy).sum()

        np.testing.assert_allclose(gradient, slopes(output, parameters[place]), atol=1e-8)


@EACH
def test_arguments_are_left_as_they_are(layer, shape):
    x, parameters = numbers(shape), tuple(numbers(shape) for shape in layer.shapes)
    dy = numbers(layer.forward(x, parameters).shape)
    copies = [array.copy() for array in (x, dy, *parameters)]
    layer.backward(x, parameters, dy)
    for array, copy in zip((x, dy, *parameters), copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@EACH
def test_float32_stays_float32(layer, shape):
    x, *parameters = (numbers(shape).astype("float32") for shape in (shape, *layer.shapes))
    y = layer.forward(x, tuple(parameters))
    dx, gradients = layer.backward(x, tuple(parameters), y)
    assert {array.dtype.name for array in (y, dx, *gradients)} == {"float32"}


@pytest.mark.parametrize(
    ("layer", "shapes"),
    [
        (Conv2d(1, 8, kernel=3, padding=1), ((8, 1, 3, 3), (8,))),
        (Conv2d(8, 16, kernel=5), ((16, 8, 5, 5), (16,))),
        (Conv2d(2, 4), ((4, 2, 3, 3), (4,))),
        (Dense(64, 10), ((10, 64), (10,))),
        (MaxPool2d(), ()),
        (ReLU(), ()),
        (Flatten(), ()),
    ],
    ids=str,
)
def test_parameters_are_weights_by_output_then_biases(layer, shapes):
    assert layer.shapes == shapes


def test_a_convolution_layer_cross_correlates_and_adds_its_bias():
    x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.arange(4.0).reshape(1, 1, 2, 2)
    assert Conv2d(1, 1, kernel=2).forward(x, (w, np.array([100.0]))).tolist() == [[[[119, 125], [137, 143]]]]


def test_padding_of_a_convolution_layer_is_zeros_on_every_side():
    x, w = np.array([[[[2.0]]]]), np.arange(9.0).reshape(1, 1, 3, 3)
    y = Conv2d(1, 1, kernel=3, padding=2).forward(x, (w, np.zeros(1)))
    assert y.tolist() == [[[[16, 14, 12], [10, 8, 6], [4, 2, 0]]]]
    assert Conv2d(1, 1, kernel=1).forward(x, (np.ones((1, 1, 1, 1)), np.zeros(1))).tolist() == [[[[2]]]]


def test_a_dense_layer_multiplies_and_adds_its_bias():
    y = Dense(2, 3).forward(np.array([[1.0, 10.0]]), (np.arange(6.0).reshape(3, 2), np.array([0.0, 100.0, 200.0])))
    assert y.tolist() == [[10, 132, 254]]


def test_pooling_keeps_the_largest_and_its_gradient_goes_to_the_first_of_equals():
    x = np.array([[[[1.0, 7.0, 0.0], [7.0, 2.0, 9.0]]]])
    assert MaxPool2d().forward(x, ()).tolist() == [[[[7]]]]
    dx, gradients = MaxPool2d().backward(x, (), np.array([[[[5.0]]]]))
    assert (dx.tolist(), gradients) == ([[[[0, 5, 0], [0, 0, 0]]]], ())


def test_rectifying_passes_gradients_where_the_input_is_above_zero_only():
    x = np.array([-1.0, 0.0, 2.0, np.nan])
    np.testing.assert_array_equal(ReLU().forward(x, ()), [0, 0, 2, np.nan])
    assert ReLU().backward(x, (), np.ones(4))[0].tolist() == [0, 0, 1, 0]


def test_flattening_goes_channel_by_channel_and_row_by_row():
    x = np.arange(24.0).reshape(2, 3, 2, 2)
    y = Flatten().forward(x, ())
    assert y.tolist() == [list(range(12)), list(range(12, 24))]
    assert Flatten().backward(x, (), y)[0].tolist() == x.tolist()


@pytest.mark.parametrize("shape", [(2, 5), (4,), (2, 4, 1)])
def test_a_dense_layer_refuses_another_input(shape):
    with pytest.raises(ValueError) as caught:
        Dense(4, 3).forward(np.zeros(shape), (np.zeros((3, 4)), np.zeros(3)))
    assert str(caught.value) == f"x must have shape (N, 4), got {shape}"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Conv2d(0, 1), "inputs must be an integer of at least 1, got 0"),
        (lambda: Conv2d(1, 0), "outputs must be an integer of at least 1, got 0"),
        (lambda: Conv2d(1, 1, kernel=2.0), "kernel must be an integer of at least 1, got 2.0"),
        (lambda: Conv2d(1, 1, padding=-1), "padding must be an integer of at least 0, got -1"),
        (lambda: Dense(0, 1), "inputs must be an integer of at least 1, got 0"),
        (lambda: Dense(1, -1), "outputs must be an integer of at least 1, got -1"),
        (lambda: MaxPool2d(0), "window must be an integer of at least 1, got 0"),
    ],
)
def test_other_sizes_are_refused(call, message):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == message
