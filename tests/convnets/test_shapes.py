"""Shapes of layers that are only written down, against the layers that compute."""

import numpy as np
import pytest

from convnets.layers import conv2d
from convnets.pooling import max_pool2d
from convnets.shapes import Conv, Dense, GlobalPool, Pool, layer_geometry, output_shape, walk


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"stride": 2, "padding": 1},
        {"padding": "same", "stride": (2, 3)},
        {"padding": ((0, 2), 1), "dilation": (1, 2), "groups": 2},
    ],
)
def test_a_convolution_gives_the_shape_that_conv2d_gives(options):
    x, w = np.zeros((1, 4, 9, 8)), np.zeros((6, 4 // options.get("groups", 1), 3, 2))
    assert output_shape(Conv(6, (3, 2), **options), (4, 9, 8)) == conv2d(x, w, **options).shape[1:]


@pytest.mark.parametrize(
    "options", [{}, {"window": 3, "stride": 2}, {"window": (2, 3), "padding": "same", "stride": 1}]
)
def test_a_pooling_gives_the_shape_that_max_pool2d_gives(options):
    assert output_shape(Pool(**options), (4, 9, 8)) == max_pool2d(np.zeros((4, 9, 8)), **options).shape


def test_a_dense_layer_reads_any_shape():
    assert [output_shape(Dense(5), shape) for shape in [(3,), (2, 3), (4, 5, 6)]] == [(5,)] * 3


def test_global_pooling_leaves_one_number_for_each_channel():
    assert output_shape(GlobalPool(), (7, 4, 5)) == (7,)


def test_shapes_follow_one_another():
    digits = [Conv(8, 3, padding=1), Pool(2), Conv(16, 3, padding=1), Pool(2), Dense(10)]
    assert [(before, after) for _, before, after in walk(digits, (1, 8, 8))] == [
        ((1, 8, 8), (8, 8, 8)),
        ((8, 8, 8), (8, 4, 4)),
        ((8, 4, 4), (16, 4, 4)),
        ((16, 4, 4), (16, 2, 2)),
        ((16, 2, 2), (10,)),
    ]


def test_one_layer_is_a_network():
    assert [after for _, _, after in walk(Dense(5), (3,))] == [(5,)]


@pytest.mark.parametrize(
    ("layer", "shape", "message"),
    [
        (Conv(4, 3), (9,), "shape must be (C, H, W) before this layer, got (9,)"),
        (GlobalPool(), (3, 9), "shape must be (C, H, W) before this layer, got (3, 9)"),
        (Pool(2), (3, 9), "shape must be (C, H, W) before this layer, got (3, 9)"),
        (Conv(4, 3), (3, 9, 0), "shape must be an integer of at least 1, got 0"),
        (Conv(0, 3), (3, 9, 9), "channels must be an integer of at least 1, got 0"),
        (Conv(4, 3, groups=0), (4, 9, 9), "groups must be an integer of at least 1, got 0"),
        (Conv(4, 3, groups=2), (3, 9, 9), "groups must divide the 3 channels and the 4 kernels, got 2"),
        (Conv(3, 3, groups=2), (4, 9, 9), "groups must divide the 4 channels and the 3 kernels, got 2"),
        (Conv(4, 3, connections=13), (3, 9, 9), "connections must be between 1 and 12, all pairs of channels, got 13"),
        (
            Conv(4, 3, groups=2, connections=9),
            (4, 9, 9),
            "connections must be between 1 and 8, all pairs of channels, got 9",
        ),
        (Conv(4, 3, connections=0), (3, 9, 9), "connections must be between 1 and 12, all pairs of channels, got 0"),
        (Conv(4, 3), (3, 2, 9), "kernel spans 3, more than the padded input (2): make it span less, or pad more"),
        (Pool(2, 0), (3, 9, 9), "stride must be an integer of at least 1, got 0"),
        (
            Pool(2, padding=2),
            (3, 9, 9),
            "padding must be smaller than the window (2, 2), or a window would be all padding: ((2, 2), (2, 2))",
        ),
        (Dense(0), (3,), "units must be an integer of at least 1, got 0"),
    ],
)
def test_what_does_not_fit_is_refused(layer, shape, message):
    with pytest.raises(ValueError) as caught:
        output_shape(layer, shape)
    assert str(caught.value) == message


@pytest.mark.parametrize("connections", [1, 12])
def test_one_pair_of_channels_may_be_connected_or_all(connections):
    assert output_shape(Conv(4, 3, connections=connections), (3, 9, 9)) == (4, 7, 7)


def test_a_geometry_needs_an_image():
    with pytest.raises(ValueError) as caught:
        layer_geometry(Conv(4, 3), (9, 9))
    assert str(caught.value) == "shape must be (C, H, W) before this layer, got (9, 9)"


def test_a_network_needs_a_shape_of_integers():
    with pytest.raises(ValueError) as caught:
        list(walk([Dense(5)], (3, 0.5)))
    assert str(caught.value) == "shape must be an integer of at least 1, got 0.5"
