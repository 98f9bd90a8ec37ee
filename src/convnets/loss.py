"""The loss of a classifier: softmax turns scores into probabilities, cross-entropy says how wrong they are."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.blocks import Array


def softmax(scores: ArrayLike) -> Array:
    r"""Return the probabilities that scores stand for.

    .. math:: p_c = e^{z_c} / \sum_j e^{z_j}

    The largest score is subtracted first. That changes nothing but that no exponential overflows.

    Parameters
    ----------
    scores
        Real numbers z of shape (..., C): one for each of C classes.

    Returns
    -------
    ndarray
        Of the shape of `scores`, positive (or 0, where the exponential underflows), with sum 1 along the last axis;
        its dtype, or float64 for integers.

    Raises
    ------
    ValueError
        If there is no score, or if one is not a finite real number.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax([0, 0, np.log(2)]).round(12)
    array([0.25, 0.25, 0.5 ])
    >>> softmax([1000, 1000])
    array([0.5, 0.5])
    """
    weights = np.exp(_shifted(_real(scores)))
    probabilities: Array = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def cross_entropy(scores: ArrayLike, labels: ArrayLike) -> float:
    r"""Return the mean of −log of the probability given to the right class.

    .. math:: L = \frac 1 N \sum_n \Big( \log \sum_j e^{z_{nj}} - z_{n y_n} \Big)

    Parameters
    ----------
    scores
        Real numbers z of shape (N, C).
    labels
        The right class y of each: N integers from 0 to C − 1.

    Raises
    ------
    ValueError
        If the scores are not of shape (N, C) with at least one of each, or not finite real numbers; or if the labels
        are not N integers from 0 to C − 1.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 6.2.2.3.

    Examples
    --------
    One class in four, guessed: log 4. Certain and right: 0.

    >>> cross_entropy([[0, 0, 0, 0]], [2])
    1.3862943611198906
    >>> cross_entropy([[1000, 0]], [0])
    0.0
    """
    z, right = _classified(scores, labels)
    shifted = _shifted(z)
    logarithms = np.log(np.exp(shifted).sum(axis=-1))
    return float((logarithms - shifted[np.arange(len(z)), right]).mean())


def cross_entropy_gradient(scores: ArrayLike, labels: ArrayLike) -> Array:
    """Return the gradient of `cross_entropy` with respect to the scores: δ = (p − y) / N.

    Here p are the probabilities, and y is 1 for the right class and 0 for the others.

    Parameters
    ----------
    scores, labels
        As in `cross_entropy`.

    Returns
    -------
    ndarray
        Of shape (N, C), in the dtype of the scores, or float64 for integers. Each row sums to 0.

    Raises
    ------
    ValueError
        As in `cross_entropy`.

    Examples
    --------
    >>> cross_entropy_gradient([[0, 0], [0, 0]], [0, 1])
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """
    z, right = _classified(scores, labels)
    gradient = softmax(z)
    gradient[np.arange(len(z)), right] -= 1
    return gradient / len(z)


def _shifted(z: Array) -> Array:
    shifted: Array = z - z.max(axis=-1, keepdims=True)
    return shifted


def _real(scores: ArrayLike) -> Array:
    z = np.asarray(scores)
    if z.ndim == 0 or z.size == 0:
        raise ValueError(f"scores must have shape (..., C) and at least one value, got shape {z.shape}")
    if z.dtype.kind not in "iuf":
        raise ValueError(f"scores must hold real numbers, got {z.dtype}")
    if not np.isfinite(z).all():
        raise ValueError("scores must be finite: if training made them, its learning rate is too high")
    return z if z.dtype.kind == "f" else z.astype(np.float64)


def _classified(scores: ArrayLike, labels: ArrayLike) -> tuple[Array, NDArray[np.integer[Any]]]:
    z, right = np.asarray(scores), np.asarray(labels)
    if z.ndim != 2 or z.size == 0:
        raise ValueError(f"scores must have shape (N, C) and at least one value, got shape {z.shape}")
    if right.shape != z.shape[:1] or right.dtype.kind not in "iu":
        raise ValueError(f"labels must be {len(z)} integers, got {right.dtype} of shape {right.shape}")
    if right.min() < 0 or right.max() >= z.shape[1]:
        raise ValueError(f"labels must be from 0 to {z.shape[1] - 1}, got {right.min()} to {right.max()}")
    return _real(z), right
