"""Layers and poolings, against ONNX's own reference implementation, for every small geometry.

All sizes i ≤ 12, kernels k ≤ 5, strides s ≤ 3, paddings p ≤ 4 and dilations d ≤ 3 that leave a result, along each
axis of images that are one value thin along the other; then pairs of geometries, one for each axis. The numbers are
whole, so that equal means equal.
"""

from itertools import product

import numpy as np
import pytest
from onnx.helper import make_node
from onnx.reference import ReferenceEvaluator

from convnets.layers import conv2d
from convnets.pooling import max_pool2d, mean_pool2d
from convnets.routing import max_pool2d_indices
from convnets.transposed import conv_transpose2d

SIZES, KERNELS, STRIDES, PADDINGS, DILATIONS = range(1, 13), range(1, 6), range(1, 4), range(5), range(1, 4)
AXES = pytest.mark.parametrize("axis", [2, 3], ids=["down", "across"])
GROUPS = pytest.mark.parametrize("groups", [1, 2, 4])


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape).astype(float)


def oracle(name, *inputs, results=1, **attributes):
    names = [f"input{n}" for n in range(len(inputs))], [f"output{n}" for n in range(results)]
    evaluator = ReferenceEvaluator(make_node(name, *names, **attributes))
    return evaluator.run(None, dict(zip(names[0], inputs, strict=True)))


def thin(axis, value, other):
    """`value` for the axis that is not thin, and `other` for the one that is."""
    return [value, other] if axis == 2 else [other, value]


def ways(padding):
    """ONNX's order: before each axis, then after each axis."""
    return [before for before, _ in padding] + [after for _, after in padding]


def fits(size, kernel, padding, dilation):
    return dilation * (kernel - 1) < size + 2 * padding


def test_the_sweep_is_as_large_as_it_says():
    grid = product(SIZES, KERNELS, PADDINGS, DILATIONS)
    assert len(STRIDES) * sum(fits(*geometry) for geometry in grid) == 2298


@AXES
@GROUPS
def test_conv2d_is_onnx_conv_for_every_geometry(axis, groups):
    for k, s, p, d in product(KERNELS, STRIDES, PADDINGS, DILATIONS):
        w = whole_numbers(k, 4, 4 // groups, *thin(axis, k, 1))
        strides, pairs, dilations = thin(axis, s, 1), thin(axis, (p, p), (0, 0)), thin(axis, d, 1)
        for i in [size for size in SIZES if fits(size, k, p, d)]:
            x = whole_numbers(i, 2, 4, *thin(axis, i, 1))
            (expected,) = oracle("Conv", x, w, strides=strides, pads=ways(pairs), dilations=dilations, group=groups)
            found = conv2d(x, w, stride=strides, padding=pairs, dilation=dilations, groups=groups)
            assert np.array_equal(found, expected), (i, k, s, p, d)


@AXES
def test_same_padding_is_that_of_onnx_for_every_geometry(axis):
    for i, k, s, d in product(SIZES, KERNELS, STRIDES, DILATIONS):
        x, w = whole_numbers(i, 1, 1, *thin(axis, i, 1)), whole_numbers(k, 1, 1, *thin(axis, k, 1))
        strides, dilations = thin(axis, s, 1), thin(axis, d, 1)
        (expected,) = oracle("Conv", x, w, strides=strides, dilations=dilations, auto_pad="SAME_UPPER")
        assert np.array_equal(conv2d(x, w, stride=strides, padding="same", dilation=dilations), expected), (i, k, s, d)


@AXES
def test_conv_transpose2d_is_onnx_conv_transpose_for_every_geometry(axis):
    for k, s, p, d in product(KERNELS, STRIDES, PADDINGS, DILATIONS):
        w = whole_numbers(k, 2, 3, *thin(axis, k, 1))
        strides, pairs, dilations = thin(axis, s, 1), thin(axis, (p, p), (0, 0)), thin(axis, d, 1)
        for i, a in product(SIZES, range(s)):
            if (i - 1) * s + d * (k - 1) + 1 + a <= 2 * p:
                continue
            x, extra = whole_numbers(i, 1, 2, *thin(axis, i, 1)), thin(axis, a, 0)
            options = {"strides": strides, "pads": ways(pairs), "dilations": dilations, "output_padding": extra}
            (expected,) = oracle("ConvTranspose", x, w, **options)
            found = conv_transpose2d(x, w, stride=strides, padding=pairs, output_padding=extra, dilation=dilations)
            assert np.array_equal(found, expected), (i, k, s, p, d, a)


# ONNX 1.23's reference of ConvTranspose is right for one group, and for groups of one channel; not in between.
def test_conv_transpose2d_of_single_channels_is_that_of_onnx():
    for k, s, p, d in product(KERNELS, STRIDES, range(2), DILATIONS):
        x, w = whole_numbers(s, 2, 3, 4, 5), whole_numbers(k, 3, 1, k, k)
        options = {"strides": [s, s], "pads": [p] * 4, "dilations": [d, d], "group": 3}
        (expected,) = oracle("ConvTranspose", x, w, **options)
        assert np.array_equal(conv_transpose2d(x, w, stride=s, padding=p, dilation=d, groups=3), expected), (k, s, p, d)


# Stride 2 along the thin axis changes nothing here, but for a stride of 1 along both, ONNX 1.23 has another program,
# which misplaces the largest value.
@AXES
def test_max_pooling_and_its_indices_are_those_of_onnx_for_every_geometry(axis):
    for i, k, s, p in product(SIZES, KERNELS, STRIDES, PADDINGS):
        if p < k <= i + 2 * p:
            x = whole_numbers(i, 1, 1, *thin(axis, i, 1))
            window, strides, pairs = thin(axis, k, 1), thin(axis, s, 2), thin(axis, (p, p), (0, 0))
            options = {"kernel_shape": window, "strides": strides, "pads": ways(pairs)}
            largest, places = oracle("MaxPool", x, results=2, **options)
            assert np.array_equal(max_pool2d(x, window, strides, pairs), largest), (i, k, s, p)
            assert np.array_equal(max_pool2d_indices(x, window, strides, pairs), places), (i, k, s, p)


@AXES
def test_mean_pooling_is_that_of_onnx_for_every_geometry(axis):
    for i, k, s, p in product(SIZES, KERNELS, STRIDES, PADDINGS):
        if p < k <= i + 2 * p:
            x = whole_numbers(i, 1, 1, *thin(axis, i, 1))
            window, strides, pairs = thin(axis, k, 1), thin(axis, s, 1), thin(axis, (p, p), (0, 0))
            options = {"kernel_shape": window, "strides": strides, "pads": ways(pairs), "count_include_pad": 1}
            (expected,) = oracle("AveragePool", x, **options)
            np.testing.assert_allclose(mean_pool2d(x, window, strides, pairs), expected, rtol=1e-13, atol=1e-13)


# A geometry for each axis of an image of 9 by 11: (kernel, stride, (before, after), dilation).
DOWN = [(1, 2, (0, 0), 3), (2, 1, (1, 0), 2), (3, 3, (0, 2), 1), (5, 2, (4, 1), 2)]
ACROSS = [(4, 2, (0, 3), 1), (3, 2, (1, 2), 3), (1, 3, (0, 0), 1), (5, 3, (2, 0), 2)]


@pytest.mark.parametrize(("down", "across"), list(product(DOWN, ACROSS)))
def test_axes_do_not_depend_on_each_other(down, across):
    window, strides, pairs, dilations = (list(both) for both in zip(down, across, strict=True))
    x, bias = whole_numbers(1, 2, 4, 9, 11), whole_numbers(2, 6)
    options = {"strides": strides, "pads": ways(pairs), "dilations": dilations}
    w = whole_numbers(3, 6, 2, *window)
    (expected,) = oracle("Conv", x, w, bias, group=2, **options)
    found = conv2d(x, w, bias, stride=strides, padding=pairs, dilation=dilations, groups=2)
    assert np.array_equal(found, expected)
    w = whole_numbers(4, 4, 6, *window)
    (expected,) = oracle("ConvTranspose", x, w, bias, **options)
    assert np.array_equal(conv_transpose2d(x, w, bias, stride=strides, padding=pairs, dilation=dilations), expected)


@pytest.mark.parametrize(("down", "across"), list(product(DOWN, ACROSS)))
def test_axes_of_a_pooling_do_not_depend_on_each_other(down, across):
    window, strides, pairs, _ = (list(both) for both in zip(down, across, strict=True))
    x = whole_numbers(5, 1, 2, 9, 11)
    options = {"kernel_shape": window, "strides": strides, "pads": ways(pairs)}
    largest, places = oracle("MaxPool", x, results=2, **options)
    assert np.array_equal(max_pool2d(x, window, strides, pairs), largest)
    # ONNX counts through all images and channels, PyTorch and we within one.
    assert np.array_equal(max_pool2d_indices(x, window, strides, pairs), places % (9 * 11))
    (means,) = oracle("AveragePool", x, count_include_pad=1, **options)
    np.testing.assert_allclose(mean_pool2d(x, window, strides, pairs), means, rtol=1e-13, atol=1e-13)
