"""Layers, poolings and gradients, against PyTorch where it is installed: it is too large to ask everyone for."""

from itertools import product

import numpy as np
import pytest

from convnets.gradients import conv2d_gradients, conv_transpose2d_gradients
from convnets.layers import conv2d
from convnets.norms import l2_pool2d, l2_pool2d_gradient
from convnets.pooling import max_pool2d, max_pool2d_gradient, mean_pool2d, mean_pool2d_gradient
from convnets.routing import max_pool2d_indices
from convnets.transposed import conv_transpose2d

torch = pytest.importorskip("torch", reason="PyTorch compares too after: .venv/bin/pip install torch==2.13.0")
functional = torch.nn.functional

GEOMETRIES = list(product([1, 2, (3, 1)], [0, 1, (2, 1)], [1, 2, (1, 3)], [1, 2, 4]))
POOLINGS = [(2, None, 0), (3, 2, 1), ((2, 3), (1, 2), (1, 0)), (3, 1, 1)]


def real_numbers(seed, *shape):
    return np.random.RandomState(seed).normal(size=shape)


def with_gradients(function, *arrays):
    """The result of a function of PyTorch, a gradient for it, and what PyTorch makes of that for each argument."""
    arguments = [torch.tensor(array, requires_grad=True) for array in arrays]
    y = function(*arguments)
    dy = real_numbers(99, *y.shape)
    y.backward(torch.tensor(dy))
    return y.detach().numpy(), dy, [argument.grad.numpy() for argument in arguments]


def assert_same(found, expected):
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(("stride", "padding", "dilation", "groups"), GEOMETRIES)
def test_conv2d_and_its_gradients(stride, padding, dilation, groups):
    x, w, bias = real_numbers(1, 2, 4, 9, 8), real_numbers(2, 8, 4 // groups, 3, 2), real_numbers(3, 8)
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    y, dy, expected = with_gradients(lambda *arrays: functional.conv2d(*arrays, **options), x, w, bias)
    assert_same(conv2d(x, w, bias, **options), y)
    for found, wanted in zip(conv2d_gradients(x, w, dy, **options), expected, strict=True):
        assert_same(found, wanted)


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
@pytest.mark.parametrize("kernel", [(1, 1), (2, 3), (4, 5)])
@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_same_padding(kernel, dilation):
    x, w = real_numbers(4, 2, 3, 7, 8), real_numbers(5, 4, 3, *kernel)
    expected = functional.conv2d(torch.tensor(x), torch.tensor(w), padding="same", dilation=dilation)
    assert_same(conv2d(x, w, padding="same", dilation=dilation), expected.numpy())


@pytest.mark.parametrize(("stride", "padding", "dilation", "groups"), GEOMETRIES)
@pytest.mark.parametrize("last", [False, True])
def test_conv_transpose2d_and_its_gradients(stride, padding, dilation, groups, last):
    x, w = real_numbers(6, 2, 4, 5, 6), real_numbers(7, 4, 3, 3, 2)
    bias = real_numbers(8, 3 * groups)
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    extra = tuple((np.broadcast_to(stride, 2) - 1).tolist()) if last else 0
    y, dy, expected = with_gradients(
        lambda *arrays: functional.conv_transpose2d(*arrays, output_padding=extra, **options), x, w, bias
    )
    assert_same(conv_transpose2d(x, w, bias, output_padding=extra, **options), y)
    for found, wanted in zip(conv_transpose2d_gradients(x, w, dy, **options), expected, strict=True):
        assert_same(found, wanted)


@pytest.mark.parametrize("geometry", POOLINGS)
def test_max_pooling_its_indices_and_its_gradient(geometry):
    # Whole numbers, so that there are ties.
    x = np.random.RandomState(9).randint(-3, 4, (2, 3, 7, 8)).astype(float)
    y, dy, (dx,) = with_gradients(lambda x: functional.max_pool2d(x, *geometry), x)
    _, indices = functional.max_pool2d(torch.tensor(x), *geometry, return_indices=True)
    assert_same(max_pool2d(x, *geometry), y)
    assert np.array_equal(max_pool2d_indices(x, *geometry), indices.numpy())
    assert_same(max_pool2d_gradient(x, dy, *geometry), dx)


@pytest.mark.parametrize("geometry", POOLINGS)
def test_mean_pooling_and_its_gradient(geometry):
    x = real_numbers(10, 2, 3, 7, 8)
    y, dy, (dx,) = with_gradients(lambda x: functional.avg_pool2d(x, *geometry), x)
    assert_same(mean_pool2d(x, *geometry), y)
    assert_same(mean_pool2d_gradient(x, dy, *geometry), dx)


@pytest.mark.parametrize(("window", "stride"), [(2, None), ((2, 3), 1)])
def test_l2_pooling_and_its_gradient(window, stride):
    x = np.abs(real_numbers(11, 2, 3, 7, 8))
    y, dy, (dx,) = with_gradients(lambda x: functional.lp_pool2d(x, 2, window, stride), x)
    assert_same(l2_pool2d(x, window, stride), y)
    assert_same(l2_pool2d_gradient(x, dy, window, stride), dx)
