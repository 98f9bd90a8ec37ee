"""Three networks that read digits, and one way to train them, so that what is said of them is comparable."""

from collections.abc import Iterator

import numpy as np

from convnets.blocks import Array, Arrays, Conv2d, Dense, Flatten, MaxPool2d, ReLU
from convnets.digits import Digits
from convnets.network import Network, initialize
from convnets.optimizers import Adam
from convnets.training import accuracy, train

LINEAR: Network = (Flatten(), Dense(64, 10))
MULTILAYER: Network = (Flatten(), Dense(64, 25), ReLU(), Dense(25, 10))
CONVOLUTIONAL: Network = (
    Conv2d(1, 8, kernel=3, padding=1),
    ReLU(),
    MaxPool2d(2),
    Conv2d(8, 16, kernel=3, padding=1),
    ReLU(),
    MaxPool2d(2),
    Flatten(),
    Dense(64, 10),
)


def batch_of(digits: Digits) -> Array:
    """Return the images as these networks take them: one channel, from 0 to 1.

    Parameters
    ----------
    digits
        N images of 8 × 8 pixels from 0 to 16.

    Returns
    -------
    ndarray
        float64, of shape (N, 1, 8, 8).

    Examples
    --------
    >>> from convnets.digits import load_digits
    >>> batch_of(load_digits())[0, 0, 0]
    array([0.    , 0.    , 0.3125, 0.8125, 0.5625, 0.0625, 0.    , 0.    ])
    """
    return digits.images[:, np.newaxis] / 16


def learn(network: Network, digits: Digits, seed: int, *, rate: float = 0.01, epochs: int = 30) -> Iterator[Arrays]:
    """Yield the parameters of a network after each epoch of learning to read digits.

    It starts from He's random parameters and steps by Adam, 32 images at a time. The seed decides all that is random:
    first the parameters, then the order of the images.

    Parameters
    ----------
    network
        One of this module, or another for the same images.
    digits
        What it learns from.
    seed
        Of NumPy's ``RandomState``: an integer from 0 to 2³² − 1.
    rate
        The learning rate.
    epochs
        How many times to go through the digits.

    Raises
    ------
    ValueError
        When the first parameters are asked for: if the seed, the rate or the epochs are out of bounds.

    References
    ----------
    Kingma & Ba, *Adam: a method for stochastic optimization*, ICLR 2015, arXiv:1412.6980.

    Examples
    --------
    >>> from convnets.digits import load_digits, split_in_order
    >>> split = split_in_order(load_digits())
    >>> epochs = learn(LINEAR, split.training, seed=0, epochs=2)
    >>> [round(correct(LINEAR, parameters, split.test), 2) for parameters in epochs]
    [0.69, 0.81]
    """
    random = np.random.RandomState(seed)
    start = initialize(network, random)
    yield from train(
        network, start, batch_of(digits), digits.labels, optimizer=Adam(rate), epochs=epochs, batch=32, random=random
    )


def correct(network: Network, parameters: Arrays, digits: Digits) -> float:
    """Return the share of digits that a network reads correctly.

    Parameters
    ----------
    network
        One of this module, or another for the same images.
    parameters
        What `learn` gave for it.
    digits
        Those to be read: for a number to publish, none that it has learned from.

    Raises
    ------
    ValueError
        If the parameters do not have the shapes of the network.

    Examples
    --------
    A network of zeros answers 0 to all; 178 of 1,797 digits are zeros.

    >>> from convnets.digits import load_digits
    >>> correct(LINEAR, (np.zeros((10, 64)), np.zeros(10)), load_digits()) == 178 / 1797
    True
    """
    return accuracy(network, parameters, batch_of(digits), digits.labels)
