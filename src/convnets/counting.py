"""What a layer or a network costs: parameters, multiply–accumulates, values and the bytes they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import DTypeLike

from convnets.shapes import Conv, Dense, Layer, Pool, Shape, layer_geometry, walk


@dataclass(frozen=True, slots=True)
class Cost:
    """What one layer costs for one image.

    Attributes
    ----------
    layer
        The layer.
    shape
        The shape that it gives.
    weights, biases
        Its trained numbers.
    products
        Its multiply–accumulates: each weight once for each place that uses it. Adding a bias is none; a pooling
        that is not trained has none.
    """

    layer: Layer
    shape: Shape
    weights: int
    biases: int
    products: int

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return self.weights + self.biases

    @property
    def values(self) -> int:
        """How many numbers it gives."""
        return prod(self.shape)


def costs(layers: Layer | Sequence[Layer], shape: Sequence[int]) -> tuple[Cost, ...]:
    """Return what each layer costs for one image.

    A layer of O kernels has K² C O / groups weights and O biases, and each weight is used at H' W' places.

    Parameters
    ----------
    layers
        One layer, or a network as the sequence of its layers.
    shape
        What the first one reads, usually (C, H, W).

    Raises
    ------
    ValueError
        As in `convnets.shapes.output_shape`.

    References
    ----------
    Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications", 2017,
    arXiv:1704.04861, section 3.1, for the products.

    Examples
    --------
    >>> [cost.parameters for cost in costs([Conv(8, 3, padding=1), Pool(2), Dense(10)], (1, 8, 8))]
    [80, 0, 1290]
    >>> [cost.products for cost in costs([Conv(8, 3, padding=1), Pool(2), Dense(10)], (1, 8, 8))]
    [4608, 0, 1280]
    """
    return tuple(_cost(layer, before, after) for layer, before, after in walk(layers, shape))


def parameters(layers: Layer | Sequence[Layer], shape: Sequence[int]) -> int:
    """Return how many trained numbers a layer or a network has.

    Parameters
    ----------
    layers, shape
        As in `costs`.

    Raises
    ------
    ValueError
        As in `costs`.

    Examples
    --------
    Twelve kernels of 5×5×3, each with its bias:

    >>> parameters(Conv(12, 5), (3, 32, 32))
    912
    """
    return sum(cost.parameters for cost in costs(layers, shape))


def multiply_accumulates(layers: Layer | Sequence[Layer], shape: Sequence[int]) -> int:
    """Return how many products a layer or a network takes and sums up, for one image.

    Parameters
    ----------
    layers, shape
        As in `costs`.

    Raises
    ------
    ValueError
        As in `costs`.

    Examples
    --------
    A 2×2 kernel at 2×2 places:

    >>> multiply_accumulates(Conv(1, 2), (1, 3, 3))
    16
    """
    return sum(cost.products for cost in costs(layers, shape))


def activations(layers: Layer | Sequence[Layer], shape: Sequence[int]) -> int:
    """Return how many numbers there are in the input and all results together, for one image.

    Parameters
    ----------
    layers, shape
        As in `costs`.

    Raises
    ------
    ValueError
        As in `costs`.

    Examples
    --------
    >>> activations([Conv(8, 3, padding=1), Pool(2), Dense(10)], (1, 8, 8))  # 64 + 512 + 128 + 10
    714
    """
    return prod(shape) + sum(cost.values for cost in costs(layers, shape))


def memory(count: int, dtype: DTypeLike = "float32") -> int:
    """Return how many bytes so many numbers take.

    Training needs the activations twice, for the values and for their gradients, and more of the parameters.

    Parameters
    ----------
    count
        How many numbers: of `parameters`, of `activations` or of both.
    dtype
        What they are stored in.

    Examples
    --------
    >>> memory(1000)
    4000
    """
    return count * np.dtype(dtype).itemsize


def _cost(layer: Layer, before: Shape, after: Shape) -> Cost:
    weights, biases, products = 0, 0, 0
    match layer:
        case Conv():
            places = prod(after[1:])
            joined = layer.connections or before[0] * layer.channels // layer.groups
            weights = joined * prod(layer_geometry(layer, before).kernel)
            products = weights * places
            weights = weights if layer.shared else products
            biases = _biases(layer, places)
        case Dense():
            weights = products = prod(before) * layer.units
            biases = layer.units if layer.bias else 0
        case Pool(trained=True):
            weights = biases = before[0]
            products = prod(after)
    return Cost(layer, after, weights, biases, products)


def _biases(layer: Conv, places: int) -> int:
    match layer.bias:
        case None:
            return 0
        case "channel":
            return layer.channels
        case "place":
            return layer.channels * places
    raise ValueError(f'bias must be "channel", "place" or None, got {layer.bias!r}')
