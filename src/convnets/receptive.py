"""Receptive fields: which part of the input one value deep in a network sees, and how much of it counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convnets.arithmetic import effective_kernel
from convnets.convolution import convolve
from convnets.integers import integer
from convnets.shapes import Conv, Layer, Pool, layer_geometry, walk


@dataclass(frozen=True, slots=True)
class Step:
    """One layer along one axis.

    Attributes
    ----------
    kernel
        Number of taps.
    stride
        Distance between neighboring places.
    before
        Padding before the first value.
    dilation
        Distance between neighboring taps.
    """

    kernel: int
    stride: int = 1
    before: int = 0
    dilation: int = 1


@dataclass(frozen=True, slots=True)
class Field:
    """Which values of the input the values of a layer see, along one axis.

    The n-th value sees those from start + n jump to start + n jump + size − 1, of which some may lie on padding.

    Attributes
    ----------
    size
        How many values from the first to the last.
    jump
        How far apart the fields of neighboring values are.
    start
        Where the field of the first value begins: 0 is the first value of the input, less is padding.
    """

    size: int
    jump: int
    start: int

    @property
    def center(self) -> float:
        """The middle of the field of the first value."""
        return self.start + (self.size - 1) / 2


def steps(layers: Layer | Sequence[Layer], shape: Sequence[int], axis: int = 0) -> tuple[Step, ...]:
    """Return the layers along one axis of the image.

    Parameters
    ----------
    layers
        One layer or a network, of convolutions and poolings only.
    shape
        What the first one reads: (C, H, W). Padding by name depends on it.
    axis
        0 for down, 1 for across.

    Raises
    ------
    ValueError
        If a layer reads the whole image, or as in `convnets.shapes.output_shape`.

    Examples
    --------
    >>> steps([Conv(8, 3, padding=1), Pool(2)], (1, 8, 8))
    (Step(kernel=3, stride=1, before=1, dilation=1), Step(kernel=2, stride=2, before=0, dilation=1))
    """
    found = []
    for layer, before, _ in walk(layers, shape):
        if not isinstance(layer, (Conv, Pool)):
            raise ValueError(f"layers must be convolutions and poolings, for {layer} sees the whole image")
        path = layer_geometry(layer, before)
        found.append(Step(path.kernel[axis], path.stride[axis], path.padding[axis][0], path.dilation[axis]))
    return tuple(found)


def receptive_fields(path: Sequence[Step]) -> tuple[Field, ...]:
    """Return the receptive field after each layer.

    r = 1 + Σ d (k − 1) j, where the jump j of a layer's input is the product of all strides before it. Where a
    network has branches, as a residual one, take the path with the largest kernels.

    Parameters
    ----------
    path
        The layers along one axis, first to last.

    Returns
    -------
    tuple of Field
        One for each layer.

    Raises
    ------
    ValueError
        If a number of a step is not an integer in its range.

    References
    ----------
    Araujo, Norris & Sim, "Computing receptive fields of convolutional neural networks", Distill 2019,
    doi:10.23915/distill.00021.

    Examples
    --------
    >>> [field.size for field in receptive_fields([Step(3), Step(3), Step(3)])]
    [3, 5, 7]
    >>> receptive_fields([Step(3, stride=2, before=1), Step(3)])
    (Field(size=3, jump=2, start=-1), Field(size=7, jump=2, start=-1))
    """
    fields = []
    size, jump, start = 1, 1, 0
    for step in path:
        size += (effective_kernel(step.kernel, step.dilation) - 1) * jump
        start -= integer(step.before, "before", least=0) * jump
        jump *= integer(step.stride, "stride")
        fields.append(Field(size, jump, start))
    return tuple(fields)


def effective_field(path: Sequence[Step]) -> NDArray[np.float64]:
    """Return how much each value of its receptive field counts for one value after the last layer.

    All weights of a layer are taken to be equal, and nothing lies between the layers: then a value counts by the
    number of ways from it to the result. Many layers make a bell curve of it, much narrower than the field.

    Parameters
    ----------
    path
        The layers along one axis, first to last.

    Returns
    -------
    ndarray
        As long as the receptive field; float64, with sum 1.

    Raises
    ------
    ValueError
        As in `receptive_fields`.

    References
    ----------
    Luo, Li, Urtasun & Zemel, "Understanding the effective receptive field in deep convolutional neural networks",
    NIPS 2016, arXiv:1701.04128.

    Examples
    --------
    >>> effective_field([Step(2), Step(2)])
    array([0.25, 0.5 , 0.25])
    >>> effective_field([Step(2), Step(2, stride=2), Step(2)])
    array([0.125, 0.25 , 0.25 , 0.25 , 0.125])
    """
    counts: NDArray[Any] = np.ones(1)
    for step in reversed(path):
        apart = np.zeros((len(counts) - 1) * integer(step.stride, "stride") + 1)
        apart[:: step.stride] = counts
        counts = convolve(apart, np.full(integer(step.kernel, "kernel"), 1 / step.kernel), dilation=step.dilation)
    return counts


def effective_width(path: Sequence[Step]) -> float:
    """Return the standard deviation of `effective_field`.

    √(Σ j² d² (k² − 1) / 12), with the jump j of each layer's input: the variances of the layers add. For n layers of
    three taps this is √(2n / 3), while the receptive field grows like 2n + 1.

    Parameters
    ----------
    path
        The layers along one axis, first to last.

    Raises
    ------
    ValueError
        As in `receptive_fields`.

    References
    ----------
    Luo, Li, Urtasun & Zemel, "Understanding the effective receptive field in deep convolutional neural networks",
    NIPS 2016, arXiv:1701.04128.

    Examples
    --------
    >>> effective_width([Step(3)] * 6)
    2.0
    """
    layers = zip(path, receptive_fields(path), strict=True)
    spreads = ((field.jump // step.stride * step.dilation) ** 2 * (step.kernel**2 - 1) for step, field in layers)
    return math.sqrt(sum(spreads) / 12)
