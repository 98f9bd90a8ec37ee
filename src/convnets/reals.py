"""Arguments that are real numbers, checked here once so that every function refuses them in the same words."""

import math

import numpy as np


def positive(value: object, name: str) -> float:
    """Return `value` as a float above 0, or say what it should have been.

    Parameters
    ----------
    value
        A Python or NumPy number.
    name
        What the caller calls it: the first word of the error.

    Raises
    ------
    ValueError
        If `value` is not a finite real number above 0.

    Examples
    --------
    >>> positive(2, "sigma")
    2.0
    >>> positive(0.0, "sigma")
    Traceback (most recent call last):
    ValueError: sigma must be a finite number above 0, got 0.0
    """
    if not isinstance(value, (int, float, np.integer, np.floating)) or not 0 < value < math.inf:
        raise ValueError(f"{name} must be a finite number above 0, got {value!r}")
    return float(value)


def fraction(value: object, name: str) -> float:
    """Return `value` as a float of at least 0 and below 1, or say what it should have been.

    Parameters
    ----------
    value, name
        As in `positive`.

    Raises
    ------
    ValueError
        If `value` is not a real number in [0, 1).

    Examples
    --------
    >>> fraction(0.9, "momentum")
    0.9
    >>> fraction(1, "momentum")
    Traceback (most recent call last):
    ValueError: momentum must be at least 0 and below 1, got 1
    """
    if not isinstance(value, (int, float, np.integer, np.floating)) or not 0 <= value < 1:
        raise ValueError(f"{name} must be at least 0 and below 1, got {value!r}")
    return float(value)
