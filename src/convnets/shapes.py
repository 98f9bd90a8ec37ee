"""Layers as they are written down, without weights, and the shapes they make of one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from convnets.geometry import Geometry, geometry
from convnets.integers import integer, integers
from convnets.padding import Padding
from convnets.pools import pool_geometry

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conv:
    """A layer of kernels, as `convnets.layers.conv2d` computes it.

    Attributes
    ----------
    channels
        Number of kernels, that is, of channels of the result.
    kernel, stride, padding, dilation, groups
        As in `convnets.layers.conv2d`.
    bias
        One number for each channel of the result, one for each place in each channel, or none.
    shared
        Whether all places share the weights of a kernel; a locally connected layer does not.
    connections
        How many pairs of an input channel and an output channel are joined, where not all of a group are.
    """

    channels: int
    kernel: int | Sequence[int]
    stride: int | Sequence[int] = 1
    padding: Padding = 0
    dilation: int | Sequence[int] = 1
    groups: int = 1
    bias: Literal["channel", "place"] | None = "channel"
    shared: bool = True
    connections: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooling of any kind.

    Attributes
    ----------
    window, stride, padding
        As in `convnets.pooling.max_pool2d`.
    trained
        Whether each channel has a factor and a bias of its own, as LeNet-5's subsampling has.
    """

    window: int | Sequence[int] = 2
    stride: int | Sequence[int] | None = None
    padding: Padding = 0
    trained: bool = False


@dataclass(frozen=True, slots=True)
class GlobalPool:
    """One number for each channel."""


@dataclass(frozen=True, slots=True)
class Dense:
    """A dense layer: every unit reads every value.

    Attributes
    ----------
    units
        How many numbers it gives.
    bias
        Whether each unit has one.
    """

    units: int
    bias: bool = True


Layer = Conv | Pool | GlobalPool | Dense


def output_shape(layer: Layer, shape: Sequence[int]) -> Shape:
    """Return the shape that a layer gives, for one image.

    Parameters
    ----------
    layer
        The layer.
    shape
        What it reads: (C, H, W), or any shape for a `Dense` layer.

    Returns
    -------
    tuple of int
        (C, H, W), or (units,) or (C,) where no image is left.

    Raises
    ------
    ValueError
        If the shape has no image where one is needed; if the groups do not divide the channels; or if the layer
        does not fit on the image, as in `convnets.arithmetic.output_size`.

    Examples
    --------
    >>> output_shape(Conv(64, 7, stride=2, padding=3), (3, 224, 224))
    (64, 112, 112)
    >>> output_shape(Pool(3, 2), (96, 55, 55))
    (96, 27, 27)
    >>> output_shape(Dense(10), (16, 2, 2))
    (10,)
    """
    sizes = integers(shape, len(shape), "shape")
    if isinstance(layer, Dense):
        return (integer(layer.units, "units"),)
    channels = _channels(sizes)
    if isinstance(layer, GlobalPool):
        return (channels,)
    if isinstance(layer, Conv):
        _check_channels(layer, channels)
        channels = layer.channels
    return (channels, *layer_geometry(layer, sizes).places)


def layer_geometry(layer: Conv | Pool, shape: Sequence[int]) -> Geometry:
    """Return how the kernel of a layer, or its window, slides over an image.

    Parameters
    ----------
    layer
        The layer.
    shape
        What it reads: (C, H, W).

    Raises
    ------
    ValueError
        If the shape is another, or an argument of the layer is not in its range.

    Examples
    --------
    >>> layer_geometry(Conv(8, 3, padding="same"), (1, 8, 8)).padding
    ((1, 1), (1, 1))
    """
    _channels(shape)
    if isinstance(layer, Pool):
        return pool_geometry(shape[1:], layer.window, layer.stride, layer.padding)
    return geometry(shape[1:], layer.kernel, layer.stride, layer.padding, layer.dilation)


def walk(layers: Layer | Sequence[Layer], shape: Sequence[int]) -> Iterator[tuple[Layer, Shape, Shape]]:
    """Yield each layer with the shape that it reads and the shape that it gives.

    Parameters
    ----------
    layers
        One layer, or a network as the sequence of its layers.
    shape
        What the first one reads.

    Raises
    ------
    ValueError
        As in `output_shape`.

    Examples
    --------
    >>> for _, before, after in walk([Conv(8, 3, padding=1), Pool(2), Dense(10)], (1, 8, 8)):
    ...     print(before, after)
    (1, 8, 8) (8, 8, 8)
    (8, 8, 8) (8, 4, 4)
    (8, 4, 4) (10,)
    """
    before = integers(shape, len(shape), "shape")
    for layer in layers if isinstance(layers, Sequence) else [layers]:
        after = output_shape(layer, before)
        yield layer, before, after
        before = after


def _channels(shape: Sequence[int]) -> int:
    if len(shape) != 3:
        raise ValueError(f"shape must be (C, H, W) before this layer, got {tuple(shape)}")
    return shape[0]


def _check_channels(layer: Conv, channels: int) -> None:
    count, groups = integer(layer.channels, "channels"), integer(layer.groups, "groups")
    if channels % groups or count % groups:
        raise ValueError(f"groups must divide the {channels} channels and the {count} kernels, got {groups}")
    pairs = channels * count // groups
    if layer.connections is not None and not 1 <= layer.connections <= pairs:
        raise ValueError(f"connections must be between 1 and {pairs}, all pairs of channels, got {layer.connections}")
