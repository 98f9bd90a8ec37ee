"""Columns and their way back, against cutting out windows one by one and published sizes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convnets.columns import col2im, columns, im2col, images
from convnets.geometry import geometry
from convnets.layers import conv2d

always = settings(deadline=None, derandomize=True, max_examples=60)
small = st.integers(1, 3)
geometries = st.fixed_dictionaries(
    {"stride": st.tuples(small, small), "padding": st.tuples(st.integers(0, 2), st.integers(0, 2))}
    | {"dilation": st.tuples(small, small)}
)


def whole_numbers(seed, *shape):
    return np.random.RandomState(seed).randint(-9, 10, shape)


def one_by_one(x, kernel, stride, pairs, dilation):
    """The windows of one image after another, each flattened to a column."""
    padded = np.pad(x, ((0, 0), (0, 0), *pairs))
    reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    rows, across = (range(0, size - r + 1, s) for size, r, s in zip(padded.shape[2:], reach, stride, strict=True))
    return [
        np.stack(
            [
                image[:, i : i + reach[0] : dilation[0], j : j + reach[1] : dilation[1]].ravel()
                for i, j in product(rows, across)
            ],
            axis=1,
        ).tolist()
        for image in padded
    ]


@pytest.mark.parametrize("kernel", [(1, 1), (2, 3), (3, 1)])
@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
@pytest.mark.parametrize("pairs", [((0, 0), (0, 0)), ((1, 0), (0, 2))])
@pytest.mark.parametrize("dilation", [(1, 1), (2, 1)])
def test_columns_are_the_windows_cut_out_one_by_one(kernel, stride, pairs, dilation):
    x = whole_numbers(1, 2, 3, 6, 5)
    found = im2col(x, kernel, stride=stride, padding=pairs, dilation=dilation)
    assert found.tolist() == one_by_one(x, kernel, stride, pairs, dilation)


@always
@given(st.tuples(small, small), geometries, st.integers(0, 999))
def test_col2im_is_the_adjoint_of_im2col(kernel, options, seed):
    x = whole_numbers(seed, 2, 3, 7, 8)
    there = im2col(x, kernel, **options)
    y = whole_numbers(seed + 1, *there.shape)
    assert np.sum(y * there) == np.sum(col2im(y, (7, 8), kernel, **options) * x)


@always
@given(st.tuples(small, small), geometries, st.integers(0, 999))
def test_a_layer_is_a_product_with_its_columns(kernel, options, seed):
    x, w = whole_numbers(seed, 2, 3, 7, 8), whole_numbers(seed + 1, 4, 3, *kernel)
    product_ = w.reshape(4, -1) @ im2col(x, kernel, **options)
    found = conv2d(x, w, **options)
    assert np.array_equal(found.reshape(product_.shape), product_)


def test_col2im_counts_the_windows_over_each_value():
    assert col2im(np.ones((1, 9, 9), int), (5, 5), 3)[0, 0].tolist() == [
        [1, 2, 3, 2, 1],
        [2, 4, 6, 4, 2],
        [3, 6, 9, 6, 3],
        [2, 4, 6, 4, 2],
        [1, 2, 3, 2, 1],
    ]


# Stanford CS231n, "Convolutional neural networks", on AlexNet's first layer.
def test_columns_of_the_first_layer_of_alexnet():
    found = im2col(np.zeros((1, 3, 227, 227), "uint8"), 11, stride=4)
    assert (found.shape, found.size) == ((1, 363, 3025), 1_098_075)
    assert round(found.size / (3 * 227 * 227), 2) == 7.10


def test_columns_at_stride_one_hold_nearly_each_value_once_for_each_tap():
    assert im2col(np.zeros((1, 1, 64, 64)), 3, padding="same").size == 9 * 64 * 64


def test_columns_are_a_copy():
    x = np.zeros((1, 1, 2, 2))
    im2col(x, 1)[...] = 1
    assert x.tolist() == [[[[0, 0], [0, 0]]]]


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float16", "float32"])
def test_dtype_is_kept(dtype):
    there = im2col(np.ones((1, 1, 3, 3), dtype), 2)
    assert there.dtype == col2im(there, (3, 3), 2).dtype == dtype


def test_a_known_geometry_gives_the_same():
    x, path = whole_numbers(2, 2, 3, 6, 5), geometry((6, 5), (2, 3), 2, 1, (2, 1))
    options = {"stride": 2, "padding": 1, "dilation": (2, 1)}
    there = im2col(x, (2, 3), **options)
    assert np.array_equal(columns(x, path), there)
    assert np.array_equal(images(there, path), col2im(there, (6, 5), (2, 3), **options))


@pytest.mark.parametrize(
    ("x", "kernel", "options", "message"),
    [
        ([[1]], 1, {}, "x must have shape (N, C, H, W) and at least one value, got shape (1, 1)"),
        ([[[["a"]]]], 1, {}, "x must hold real numbers, got <U1"),
        ([[[[1]]]], 0, {}, "kernel must be an integer of at least 1, got 0"),
        ([[[[1]]]], (1, 1, 1), {}, "kernel must be one integer or 2 of them, got (1, 1, 1)"),
        ([[[[1]]]], 1, {"stride": 0}, "stride must be an integer of at least 1, got 0"),
        ([[[[1]]]], 1, {"padding": "wide"}, 'padding must be "full", "same", "valid" or integers, got "wide"'),
        ([[[[1]]]], 2, {}, "kernel spans (2, 2), more than the padded input (1, 1): make it span less, or pad more"),
    ],
)
def test_im2col_refuses(x, kernel, options, message):
    with pytest.raises(ValueError) as caught:
        im2col(x, kernel, **options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("shape", "sizes", "message"),
    [
        ((4, 4), (3, 3), "matrix must have shape (N, C KH KW, H' W') and at least one value, got shape (4, 4)"),
        ((1, 6, 4), (3, 3), "matrix must have shape (N, C · 4, 4), got (1, 6, 4)"),
        ((1, 8, 5), (3, 3), "matrix must have shape (N, C · 4, 4), got (1, 8, 5)"),
        ((1, 4, 4), (3, 0), "sizes must be an integer of at least 1, got 0"),
        ((1, 4, 4), (3, 1), "kernel spans 2, more than the padded input (1): make it span less, or pad more"),
    ],
)
def test_col2im_refuses(shape, sizes, message):
    with pytest.raises(ValueError) as caught:
        col2im(np.zeros(shape), sizes, 2)
    assert str(caught.value) == message
