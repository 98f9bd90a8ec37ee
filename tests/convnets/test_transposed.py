"""The transposed convolution, against its definition, published values and the layer whose adjoint it is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.arithmetic import output_size, transposed_size
from convnets.convolution import convolve
from convnets.layers import conv2d
from convnets.transposed import conv_transpose2d

always = settings(deadline=None, derandomize=True, max_examples=100)


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def from_the_definition(x, w, bias, stride, pairs, dilation, groups, sizes):
    """A copy of the kernel for each value, added where it lands, if that is inside; one number at a time."""
    y = np.zeros((len(x), groups * w.shape[1], *sizes), int) + np.reshape(bias, (-1, 1, 1))
    per_group = len(w) // groups
    for (n, c, i, j), (o, k, m) in product(np.ndindex(x.shape), np.ndindex(w.shape[1:])):
        row = i * stride[0] + k * dilation[0] - pairs[0][0]
        column = j * stride[1] + m * dilation[1] - pairs[1][0]
        if 0 <= row < sizes[0] and 0 <= column < sizes[1]:
            y[n, c // per_group * w.shape[1] + o, row, column] += x[n, c, i, j] * w[c, o, k, m]
    return y


GEOMETRIES = [
    # kernel, stride, padding as pairs, output padding, dilation
    ((1, 1), (1, 1), ((0, 0), (0, 0)), (0, 0), (1, 1)),
    ((3, 3), (2, 2), ((1, 1), (1, 1)), (1, 0), (1, 1)),
    ((2, 3), (3, 1), ((0, 1), (2, 0)), (2, 0), (1, 3)),
    ((3, 2), (2, 2), ((2, 2), (0, 3)), (0, 1), (2, 1)),
    ((2, 2), (4, 3), ((1, 0), (0, 0)), (3, 2), (1, 1)),
]


@pytest.mark.parametrize(("kernel", "stride", "pairs", "extra", "dilation"), GEOMETRIES)
@pytest.mark.parametrize("groups", [1, 2, 4])
def test_conv_transpose2d_is_its_definition(kernel, stride, pairs, extra, dilation, groups):
    x, w, bias = whole_numbers(1, 2, 4, 3, 4), whole_numbers(2, 4, 3, *kernel), whole_numbers(3, 3 * groups)
    sizes = [
        (i - 1) * s - sum(p) + d * (k - 1) + a + 1
        for i, k, s, p, a, d in zip((3, 4), kernel, stride, pairs, extra, dilation, strict=True)
    ]
    expected = from_the_definition(x, w, bias, stride, pairs, dilation, groups, sizes)
    options = {"stride": stride, "padding": pairs, "output_padding": extra, "dilation": dilation, "groups": groups}
    assert np.array_equal(conv_transpose2d(x, w, bias, **options), expected)


@always
@given(
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from([1, 2]),
    st.integers(0, 999),
)
def test_it_is_the_adjoint_of_conv2d(sizes, kernel, stride, after, dilation, groups, seed):
    before = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
    pairs = tuple(zip(before, after, strict=True))
    x, w = whole_numbers(seed, 2, 2, *sizes), whole_numbers(seed + 1, 4, 2 // groups, *kernel)
    seen = conv2d(x, w, stride=stride, padding=pairs, dilation=dilation, groups=groups)
    y = whole_numbers(seed + 2, *seen.shape)
    places = zip(seen.shape[2:], kernel, stride, pairs, dilation, strict=True)
    least = [(n - 1) * s - sum(p) + d * (k - 1) + 1 for n, k, s, p, d in places]
    extra = [size - reached for size, reached in zip(sizes, least, strict=True)]
    options = {"stride": stride, "padding": pairs, "dilation": dilation, "groups": groups}
    back = conv_transpose2d(y, w, output_padding=extra, **options)
    assert np.sum(y * seen) == np.sum(back * x)


# Zhang et al., "Dive into Deep Learning", section 14.10.
def test_a_kernel_times_itself_at_strides_one_and_two():
    kernel = [[[[0, 1], [2, 3]]]]
    assert conv_transpose2d(kernel, kernel)[0, 0].tolist() == [[0, 0, 1], [0, 4, 6], [4, 12, 9]]
    strided = [[0, 0, 0, 1], [0, 0, 2, 3], [0, 2, 0, 3], [4, 6, 6, 9]]
    assert conv_transpose2d(kernel, kernel, stride=2)[0, 0].tolist() == strided


@pytest.mark.parametrize(("stride", "padding", "dilation"), [(1, 0, 1), (2, 1, 1), (3, 2, 1), (2, 3, 2)])
def test_it_is_a_full_convolution_of_the_input_with_zeros_between_its_values(stride, padding, dilation):
    x, w = whole_numbers(4, 4, 5), whole_numbers(5, 3, 3)
    apart = np.zeros([(size - 1) * stride + 1 for size in x.shape], int)
    apart[::stride, ::stride] = x
    border = dilation * (3 - 1) - padding
    found = conv_transpose2d(x[None, None], w[None, None], stride=stride, padding=padding, dilation=dilation)
    assert np.array_equal(found[0, 0], convolve(apart, w, border, dilation=dilation))


def test_it_is_not_the_inverse():
    x, w = np.eye(3, dtype=int)[None, None], np.ones((1, 1, 2, 2), int)
    assert conv_transpose2d(conv2d(x, w), w)[0, 0].tolist() == [[2, 3, 1], [3, 6, 3], [1, 3, 2]]


# Odena, Dumoulin & Olah, "Deconvolution and checkerboard artifacts", Distill 2016: how many copies overlap.
@pytest.mark.parametrize(
    ("kernel", "stride", "overlaps"),
    [(2, 2, [1, 1]), (3, 2, [1, 2]), (4, 2, [2, 2]), (5, 2, [2, 3]), (5, 3, [1, 2, 2]), (6, 3, [2, 2, 2])],
)
def test_copies_overlap_unevenly_unless_the_stride_divides_the_kernel(kernel, stride, overlaps):
    counts = conv_transpose2d(np.ones((1, 1, 1, 9), int), np.ones((1, 1, 1, kernel), int), stride=stride)[0, 0, 0]
    inside = counts[4 * stride : 5 * stride]
    assert sorted(inside.tolist()) == overlaps


def test_overlaps_of_two_axes_multiply_to_a_checkerboard():
    counts = conv_transpose2d(np.ones((1, 1, 4, 4), int), np.ones((1, 1, 3, 3), int), stride=2)[0, 0]
    assert counts[3:5, 3:5].tolist() == [[1, 2], [2, 4]]


# Dumoulin & Visin, arXiv:1603.07285, chapter 4: their eight animations, turned around.
@pytest.mark.parametrize(
    ("size", "kernel", "padding", "stride", "dilation", "extra"),
    [
        (4, 3, 0, 1, 1, 0),
        (5, 4, 2, 1, 1, 0),
        (5, 3, 1, 1, 1, 0),
        (5, 3, 2, 1, 1, 0),
        (5, 3, 0, 2, 1, 0),
        (5, 3, 1, 2, 1, 0),
        (6, 3, 1, 2, 1, 1),
        (7, 3, 0, 1, 2, 0),
    ],
)
def test_it_leads_back_to_the_size_before_the_convolution(size, kernel, padding, stride, dilation, extra):
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    smaller = output_size(size, kernel, **options)
    assert transposed_size(smaller, kernel, output_padding=extra, **options) == size
    x, w = np.ones((1, 1, smaller, smaller)), np.ones((1, 1, kernel, kernel))
    assert conv_transpose2d(x, w, output_padding=extra, **options).shape == (1, 1, size, size)


@pytest.mark.parametrize(
    ("x", "w", "bias", "result"),
    [("uint8", "uint8", None, "uint8"), ("float32", "float32", None, "float32"), ("int8", "int8", "int16", "int16")],
)
def test_dtype_is_that_of_a_product_and_a_sum(x, w, bias, result):
    numbers = None if bias is None else np.ones(1, bias)
    assert conv_transpose2d(np.ones((1, 1, 2, 2), x), np.ones((1, 1, 1, 1), w), numbers).dtype == result


def test_sums_are_taken_in_the_dtype_of_the_result():
    x, w = np.full((1, 1, 1, 2), 100, "int8"), np.array([[[[1, 1]]]], "int8")
    assert conv_transpose2d(x, w, np.zeros(1, "int16")).tolist() == [[[[100, 200, 100]]]]


def test_integers_are_exact_up_to_the_end_of_their_dtype():
    x, w = np.array([[[[-100]], [[100]]]], "int8"), np.array([[[[1]], [[0]]], [[[0]], [[-1]]]], "int8")
    assert conv_transpose2d(x, w, np.array([-27, 27], "int8")).tolist() == [[[[-127]], [[-73]]]]


X, W = np.ones((1, 4, 3, 3), int), np.ones((4, 6, 2, 2), int)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((X[0], W), {}, "x must have shape (N, C, H, W) and at least one value, got shape (4, 3, 3)"),
        ((X, W[0]), {}, "w must have shape (C, O / groups, KH, KW) and at least one value, got shape (6, 2, 2)"),
        (
            (X[:, :2], W),
            {},
            "x must have shape (any, 4, any, any), which the other arguments give, got (1, 2, 3, 3)",
        ),
        ((X, W, [1] * 6), {"groups": 2}, "bias must have shape (12,), one number per channel, got shape (6,)"),
        ((X, W), {"groups": 3}, "groups must divide the 4 kernels of w, got 3"),
        ((X, W), {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ((X, W), {"dilation": 0}, "dilation must be an integer of at least 1, got 0"),
        ((X, W), {"padding": "same"}, 'padding of a transposed convolution must be integers, got "same"'),
        ((X, W), {"padding": (1, -1)}, "padding must be an integer of at least 0, got -1"),
        ((X, W), {"padding": (0, 2)}, "padding takes away 4 of 4 values, which leaves none: pad less"),
        ((X, W), {"output_padding": -1}, "output_padding must be an integer of at least 0, got -1"),
        (
            (X, W),
            {"output_padding": 2, "stride": 2, "dilation": 3},
            "output_padding must be less than the stride (2), got 2",
        ),
        (
            # Each value alone would fit, and so would each channel of the result but the second.
            (np.full((1, 2, 1, 1), -2, "int8"), np.array([[[[1]], [[60]]], [[[1]], [[-4]]]], "int8")),
            {},
            "a sum may reach 128, but int8 ends at 127: convert the arguments to int16",
        ),
    ],
)
def test_conv_transpose2d_refuses(arguments, options, message):
    with pytest.raises(ValueError) as caught:
        conv_transpose2d(*arguments, **options)
    assert str(caught.value) == message


def test_the_bound_is_that_of_the_channel_with_the_largest_weights():
    w = np.random.RandomState(6).randint(-50, 51, (4, 3, 1, 2)).astype("int8")
    sums = [sum(abs(int(v)) for v in w[2 * group : 2 * group + 2, o].ravel()) for group in (0, 1) for o in range(3)]
    with pytest.raises(ValueError) as caught:
        conv_transpose2d(np.ones((1, 4, 1, 1), "int8"), w, groups=2)
    message = f"a sum may reach {max(sums)}, but int8 ends at 127: convert the arguments to int16"
    assert str(caught.value) == message
