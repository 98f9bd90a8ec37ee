"""The convolution layer, against its definition and published values."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.convolution import convolve, correlate
from convnets.counting import multiply_accumulates
from convnets.layers import conv2d, depthwise_separable2d, pointwise
from convnets.shapes import Conv

always = settings(deadline=None, derandomize=True, max_examples=60)


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def from_the_definition(x, w, bias, stride, pairs, dilation, groups):
    """y[n, o, i, j] = b[o] + Σ x[n, c, s i + d k − p, s j + d l − p] w[o, c, k, l], one number at a time."""
    (_, _, height, width), (count, channels, down, across) = x.shape, w.shape
    rows = range(-pairs[0][0], height + pairs[0][1] - dilation[0] * (down - 1), stride[0])
    columns = range(-pairs[1][0], width + pairs[1][1] - dilation[1] * (across - 1), stride[1])
    y = np.empty((len(x), count, len(rows), len(columns)), int)
    for n, o, (a, i), (b, j) in product(range(len(x)), range(count), enumerate(rows), enumerate(columns)):
        y[n, o, a, b] = bias[o]
        first = o // (count // groups) * channels
        for c, k, m in np.ndindex(channels, down, across):
            row, column = i + dilation[0] * k, j + dilation[1] * m
            if 0 <= row < height and 0 <= column < width:
                y[n, o, a, b] += x[n, first + c, row, column] * w[o, c, k, m]
    return y


GEOMETRIES = [
    # kernel, stride, padding as pairs, dilation
    ((1, 1), (1, 1), ((0, 0), (0, 0)), (1, 1)),
    ((3, 3), (1, 1), ((1, 1), (1, 1)), (1, 1)),
    ((2, 3), (2, 1), ((0, 1), (3, 0)), (1, 2)),
    ((3, 1), (1, 3), ((2, 0), (0, 0)), (2, 3)),
    ((4, 2), (3, 2), ((4, 5), (1, 2)), (3, 1)),
]


@pytest.mark.parametrize(("kernel", "stride", "pairs", "dilation"), GEOMETRIES)
@pytest.mark.parametrize("groups", [1, 2, 6])
def test_conv2d_is_its_definition(kernel, stride, pairs, dilation, groups):
    x, w, bias = whole_numbers(1, 2, 6, 5, 6), whole_numbers(2, 12, 6 // groups, *kernel), whole_numbers(3, 12)
    expected = from_the_definition(x, w, bias, stride, pairs, dilation, groups)
    found = conv2d(x, w, bias, stride=stride, padding=pairs, dilation=dilation, groups=groups)
    assert np.array_equal(found, expected)


def test_one_channel_is_a_cross_correlation_and_no_convolution():
    x, w = whole_numbers(4, 5, 6), whole_numbers(5, 3, 2)
    found = conv2d(x[None, None], w[None, None], padding=1, stride=2)[0, 0]
    assert np.array_equal(found, correlate(x, w, 1, stride=2))
    assert not np.array_equal(found, convolve(x, w, 1, stride=2))


def test_full_padding_reaches_every_place_where_kernel_and_image_meet():
    x, w = whole_numbers(6, 4, 5), whole_numbers(7, 2, 3)
    found = conv2d(x[None, None], w[None, None], padding="full", dilation=2)[0, 0]
    assert np.array_equal(found, correlate(x, w, "full", dilation=2))


# Zhang et al., "Dive into Deep Learning", section 7.4: two channels, one kernel for each.
def test_channels_are_summed_up():
    x = np.arange(9).reshape(3, 3) + np.array([0, 1]).reshape(1, 2, 1, 1)
    w = np.arange(4).reshape(2, 2) + np.array([0, 1]).reshape(1, 2, 1, 1)
    assert conv2d(x, w).tolist() == [[[[56, 72], [104, 120]]]]


def test_same_padding_puts_the_extra_value_after_the_image():
    x, w = np.array([[[[1, 2, 3]]]]), np.ones((1, 1, 1, 2), int)
    assert conv2d(x, w, padding="same").tolist() == [[[[3, 5, 3]]]]
    assert correlate([1, 2, 3], [1, 1], "same").tolist() == [1, 3, 5]


@pytest.mark.parametrize(("stride", "size"), [(1, 7), (2, 4), (3, 3), (8, 1)])
def test_same_padding_leaves_a_place_for_each_stride_begun(stride, size):
    assert conv2d(np.ones((1, 1, 7, 7)), np.ones((1, 1, 3, 3)), stride=stride, padding="same").shape[2:] == (size, size)


@always
@given(st.integers(1, 3), st.integers(0, 2), st.integers(1, 2), st.integers(-9, 9), st.integers(-9, 9), st.data())
def test_conv2d_is_linear_in_the_images_and_in_the_kernels(stride, padding, dilation, a, b, data):
    seed = data.draw(st.integers(0, 999))
    x, y, w, v = (whole_numbers(seed + n, *shape) for n, shape in enumerate([(1, 2, 5, 6)] * 2 + [(3, 2, 3, 2)] * 2))
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    assert np.array_equal(
        conv2d(a * x + b * y, w, **options), a * conv2d(x, w, **options) + b * conv2d(y, w, **options)
    )
    assert np.array_equal(
        conv2d(x, a * w + b * v, **options), a * conv2d(x, w, **options) + b * conv2d(x, v, **options)
    )


@always
@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 999))
def test_shifting_the_images_shifts_the_result(down, across, seed):
    x, w = whole_numbers(seed, 1, 2, 4, 5), whole_numbers(seed + 1, 3, 2, 3, 2)
    later = ((0, 0), (0, 0), (down, 0), (across, 0))
    assert np.array_equal(conv2d(np.pad(x, later), w, padding="full"), np.pad(conv2d(x, w, padding="full"), later))


def test_groups_are_layers_of_their_own():
    x, w, bias = whole_numbers(8, 2, 6, 4, 4), whole_numbers(9, 4, 3, 2, 2), whole_numbers(10, 4)
    apart = [conv2d(x[:, :3], w[:2], bias[:2]), conv2d(x[:, 3:], w[2:], bias[2:])]
    assert np.array_equal(conv2d(x, w, bias, groups=2), np.concatenate(apart, axis=1))


def test_pointwise_is_a_dense_layer_at_every_pixel():
    x, w, bias = whole_numbers(11, 2, 3, 4, 5), whole_numbers(12, 6, 3), whole_numbers(13, 6)
    found = pointwise(x, w, bias)
    for n, i, j in np.ndindex(2, 4, 5):
        assert found[n, :, i, j].tolist() == (w @ x[n, :, i, j] + bias).tolist()


@pytest.mark.parametrize("each", [1, 2])
def test_depthwise_separable_is_one_layer_of_rank_one_kernels(each):
    x, w, bias = whole_numbers(14, 2, 3, 5, 6), whole_numbers(15, 3 * each, 1, 3, 2), whole_numbers(16, 4)
    mixing = whole_numbers(17, 4, 3 * each)
    kernels = (mixing[:, :, None, None] * w[:, 0]).reshape(4, 3, each, 3, 2).sum(axis=2)
    options = {"stride": (1, 2), "padding": ((0, 1), 2), "dilation": (2, 1)}
    assert np.array_equal(depthwise_separable2d(x, w, mixing, bias, **options), conv2d(x, kernels, bias, **options))


def test_depthwise_separable_adds_no_bias_unless_told():
    x, w, mixing = whole_numbers(18, 1, 2, 3, 3), whole_numbers(19, 2, 1, 2, 2), whole_numbers(20, 1, 2)
    expected = conv2d(x, (mixing[:, :, None, None] * w[:, 0]))
    assert np.array_equal(depthwise_separable2d(x, w, mixing), expected)


# The edge detector of Goodfellow, Bengio & Courville, Deep Learning, figure 9.6: two weights at 319 by 280 places.
def test_edges_of_an_image_are_differences_of_neighbors():
    x = whole_numbers(21, 1, 1, 280, 320)
    edges = conv2d(x, [[[[-1, 1]]]])
    assert np.array_equal(edges[0, 0], np.diff(x[0, 0], axis=1))
    products = multiply_accumulates(Conv(1, (1, 2), bias=None), (1, 280, 320))
    assert (edges.size * 3, products) == (267_960, 178_640)


def test_not_a_number_spreads_to_the_places_that_read_it():
    x = np.zeros((1, 1, 1, 5))
    x[..., 2] = np.nan
    assert np.isnan(conv2d(x, np.ones((2, 1, 1, 2)))).tolist() == [[[[False, True, True, False]]] * 2]


def test_not_a_number_stays_in_its_group():
    x = np.zeros((1, 2, 1, 1))
    x[0, 1] = np.nan
    assert np.isnan(conv2d(x, np.ones((2, 1, 1, 1)), groups=2)).ravel().tolist() == [False, True]


def test_many_images_are_taken_in_parts_that_fit_together(monkeypatch):
    x, w = whole_numbers(25, 5, 2, 6, 7), whole_numbers(26, 4, 1, 3, 3)
    expected = np.concatenate([conv2d(image[None], w, padding=1, groups=2) for image in x])
    for images_at_a_time in (0, 1, 2, 5, 9):
        monkeypatch.setattr("convnets.layers.NEARBY", images_at_a_time * 2 * 9 * 6 * 7 * 8)
        assert np.array_equal(conv2d(x, w, padding=1, groups=2), expected)


def test_arguments_are_left_as_they_were():
    x, w, bias = whole_numbers(22, 1, 1, 3, 3), whole_numbers(23, 1, 1, 2, 2), whole_numbers(24, 1)
    copies = x.copy(), w.copy(), bias.copy()
    conv2d(x, w, bias)
    assert all(np.array_equal(*pair) for pair in zip(copies, (x, w, bias), strict=True))


@pytest.mark.parametrize(
    ("x", "w", "bias", "result"),
    [
        ("uint8", "uint8", None, "uint8"),
        ("uint8", "int8", None, "int16"),
        ("int8", "int8", "int32", "int32"),
        ("int64", "float32", None, "float64"),
        ("float16", "float16", "float16", "float16"),
        ("float32", "float32", None, "float32"),
        ("float32", "float32", "float64", "float64"),
    ],
)
def test_dtype_is_that_of_a_product_and_a_sum(x, w, bias, result):
    numbers = None if bias is None else np.ones(1, bias)
    assert conv2d(np.ones((1, 1, 2, 2), x), np.ones((1, 1, 1, 1), w), numbers).dtype == result


def test_sums_are_taken_in_the_dtype_of_the_result():
    x, w = np.full((1, 1, 1, 2), 100, "int8"), np.array([[[[1, 1]]]], "int8")
    assert conv2d(x, w, np.zeros(1, "int16")).tolist() == [[[[200]]]]


def test_integers_are_exact_up_to_the_end_of_their_dtype():
    x, w = np.array([[[[-100, 100]]]], "int8"), np.array([[[[1, 0]]], [[[0, -1]]]], "int8")
    assert conv2d(x, w, np.array([-27, 27], "int8")).tolist() == [[[[-127]], [[-73]]]]


X, W = np.ones((1, 4, 3, 3), int), np.ones((6, 4, 2, 2), int)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((X[0], W), {}, "x must have shape (N, C, H, W) and at least one value, got shape (4, 3, 3)"),
        ((X[:0], W), {}, "x must have shape (N, C, H, W) and at least one value, got shape (0, 4, 3, 3)"),
        ((X, W[0]), {}, "w must have shape (O, C / groups, KH, KW) and at least one value, got shape (4, 2, 2)"),
        ((X * 1j, W), {}, "x must hold real numbers, got complex128"),
        ((X, W > 0), {}, "w must hold real numbers, got bool"),
        ((X, W, [1j] * 6), {}, "bias must hold real numbers, got complex128"),
        ((X, W, [1, 2]), {}, "bias must have shape (6,), one number per channel, got shape (2,)"),
        ((X, W, 1), {}, "bias must have shape (6,), one number per channel, got shape ()"),
        ((X, W), {"groups": 0}, "groups must be an integer of at least 1, got 0"),
        ((X, W), {"groups": 4}, "groups must divide the 6 kernels of w, got 4"),
        (
            (X, W),
            {"groups": 2},
            "x must have shape (any, 8, any, any), which the other arguments give, got (1, 4, 3, 3)",
        ),
        ((X, W), {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ((X, W), {"dilation": (1, -1)}, "dilation must be an integer of at least 1, got -1"),
        ((X, W), {"padding": -1}, "padding must be an integer of at least 0, got -1"),
        ((X, W), {"padding": "wide"}, 'padding must be "full", "same", "valid" or integers, got "wide"'),
        (
            (X, W),
            {"dilation": 3},
            "kernel spans (4, 4), more than the padded input (3, 3): make it span less, or pad more",
        ),
        (
            (np.full((1, 1, 1, 1), -128, "int8"), np.ones((1, 1, 1, 1), "int8")),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
        (
            (np.full((1, 1, 1, 1), 100, "int8"), np.array([[[[0]]], [[[-1]]]], "int8"), np.array([99, -28], "int8")),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
        (
            (np.full((1, 1, 1, 1), 2**62), np.full((1, 1, 1, 2), 1), [1]),
            {"padding": (0, 1)},
            f"a sum may reach {2**63 + 1}, but int64 ends at {2**63 - 1}: convert the arguments to float64",
        ),
    ],
)
def test_conv2d_refuses(arguments, options, message):
    with pytest.raises(ValueError) as caught:
        conv2d(*arguments, **options)
    assert str(caught.value) == message


def test_pointwise_refuses_kernels_with_more_axes():
    with pytest.raises(ValueError) as caught:
        pointwise(X, W)
    assert str(caught.value) == "w must have shape (O, C) and at least one value, got shape (6, 4, 2, 2)"


def test_depthwise_separable_refuses_images_without_channels():
    with pytest.raises(ValueError) as caught:
        depthwise_separable2d(X[0], W, W)
    assert str(caught.value) == "x must have shape (N, C, H, W) and at least one value, got shape (4, 3, 3)"
