"""Arguments that are whole numbers, one or several where one stands for all, and sums that must stay within a dtype.

Stride, dilation, padding and window are checked here once, so that every function refuses them in the same words.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np


def integer(value: object, name: str, *, least: int = 1) -> int:
    """Return `value` as an int, or say what it should have been.

    Parameters
    ----------
    value
        A Python or NumPy integer.
    name
        What the caller calls it: the first word of the error.
    least
        The smallest value allowed.

    Raises
    ------
    ValueError
        If `value` is not an integer, or is smaller than `least`.

    Examples
    --------
    >>> integer(3, "stride")
    3
    >>> integer(0, "stride")
    Traceback (most recent call last):
    ValueError: stride must be an integer of at least 1, got 0
    """
    if not isinstance(value, (int, np.integer)) or value < least:
        raise ValueError(f"{name} must be an integer of at least {least}, got {value!r}")
    return int(value)


def integers(value: object, count: int, name: str, *, least: int = 1) -> tuple[int, ...]:
    """Return `count` ints: those in `value`, or one number repeated.

    Parameters
    ----------
    value
        One integer, or an iterable of `count` of them.
    count
        How many are wanted, such as the number of axes.
    name
        What the caller calls them: the first word of the error.
    least
        The smallest value allowed.

    Raises
    ------
    ValueError
        If there are too few or too many, or if one is not an integer of at least `least`.

    Examples
    --------
    >>> integers(2, 3, "stride")
    (2, 2, 2)
    >>> integers((1, 2), 2, "stride")
    (1, 2)
    """
    values = tuple(value) if isinstance(value, Iterable) else (value,) * count
    if len(values) != count:
        raise ValueError(f"{name} must be one integer or {count} of them, got {value!r}")
    return tuple(integer(each, name, least=least) for each in values)


def check_fits(bound: int, dtype: np.dtype[Any], arguments: str) -> None:
    """Say which dtype would do if sums of integers may grow beyond theirs.

    Parameters
    ----------
    bound
        What no sum can exceed in absolute value.
    dtype
        The integer dtype of the sums.
    arguments
        What the caller has to convert, as its errors call it.

    Raises
    ------
    ValueError
        If `bound` does not fit `dtype`.

    Examples
    --------
    >>> check_fits(127, np.dtype("int8"), "x")
    >>> check_fits(128, np.dtype("int8"), "x")
    Traceback (most recent call last):
    ValueError: a sum may reach 128, but int8 ends at 127: convert x to int16
    """
    largest = int(np.iinfo(dtype).max)
    if bound > largest:
        wider = next((name for name in ("int16", "int32", "int64") if bound <= np.iinfo(name).max), "float64")
        raise ValueError(f"a sum may reach {bound}, but {dtype} ends at {largest}: convert {arguments} to {wider}")
