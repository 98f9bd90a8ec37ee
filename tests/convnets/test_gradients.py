"""Gradients of the layers, against finite differences, definitions and the sums they are made of."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve, correlate
from convnets.gradients import conv2d_gradients, conv_transpose2d_gradients
from convnets.layers import conv2d
from convnets.transposed import conv_transpose2d

always = settings(deadline=None, derandomize=True, max_examples=40)


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def real_numbers(seed, *shape):
    return np.random.RandomState(seed).normal(size=shape)


def slopes(loss, x, step=1e-4):
    """Central differences of a loss, one number of `x` at a time."""
    found = np.empty_like(x)
    for place in np.ndindex(x.shape):
        there, back = x.copy(), x.copy()
        there[place] += step
        back[place] -= step
        found[place] = (loss(there) - loss(back)) / (2 * step)
    return found


GEOMETRIES = [
    {},
    {"padding": 1},
    {"padding": "same", "stride": 2},
    {"padding": "full", "dilation": 2},
    {"stride": (3, 2), "padding": ((0, 2), (1, 0))},
    {"stride": 2, "padding": 3, "dilation": (2, 1)},
    {"stride": (4, 1), "dilation": (1, 2)},
]


@pytest.mark.parametrize("options", GEOMETRIES)
@pytest.mark.parametrize("groups", [1, 2])
def test_gradients_of_conv2d_are_finite_differences(options, groups):
    x, w, bias = real_numbers(1, 2, 2, 5, 6), real_numbers(2, 4, 2 // groups, 3, 2), real_numbers(3, 4)
    options = options | {"groups": groups}
    dy = real_numbers(4, *conv2d(x, w, bias, **options).shape)

    def loss(x, w, bias):
        return np.sum(dy * conv2d(x, w, bias, **options))

    dx, dw, db = conv2d_gradients(x, w, dy, **options)
    np.testing.assert_allclose(dx, slopes(lambda x: loss(x, w, bias), x), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(dw, slopes(lambda w: loss(x, w, bias), w), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(db, slopes(lambda bias: loss(x, w, bias), bias), rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"stride": 2, "padding": 1, "output_padding": (1, 0)},
        {"stride": (3, 2), "padding": ((0, 1), (2, 0)), "dilation": (1, 2)},
    ],
)
@pytest.mark.parametrize("groups", [1, 2])
def test_gradients_of_conv_transpose2d_are_finite_differences(options, groups):
    x, w, bias = real_numbers(5, 2, 4, 3, 4), real_numbers(6, 4, 2, 3, 2), real_numbers(7, 2 * groups)
    options = options | {"groups": groups}
    dy = real_numbers(8, *conv_transpose2d(x, w, bias, **options).shape)

    def loss(x, w, bias):
        return np.sum(dy * conv_transpose2d(x, w, bias, **options))

    given = {name: value for name, value in options.items() if name != "output_padding"}
    dx, dw, db = conv_transpose2d_gradients(x, w, dy, **given)
    np.testing.assert_allclose(dx, slopes(lambda x: loss(x, w, bias), x), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(dw, slopes(lambda w: loss(x, w, bias), w), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(db, slopes(lambda bias: loss(x, w, bias), bias), rtol=1e-8, atol=1e-8)


@always
@given(st.integers(1, 3), st.integers(0, 2), st.integers(1, 2), st.sampled_from([1, 2]), st.integers(0, 999))
def test_the_layer_is_linear_in_each_argument_so_its_gradient_gives_it_back(stride, padding, dilation, groups, seed):
    x, w = whole_numbers(seed, 2, 4, 5, 6), whole_numbers(seed + 1, 2, 4 // groups, 3, 2)
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    y = conv2d(x, w, **options)
    dy = whole_numbers(seed + 2, *y.shape)
    dx, dw, db = conv2d_gradients(x, w, dy, **options)
    assert np.sum(dx * x) == np.sum(dw * w) == np.sum(dy * y)
    assert db.tolist() == [int(dy[:, channel].sum()) for channel in range(2)]


# Goodfellow, Bengio & Courville, Deep Learning, equations 9.11 and 9.13, at stride 1.
def test_they_are_a_full_convolution_a_cross_correlation_and_a_sum():
    x, w, dy = whole_numbers(9, 5, 6), whole_numbers(10, 3, 2), whole_numbers(11, 3, 5)
    dx, dw, db = conv2d_gradients(*(array[None, None] for array in (x, w, dy)))
    assert np.array_equal(dx[0, 0], convolve(dy, w, "full"))
    assert np.array_equal(dw[0, 0], correlate(x, dy, "valid"))
    assert db.tolist() == [int(dy.sum())]


def test_values_that_no_place_reads_have_no_gradient():
    dx, dw, _ = conv2d_gradients([[[[1, 2, 3, 4]]]], [[[[5]]]], [[[[6, 7]]]], stride=(1, 3))
    assert (dx.tolist(), dw.tolist()) == ([[[[30, 0, 0, 35]]]], [[[[34]]]])


@pytest.mark.parametrize("gradients", [conv2d_gradients, conv_transpose2d_gradients])
@pytest.mark.parametrize(
    ("x", "w", "dy", "result"),
    [
        ("float32", "float32", "float32", ("float32", "float32", "float32")),
        ("float32", "float64", "float32", ("float64", "float32", "float32")),
        ("int8", "int16", "int32", ("int32", "int32", "int32")),
        ("int32", "int16", "int8", ("int16", "int32", "int8")),
    ],
)
def test_dtypes_are_those_of_the_products(gradients, x, w, dy, result):
    arrays = (np.ones((1, 1, 2, 2), x), np.ones((1, 1, 1, 1), w), np.ones((1, 1, 2, 2), dy))
    assert tuple(array.dtype for array in gradients(*arrays)) == result


def test_sums_are_taken_in_the_dtype_of_the_result():
    x, w, dy = np.full((2, 1, 1, 1), 100, "int8"), np.ones((1, 1, 1, 1), "int8"), np.full((2, 1, 1, 1), 100, "int16")
    _, dw, db = conv2d_gradients(x, w, dy)
    assert (dw.tolist(), db.tolist()) == ([[[[20000]]]], [200])


def test_integers_are_exact_up_to_the_end_of_their_dtype():
    x, dy = np.full((1, 1, 1, 2), 1, "int8"), np.array([[[[-100, -27]], [[100, 27]]]], "int8")
    _, dw, db = conv2d_gradients(x, np.zeros((2, 1, 1, 1), "int8"), dy)
    assert (dw.ravel().tolist(), db.tolist()) == ([-127, 127], [-127, 127])


X, W, DY = np.ones((1, 4, 3, 3), int), np.ones((6, 4, 2, 2), int), np.ones((1, 6, 2, 2), int)
SMALL = np.ones((1, 1, 1, 2), "int8")


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((X[0], W, DY), {}, "x must have shape (N, C, H, W) and at least one value, got shape (4, 3, 3)"),
        ((X, W[0], DY), {}, "w must have shape (O, C / groups, KH, KW) and at least one value, got shape (4, 2, 2)"),
        ((X, W, DY[0]), {}, "dy must have shape (N, C, H, W) and at least one value, got shape (6, 2, 2)"),
        ((X, W, DY * 1j), {}, "dy must hold real numbers, got complex128"),
        (
            (X[:, :3], W, DY),
            {},
            "x must have shape (any, 4, any, any), which the other arguments give, got (1, 3, 3, 3)",
        ),
        (
            (X, W, DY),
            {"padding": 1},
            "dy must have shape (1, 6, 4, 4), which the other arguments give, got (1, 6, 2, 2)",
        ),
        ((X, W, DY), {"groups": 4}, "groups must divide the 6 kernels of w, got 4"),
        (
            (SMALL, np.full((1, 1, 1, 1), 64, "int8"), SMALL * 2),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
        (
            (SMALL * 2, SMALL[..., :1], SMALL * 32),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
        (
            # The sum over the first channel, of both rows of both images, does not fit; any other would.
            (
                np.zeros((2, 1, 2, 1), "int8"),
                np.zeros((2, 1, 1, 1), "int8"),
                np.array([[[[50], [50]], [[0], [0]]], [[[28], [0]], [[0], [0]]]], "int8"),
            ),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
        (
            (SMALL * 0, SMALL[..., :1], SMALL * 64),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
    ],
)
def test_conv2d_gradients_refuses(arguments, options, message):
    with pytest.raises(ValueError) as caught:
        conv2d_gradients(*arguments, **options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((DY, W, X[:, :3]), "x must have shape (any, 4, any, any), which the other arguments give, got (1, 3, 3, 3)"),
        ((DY[:, :3], W, X), "x must have shape (1, 6, 2, 2), which the other arguments give, got (1, 3, 2, 2)"),
    ],
)
def test_conv_transpose2d_gradients_refuses(arguments, message):
    with pytest.raises(ValueError) as caught:
        conv_transpose2d_gradients(*arguments)
    assert str(caught.value) == message
