"""What a layer takes: arrays with four axes, kernels in groups, and sums that fit their dtype.

The layers and their gradients check their arguments here once, so that all refuse them in the same words.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.integers import check_fits, integer


def tensor(value: ArrayLike, name: str, axes: str = "N, C, H, W") -> NDArray[Any]:
    """Return `value` as an array of real numbers with the named axes, or say what it should have been.

    Parameters
    ----------
    value
        Integers or real numbers.
    name
        What the caller calls it: the first word of the error.
    axes
        The axes, with commas between them; only their number is checked.

    Returns
    -------
    ndarray
        With the shape and the dtype of `value`.

    Raises
    ------
    ValueError
        If `value` has another number of axes, is empty, or holds no real numbers.

    Examples
    --------
    >>> tensor([[1, 2]], "dy", "N, K")
    array([[1, 2]])
    >>> tensor([1, 2], "dy", "N, K")
    Traceback (most recent call last):
    ValueError: dy must have shape (N, K) and at least one value, got shape (2,)
    """
    array = np.asarray(value)
    if array.ndim != axes.count(",") + 1 or array.size == 0:
        raise ValueError(f"{name} must have shape ({axes}) and at least one value, got shape {array.shape}")
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} must hold real numbers, got {array.dtype}")
    return array


def vector(value: ArrayLike | None, name: str, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return `value` as an array of one number per channel, zeros if None.

    Parameters
    ----------
    value
        Integers or real numbers, or None.
    name
        What the caller calls it: the first word of the error.
    size
        How many are wanted.
    dtype
        What zeros are made of.

    Raises
    ------
    ValueError
        If there are not `size` of them along one axis, or they are no real numbers.

    Examples
    --------
    >>> import numpy as np
    >>> vector(None, "bias", 2, np.dtype("float32"))
    array([0., 0.], dtype=float32)
    >>> vector([1, 2, 3], "bias", 2, np.dtype("float32"))
    Traceback (most recent call last):
    ValueError: bias must have shape (2,), one number per channel, got shape (3,)
    """
    numbers = np.zeros(size, dtype) if value is None else np.asarray(value)
    if numbers.shape != (size,):
        raise ValueError(f"{name} must have shape ({size},), one number per channel, got shape {numbers.shape}")
    return tensor(numbers, name, "O")


def in_groups(w: NDArray[Any], groups: int) -> NDArray[Any]:
    """Return kernels as one matrix per group: its rows are kernels, its columns their weights.

    Parameters
    ----------
    w
        Kernels of shape (O, C / groups, KH, KW).
    groups
        Number of groups: the first O / groups kernels make the first group, and so on.

    Returns
    -------
    ndarray
        Of shape (groups, O / groups, C / groups · KH · KW).

    Raises
    ------
    ValueError
        If groups is not an integer of at least 1 that divides O.

    Examples
    --------
    >>> import numpy as np
    >>> in_groups(np.arange(8).reshape(4, 1, 1, 2), 2).tolist()
    [[[0, 1], [2, 3]], [[4, 5], [6, 7]]]
    """
    count = integer(groups, "groups")
    if len(w) % count:
        raise ValueError(f"groups must divide the {len(w)} kernels of w, got {count}")
    return w.reshape(count, len(w) // count, -1)


def check_shape(x: NDArray[Any], name: str, shape: tuple[int | None, ...]) -> None:
    """Refuse an array of another shape than the other arguments give.

    Parameters
    ----------
    x
        The array.
    name
        What the caller calls it: the first word of the error.
    shape
        One size for each axis, None where any will do.

    Raises
    ------
    ValueError
        If a size differs, or the number of axes.

    Examples
    --------
    >>> import numpy as np
    >>> check_shape(np.zeros((5, 3, 8, 8)), "x", (None, 4, None, None))
    Traceback (most recent call last):
    ValueError: x must have shape (any, 4, any, any), which the other arguments give, got (5, 3, 8, 8)
    """
    fits = x.ndim == len(shape) and all(want in (None, size) for want, size in zip(shape, x.shape, strict=True))
    if not fits:
        wanted = ", ".join("any" if size is None else str(size) for size in shape)
        raise ValueError(f"{name} must have shape ({wanted}), which the other arguments give, got {x.shape}")


def check_sums(x: NDArray[Any], weights: NDArray[Any], dtype: np.dtype[Any], offsets: ArrayLike = 0) -> None:
    """Refuse integers whose weighted sums might not fit.

    The bound is max|x| Σ|w| + |b|, for the row of weights where it is largest.

    Parameters
    ----------
    x
        The values that are summed, of any shape.
    weights
        One row for each sum.
    dtype
        What the sums are taken in. Real numbers always pass.
    offsets
        What is added to each sum: one b for each row, or one for all.

    Raises
    ------
    ValueError
        If the bound does not fit an integer `dtype`.

    Examples
    --------
    >>> import numpy as np
    >>> check_sums(np.array([5, -20]), np.array([[1, 2], [-3, 4]]), np.dtype("int8"))
    Traceback (most recent call last):
    ValueError: a sum may reach 140, but int8 ends at 127: convert the arguments to int16
    """
    if dtype.kind not in "iu":
        return
    # In Python's unbounded integers, because the bound itself may overflow the dtype.
    sums = np.abs(weights.astype(object)).sum(axis=1) * max(-int(x.min()), int(x.max()))
    bound = max(sums + np.abs(np.asarray(offsets, object)))
    check_fits(bound, dtype, "the arguments")
