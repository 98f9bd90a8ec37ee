"""Operands: the array and the kernel of an operation, checked before anything is computed.

Convolution and its fast forms check here, so that all of them refuse the same arguments in the same words.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.integers import check_fits


def operand(values: ArrayLike, axes: int, name: str) -> NDArray[Any]:
    """Return `values` as an array of numbers with the given number of axes.

    Parameters
    ----------
    values
        Integer, real or complex numbers.
    axes
        How many axes they must have.
    name
        What the caller calls them: the first word of the error.

    Raises
    ------
    ValueError
        If `values` has another number of axes, is empty or holds no numbers.

    Examples
    --------
    >>> operand([1, 2, 3], 1, "w")
    array([1, 2, 3])
    >>> operand([1, 2, 3], 2, "w")
    Traceback (most recent call last):
    ValueError: w must have 2 axes and at least one value, got shape (3,)
    """
    array = np.asarray(values)
    if array.ndim != axes or array.size == 0:
        raise ValueError(f"{name} must have {axes} axes and at least one value, got shape {array.shape}")
    if array.dtype.kind not in "iufc":
        raise ValueError(f"{name} must hold numbers, got {array.dtype}")
    return array


def operands(x: ArrayLike, w: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the array and the kernel with as many axes each, and in one dtype.

    Parameters
    ----------
    x
        The array: at least one axis, integer, real or complex.
    w
        The kernel, with as many axes as `x`.

    Returns
    -------
    tuple
        Both of dtype ``np.result_type(x, w)``, copied only if they have another.

    Raises
    ------
    ValueError
        If `x` or `w` is empty, holds no numbers, or has another number of axes than the other.

    Examples
    --------
    >>> operands([1, 2, 3], [0.5, 0.5])
    (array([1., 2., 3.]), array([0.5, 0.5]))
    """
    array, kernel = np.asarray(x), np.asarray(w)
    if array.size == 0 or kernel.size == 0:
        raise ValueError(f"x and w must hold at least one value, got shapes {array.shape} and {kernel.shape}")
    if array.ndim != kernel.ndim or array.ndim == 0:
        raise ValueError(
            f"x and w must have the same number of axes, at least one, got shapes {array.shape} and {kernel.shape}"
        )
    dtype = np.result_type(array, kernel)
    if dtype.kind not in "iufc":
        raise ValueError(f"x and w must hold numbers, got {array.dtype} and {kernel.dtype}")
    return array.astype(dtype, copy=False), kernel.astype(dtype, copy=False)


def check_overflow(x: NDArray[Any], w: NDArray[Any]) -> None:
    r"""Refuse integers whose sum of products might not fit their dtype; other numbers pass.

    Parameters
    ----------
    x
        The array, with its padding.
    w
        The kernel, of the same dtype.

    Raises
    ------
    ValueError
        If the dtype is one of integers, and max\|x\| Σ\|w\| does not fit it.

    Examples
    --------
    >>> import numpy as np
    >>> check_overflow(np.array([100, 100], "int8"), np.array([1, 1], "int8"))
    Traceback (most recent call last):
    ValueError: a sum may reach 200, but int8 ends at 127: convert x or w to int16
    """
    if x.dtype.kind not in "iu":
        return
    # In Python's unbounded integers, because the bound itself may overflow the dtype.
    bound = max(-int(x.min()), int(x.max())) * sum(map(abs, w.ravel().tolist()))
    check_fits(bound, x.dtype, "x or w")


def inexact_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the dtype of a result that is rounded: float64 for integers, otherwise the one given.

    Parameters
    ----------
    dtype
        A dtype of integer, real or complex numbers.

    Examples
    --------
    >>> import numpy as np
    >>> [str(inexact_dtype(np.dtype(name))) for name in ("int8", "float32", "complex64")]
    ['float64', 'float32', 'complex64']
    """
    return np.dtype(np.float64) if dtype.kind in "iu" else dtype
