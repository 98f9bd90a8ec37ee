"""A small network: a sequence of layers, its first parameters, and the passes through all of it.

Its parameters are one flat tuple of arrays, in the order of the layers: for a convolution and a dense layer
``(w1, b1, w2, b2)``.
"""

import math
from collections.abc import Sequence
from itertools import islice

import numpy as np

from convnets.blocks import Array, Arrays, Layer, Shapes

Network = Sequence[Layer]


def parameter_shapes(network: Network) -> Shapes:
    """Return the shapes of a network's parameters, in the order of its layers.

    Parameters
    ----------
    network
        The layers, first to last.

    Examples
    --------
    >>> from convnets.blocks import Conv2d, Dense, Flatten, ReLU
    >>> parameter_shapes([Conv2d(1, 8, 3), ReLU(), Flatten(), Dense(32, 10)])
    ((8, 1, 3, 3), (8,), (10, 32), (10,))
    """
    return tuple(shape for layer in network for shape in layer.shapes)


def parameter_count(network: Network) -> int:
    """Return how many numbers a network learns.

    Parameters
    ----------
    network
        As in `parameter_shapes`.

    Examples
    --------
    8 kernels of 3 × 3 and as many biases:

    >>> from convnets.blocks import Conv2d
    >>> parameter_count([Conv2d(1, 8, 3)])
    80
    """
    return sum(math.prod(shape) for shape in parameter_shapes(network))


def initialize(network: Network, random: np.random.RandomState) -> Arrays:
    r"""Return He's random parameters: what a network starts to learn from.

    .. math:: w \sim \mathcal N(0, 2 / n), \qquad b = 0

    with n the number of inputs of one output: the variance that keeps the signal of a deep network of ReLUs from
    fading or growing.

    Parameters
    ----------
    network
        As in `parameter_shapes`.
    random
        Where the numbers come from; the same seed gives the same numbers in every version of NumPy.

    Returns
    -------
    tuple of ndarray
        float64, of the shapes that `parameter_shapes` gives.

    References
    ----------
    He, Zhang, Ren & Sun, *Delving deep into rectifiers*, ICCV 2015, section 2.2, arXiv:1502.01852.

    Examples
    --------
    >>> from convnets.blocks import Dense
    >>> w, b = initialize([Dense(5000, 2)], np.random.RandomState(0))
    >>> round(float(w.var() / (2 / 5000)), 1), b
    (1.0, array([0., 0.]))
    """
    return tuple(_initial(shape, random) for shape in parameter_shapes(network))


def forward(network: Network, parameters: Arrays, x: Array) -> Arrays:
    """Return what goes into a network and what comes out of each of its layers.

    Parameters
    ----------
    network
        As in `parameter_shapes`.
    parameters
        Arrays of the shapes that `parameter_shapes` gives.
    x
        A batch: the first axis counts images, the others are what the first layer asks for.

    Returns
    -------
    tuple of ndarray
        `x`, then the output of each layer; the last is that of the network. Their dtype follows NumPy's
        promotion of `x` and the parameters: all float32 stays float32.

    Raises
    ------
    ValueError
        If the parameters do not have the shapes of the network, or if a layer is given another shape than its own.

    Examples
    --------
    >>> from convnets.blocks import Dense, ReLU
    >>> w, b = np.array([[1.0, 2.0]]), np.array([-4.0])
    >>> forward([Dense(2, 1), ReLU()], (w, b), np.array([[3.0, 4.0], [1.0, 1.0]]))[1:]
    (array([[ 7.],
           [-1.]]), array([[7.],
           [0.]]))
    """
    activations = [x]
    for layer, own in zip(network, _by_layer(network, parameters), strict=True):
        activations.append(layer.forward(activations[-1], own))
    return tuple(activations)


def backward(network: Network, parameters: Arrays, activations: Arrays, dy: Array) -> tuple[Array, Arrays]:
    """Return the gradients of a number with respect to the input of a network and to its parameters.

    Parameters
    ----------
    network, parameters
        As in `forward`.
    activations
        What `forward` returned.
    dy
        The gradient of the number with respect to the network's output, and of its shape.

    Returns
    -------
    dx : ndarray
        The gradient with respect to the input, of its shape.
    gradients : tuple of ndarray
        Those with respect to each of the parameters, of their shapes.

    Raises
    ------
    ValueError
        If the parameters do not have the shapes of the network, if the activations are not those of its layers, or if
        `dy` has not the shape of its output.

    References
    ----------
    Rumelhart, Hinton & Williams, *Learning representations by back-propagating errors*, Nature 323 (1986).

    Examples
    --------
    >>> from convnets.blocks import Dense, ReLU
    >>> network, parameters = [Dense(2, 1), ReLU()], (np.array([[1.0, 2.0]]), np.array([-4.0]))
    >>> activations = forward(network, parameters, np.array([[3.0, 4.0]]))
    >>> backward(network, parameters, activations, np.array([[1.0]]))
    (array([[1., 2.]]), (array([[3., 4.]]), array([1.])))
    """
    if len(activations) != len(network) + 1:
        raise ValueError(
            f"activations must be {len(network) + 1} arrays, the input and one for each layer, got {len(activations)}"
        )
    if dy.shape != activations[-1].shape:
        raise ValueError(f"dy must have the shape of the output, {activations[-1].shape}, got {dy.shape}")
    gradients: Arrays = ()
    for layer, own, x in reversed(list(zip(network, _by_layer(network, parameters), activations[:-1], strict=True))):
        dy, of_layer = layer.backward(x, own, dy)
        gradients = of_layer + gradients
    return dy, gradients


def _initial(shape: tuple[int, ...], random: np.random.RandomState) -> Array:
    if len(shape) == 1:
        return np.zeros(shape)
    return random.standard_normal(shape) * math.sqrt(2 / math.prod(shape[1:]))


def _by_layer(network: Network, parameters: Arrays) -> list[Arrays]:
    expected, got = parameter_shapes(network), tuple(each.shape for each in parameters)
    if got != expected:
        raise ValueError(f"parameters must have the shapes {expected}, got {got}")
    remaining = iter(parameters)
    return [tuple(islice(remaining, len(layer.shapes))) for layer in network]
