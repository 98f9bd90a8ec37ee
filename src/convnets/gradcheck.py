"""Gradient checking: backpropagation compared with what differences of the loss say.

The check is only as good as the loss is smooth. Where a ReLU receives exactly 0 the loss has a kink, and the difference
across it is a mean of two slopes. Blank pixels and zero biases do this on every image: check with random biases.
"""

from collections.abc import Callable

import numpy as np

from convnets.blocks import Array, Arrays
from convnets.network import Network
from convnets.reals import positive
from convnets.training import Indices, loss, loss_gradients


def numerical_gradient(function: Callable[[Array], float], x: Array, step: float = 1e-6) -> Array:
    r"""Return the gradient of a function, by central differences.

    .. math:: \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2 h}

    The rule itself errs by h² f‴/6, rounding by about ε |f| / h, with ε = 2 · 10⁻¹⁶: near h = 10⁻⁵ both are small.

    Parameters
    ----------
    function
        Takes an array of the shape of `x` and returns a number. It must not keep or change the array.
    x
        Where the gradient is wanted: float64, of any shape, and left as it is.
    step
        h, above 0.

    Returns
    -------
    ndarray
        float64, of the shape of `x`. Each value costs two calls of the function.

    Raises
    ------
    ValueError
        If `x` is not float64, in whose place a smaller type would leave nothing but rounding, or if the step is not
        above 0.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 11.5.

    Examples
    --------
    >>> numerical_gradient(lambda x: x[0] ** 2 * x[1], np.array([3.0, 5.0])).round(6)
    array([30.,  9.])
    """
    if x.dtype != np.float64:
        raise ValueError(f"x must be float64, or rounding would hide its gradient; got {x.dtype}")
    h = positive(step, "step")
    moved, gradient = x.copy(), np.empty_like(x)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = function(moved)
        moved[index] = x[index] - h
        gradient[index] = (above - function(moved)) / (2 * h)
        moved[index] = x[index]
    return gradient


def gradient_errors(
    network: Network, parameters: Arrays, x: Array, labels: Indices, step: float = 1e-6
) -> tuple[float, ...]:
    """Return how far backpropagation is from differences of the loss, at worst, for each of the parameter arrays.

    Parameters
    ----------
    network, parameters, x, labels
        As in `convnets.training.loss`; the parameters float64.
    step
        As in `numerical_gradient`.

    Returns
    -------
    tuple of float
        The largest absolute difference in each array. Near 10⁻⁹ the gradients are right; a wrong one, or a kink, is
        off by about as much as gradients are large.

    Raises
    ------
    ValueError
        As in `convnets.training.loss` and `numerical_gradient`.

    Examples
    --------
    >>> from convnets.blocks import Dense
    >>> parameters = (np.array([[1.0], [2.0]]), np.array([0.5, 0.0]))
    >>> max(gradient_errors([Dense(1, 2)], parameters, np.array([[3.0]]), np.array([0]))) < 1e-8
    True
    """
    gradients = loss_gradients(network, parameters, x, labels)
    numerical = (_numerical(network, parameters, place, x, labels, step) for place in range(len(parameters)))
    return tuple(float(np.abs(own - other).max()) for own, other in zip(gradients, numerical, strict=True))


def random_biases(parameters: Arrays, random: np.random.RandomState) -> Arrays:
    """Return the parameters with standard normal numbers in place of the biases, which are the arrays of one axis.

    Parameters
    ----------
    parameters
        As `convnets.network.initialize` returns them, and left as they are.
    random
        Where the numbers come from.

    Returns
    -------
    tuple of ndarray
        float64 biases; the weights are the same arrays.

    Examples
    --------
    >>> random_biases((np.array([[7.0]]), np.array([0.0, 0.0])), np.random.RandomState(0))
    (array([[7.]]), array([1.76405235, 0.40015721]))
    """
    return tuple(random.standard_normal(each.shape) if each.ndim == 1 else each for each in parameters)


def _numerical(network: Network, parameters: Arrays, place: int, x: Array, labels: Indices, step: float) -> Array:
    before, after = parameters[:place], parameters[place + 1 :]
    return numerical_gradient(lambda array: loss(network, (*before, array, *after), x, labels), parameters[place], step)
