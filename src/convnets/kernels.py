"""Kernels of any size that take a mean: all weights are positive, and their sum is 1.

`box`, `binomial` and `gaussian` equal their own reversal, so that convolution and cross-correlation give the same;
`exponential` is written for convolution, because it is about the past.
"""

import math
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convnets.integers import integer
from convnets.reals import positive

Kernel = NDArray[np.floating[Any]]


def box(size: int, axes: int = 2) -> Kernel:
    """Return the kernel of the plain mean: `size` equal values along each axis.

    Parameters
    ----------
    size
        Number of taps along each axis.
    axes
        Number of axes.

    Returns
    -------
    ndarray
        float64, with sum 1 and, on two axes, rank 1. On independent noise of one variance, the mean of n values
        leaves 1/√n of the standard deviation.

    Raises
    ------
    ValueError
        If a number is not an integer of at least 1.

    Examples
    --------
    >>> box(2)
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    count = integer(size, "size")
    return _outer_power(np.full(count, 1 / count), axes)


def binomial(size: int, axes: int = 2) -> Kernel:
    """Return the kernel of the binomial distribution: (½, ½) convolved with itself until it has `size` taps.

    Parameters
    ----------
    size, axes
        As in `box`.

    Returns
    -------
    ndarray
        float64, with sum 1 and, on two axes, rank 1. Along an axis, its standard deviation is √(size − 1)/2.

    Raises
    ------
    ValueError
        As in `box`.

    Examples
    --------
    >>> binomial(3)
    array([[0.0625, 0.125 , 0.0625],
           [0.125 , 0.25  , 0.125 ],
           [0.0625, 0.125 , 0.0625]])
    """
    last = integer(size, "size") - 1
    # Of Python's unbounded integers, whose quotient is rounded once.
    return _outer_power(np.array([math.comb(last, k) / 2**last for k in range(last + 1)]), axes)


def gaussian(sigma: float, size: int | None = None, axes: int = 2) -> Kernel:
    r"""Return a sampled Gaussian.

    .. math:: w[n] \propto e^{-|n|^2 / 2 \sigma^2}

    with n counted from the middle of the kernel.

    Parameters
    ----------
    sigma
        The standard deviation σ of the Gaussian, in taps, above 0.
    size
        Number of taps along each axis; if None, 2 ⌈3σ⌉ + 1, which leaves out less than 0.3 % of the area along
        an axis.
    axes
        Number of axes.

    Returns
    -------
    ndarray
        float64, divided by its sum and so with sum 1; on two axes, of rank 1.

    Raises
    ------
    ValueError
        If sigma is not above 0, or if another number is not an integer of at least 1.

    Examples
    --------
    >>> gaussian(1, size=3, axes=1).round(4)
    array([0.2741, 0.4519, 0.2741])
    """
    width = positive(sigma, "sigma")
    taps = 2 * math.ceil(3 * width) + 1 if size is None else integer(size, "size")
    places = np.arange(taps) - (taps - 1) / 2
    # Less the smallest square, so that an even kernel does not vanish when sigma is small.
    profile = np.exp((places[taps // 2] ** 2 - places**2) / (2 * width**2))
    return _outer_power(profile / profile.sum(), axes)


def exponential(size: int, mean_age: float) -> Kernel:
    """Return the weights of readings by their age, each the same share of the one before: a memory that fades.

    Convolved with readings, it gives their weighted mean at each time. The mean lags behind: on readings that
    grow by 1 per step, it is as many steps behind as the weights are old on average.

    Parameters
    ----------
    size
        How many readings are remembered; the first weight is that of the latest.
    mean_age
        The mean age τ of the weights if all readings were remembered, in steps: above 0. The share is
        q = τ / (1 + τ).

    Returns
    -------
    ndarray
        w[n] ∝ qⁿ, float64, of shape (size,) and sum 1. With N remembered readings, their mean age is
        τ − N q^N / (1 − q^N).

    Raises
    ------
    ValueError
        If size is not an integer of at least 1, or if mean_age is not above 0.

    See Also
    --------
    convnets.signals.exponential : the same weight in continuous time.

    Examples
    --------
    >>> exponential(3, mean_age=1)  # proportional to 1, 1/2, 1/4
    array([0.57142857, 0.28571429, 0.14285714])
    """
    age = positive(mean_age, "mean_age")
    shares = (age / (1 + age)) ** np.arange(integer(size, "size"))
    weights: Kernel = shares / shares.sum()
    return weights


def _outer_power(profile: Kernel, axes: int) -> Kernel:
    power: Kernel = reduce(np.multiply.outer, [profile] * integer(axes, "axes"))
    return power
