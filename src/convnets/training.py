"""Training: batches in random order, a step for each, and how many images a network then knows."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convnets.blocks import Array, Arrays
from convnets.integers import integer
from convnets.loss import cross_entropy, cross_entropy_gradient
from convnets.network import Network, backward, forward
from convnets.optimizers import Optimizer, State

Indices = NDArray[np.integer[Any]]


def batches(count: int, size: int, random: np.random.RandomState) -> Iterator[Indices]:
    """Yield the numbers 0 to count − 1 in random order, `size` of them at a time and what is left at last.

    Parameters
    ----------
    count
        How many there are, such as images.
    size
        How many go into a batch.
    random
        Where the order comes from: one permutation.

    Raises
    ------
    ValueError
        If `count` or `size` is not an integer of at least 1.

    Examples
    --------
    >>> [batch.tolist() for batch in batches(5, 2, np.random.RandomState(0))]
    [[2, 0], [1, 3], [4]]
    """
    order = random.permutation(integer(count, "count"))
    step = integer(size, "size")
    yield from (order[start : start + step] for start in range(0, count, step))


def loss(network: Network, parameters: Arrays, x: Array, labels: Indices) -> float:
    """Return the mean cross-entropy of a network on a batch.

    Parameters
    ----------
    network, parameters, x
        As in `convnets.network.forward`.
    labels
        The right class of each image: integers from 0, of shape (N,).

    Raises
    ------
    ValueError
        As in `convnets.network.forward` and `convnets.loss.cross_entropy`.

    Examples
    --------
    A network that knows nothing of two classes: log 2.

    >>> from convnets.blocks import Dense
    >>> loss([Dense(1, 2)], (np.zeros((2, 1)), np.zeros(2)), np.array([[3.0]]), np.array([0]))
    0.6931471805599453
    """
    return cross_entropy(forward(network, parameters, x)[-1], labels)


def loss_gradients(network: Network, parameters: Arrays, x: Array, labels: Indices) -> Arrays:
    """Return the gradients of `loss` with respect to each of the parameters.

    Parameters
    ----------
    network, parameters, x, labels
        As in `loss`.

    Returns
    -------
    tuple of ndarray
        Of the shapes of the parameters.

    Raises
    ------
    ValueError
        As in `loss`.

    Examples
    --------
    >>> from convnets.blocks import Dense
    >>> loss_gradients([Dense(1, 2)], (np.zeros((2, 1)), np.zeros(2)), np.array([[3.0]]), np.array([0]))
    (array([[-1.5],
           [ 1.5]]), array([-0.5,  0.5]))
    """
    activations = forward(network, parameters, x)
    return backward(network, parameters, activations, cross_entropy_gradient(activations[-1], labels))[1]


def train(
    network: Network,
    parameters: Arrays,
    x: Array,
    labels: Indices,
    *,
    optimizer: Optimizer,
    epochs: int,
    batch: int,
    random: np.random.RandomState,
) -> Iterator[Arrays]:
    """Yield the parameters after each epoch of training, in which every image is used once.

    Parameters
    ----------
    network, parameters, x, labels
        As in `loss`; these parameters are the start, and are left as they are.
    optimizer
        What takes the steps, such as `convnets.optimizers.Adam`.
    epochs
        How many times to go through the images.
    batch
        How many images go into a step.
    random
        Where the order of the images comes from: one permutation for each epoch.

    Raises
    ------
    ValueError
        When the first parameters are asked for: if epochs or batch is not an integer of at least 1, or as in
        `loss`. Later: if training diverges, so that scores or parameters are no longer finite.

    Examples
    --------
    Two points on a line, of two classes:

    >>> from convnets.blocks import Dense
    >>> from convnets.optimizers import SGD
    >>> network, start = [Dense(1, 2)], (np.zeros((2, 1)), np.zeros(2))
    >>> x, labels, random = np.array([[-1.0], [1.0]]), np.array([0, 1]), np.random.RandomState(0)
    >>> for w, b in train(network, start, x, labels, optimizer=SGD(1.0), epochs=2, batch=2, random=random):
    ...     print(w.ravel().round(4))
    [-0.5  0.5]
    [-0.7689  0.7689]
    """
    _check_labels(x, labels)
    state, size = optimizer.start(parameters), integer(batch, "batch")
    for _ in range(integer(epochs, "epochs")):
        state = _epoch(network, optimizer, state, x, labels, batches(len(x), size, random))
        if not all(np.isfinite(each).all() for each in state.parameters):
            raise ValueError("parameters must stay finite: the learning rate is too high")
        yield state.parameters


def accuracy(network: Network, parameters: Arrays, x: Array, labels: Indices) -> float:
    """Return the share of images whose highest score is that of the right class.

    Parameters
    ----------
    network, parameters, x, labels
        As in `loss`. Of equal scores, the first counts as the highest.

    Raises
    ------
    ValueError
        As in `convnets.network.forward`, or if there are no images, or not as many labels as images.

    Examples
    --------
    >>> from convnets.blocks import Dense
    >>> parameters = (np.array([[-1.0], [1.0]]), np.zeros(2))
    >>> accuracy([Dense(1, 2)], parameters, np.array([[-2.0], [1.0], [3.0], [4.0]]), np.array([0, 1, 1, 0]))
    0.75
    """
    _check_labels(x, labels)
    answers = forward(network, parameters, x)[-1].argmax(axis=1)
    return float((answers == labels).mean())


def _epoch(
    network: Network, optimizer: Optimizer, state: State, x: Array, labels: Indices, order: Iterable[Indices]
) -> State:
    # Overflow is no news of its own: it is reported when scores or parameters are no longer finite.
    with np.errstate(over="ignore", invalid="ignore"):
        for chosen in order:
            gradients = loss_gradients(network, state.parameters, x[chosen], labels[chosen])
            state = optimizer.step(state, gradients)
    return state


def _check_labels(x: Array, labels: Indices) -> None:
    if len(x) == 0 or labels.shape != x.shape[:1]:
        raise ValueError(f"x and labels must be as many, at least one, got shapes {x.shape} and {labels.shape}")
