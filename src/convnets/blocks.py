"""The layers that a small network is made of, each with its forward and its backward pass.

A layer holds sizes and no arrays: parameters come in, gradients go out, and nothing changes while a network learns.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from convnets.gradients import conv2d_gradients
from convnets.integers import integer
from convnets.layers import conv2d
from convnets.pooling import max_pool2d, max_pool2d_gradient

Array = NDArray[np.floating[Any]]
Arrays = tuple[Array, ...]
Shapes = tuple[tuple[int, ...], ...]


class Layer(Protocol):
    """What a network is made of. `x` is the layer's input, with the images of a batch along its first axis."""

    @property
    def shapes(self) -> Shapes:
        """The shapes of its parameters: weights, whose first axis counts outputs, then biases; or none."""

    def forward(self, x: Array, parameters: Arrays) -> Array:
        """Return the layer's output."""

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        """Return the gradients with respect to `x` and to each parameter, given that with respect to the output."""


@dataclass(frozen=True, slots=True)
class Conv2d:
    """A layer that cross-correlates (N, inputs, H, W) with kernels and adds a bias for each of its outputs.

    Attributes
    ----------
    inputs, outputs
        Number of channels.
    kernel
        Height and width of the kernels.
    padding
        Zeros on every side of an image.

    Raises
    ------
    ValueError
        If a number is not an integer of at least 1 (the padding: of at least 0).

    Examples
    --------
    >>> Conv2d(1, 8, kernel=3, padding=1).shapes
    ((8, 1, 3, 3), (8,))
    """

    inputs: int
    outputs: int
    kernel: int = 3
    padding: int = 0

    def __post_init__(self) -> None:
        for name in ("inputs", "outputs", "kernel"):
            integer(getattr(self, name), name)
        integer(self.padding, "padding", least=0)

    @property
    def shapes(self) -> Shapes:
        return (self.outputs, self.inputs, self.kernel, self.kernel), (self.outputs,)

    def forward(self, x: Array, parameters: Arrays) -> Array:
        w, bias = parameters
        return conv2d(x, w, bias, padding=self.padding)

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        w, _ = parameters
        dx, dw, db = conv2d_gradients(x, w, dy, padding=self.padding)
        return dx, (dw, db)


@dataclass(frozen=True, slots=True)
class Dense:
    """A layer that multiplies (N, inputs) by a matrix and adds a bias: y = x wᵀ + b, of shape (N, outputs).

    Attributes
    ----------
    inputs, outputs
        Number of values for each image.

    Raises
    ------
    ValueError
        If a number is not an integer of at least 1, or if the layer is given anything but (N, inputs).

    Examples
    --------
    >>> Dense(64, 10).shapes
    ((10, 64), (10,))
    """

    inputs: int
    outputs: int

    def __post_init__(self) -> None:
        integer(self.inputs, "inputs")
        integer(self.outputs, "outputs")

    @property
    def shapes(self) -> Shapes:
        return (self.outputs, self.inputs), (self.outputs,)

    def forward(self, x: Array, parameters: Arrays) -> Array:
        if x.ndim != 2 or x.shape[1] != self.inputs:
            raise ValueError(f"x must have shape (N, {self.inputs}), got {x.shape}")
        w, bias = parameters
        return x @ w.T + bias

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        w, _ = parameters
        return dy @ w, (dy.T @ x, dy.sum(axis=0))


@dataclass(frozen=True, slots=True)
class MaxPool2d:
    """A layer that keeps the largest value of each window of (N, C, H, W); the windows tile the image.

    Its gradient goes to the value that was kept, the first of equal ones.

    Attributes
    ----------
    window
        Height and width of the windows.

    Raises
    ------
    ValueError
        If the window is not an integer of at least 1.

    Examples
    --------
    >>> MaxPool2d(2).forward(np.array([[[[1.0, 2.0], [4.0, 3.0]]]]), ())
    array([[[[4.]]]])
    """

    window: int = 2

    def __post_init__(self) -> None:
        integer(self.window, "window")

    @property
    def shapes(self) -> Shapes:
        return ()

    def forward(self, x: Array, parameters: Arrays) -> Array:
        return max_pool2d(x, self.window)

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        return max_pool2d_gradient(x, dy, self.window), ()


@dataclass(frozen=True, slots=True)
class ReLU:
    """A layer that replaces negative values by 0. At 0, where it has no derivative, its gradient is 0.

    Examples
    --------
    >>> ReLU().forward(np.array([-1.0, 0.0, 2.0]), ())
    array([0., 0., 2.])
    """

    @property
    def shapes(self) -> Shapes:
        return ()

    def forward(self, x: Array, parameters: Arrays) -> Array:
        return np.maximum(x, 0)

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        return dy * (x > 0), ()


@dataclass(frozen=True, slots=True)
class Flatten:
    """A layer that writes the values of each image of (N, ...) in one row, last axis fastest.

    Examples
    --------
    >>> Flatten().forward(np.zeros((5, 16, 2, 2)), ()).shape
    (5, 64)
    """

    @property
    def shapes(self) -> Shapes:
        return ()

    def forward(self, x: Array, parameters: Arrays) -> Array:
        return x.reshape(len(x), -1)

    def backward(self, x: Array, parameters: Arrays, dy: Array) -> tuple[Array, Arrays]:
        return dy.reshape(x.shape), ()
