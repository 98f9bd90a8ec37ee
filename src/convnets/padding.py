"""Padding: how much is put around an array before a kernel slides over it, and the putting.

Convolution and pooling share this one reading of the `padding` argument.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from convnets.integers import integers

Pairs = tuple[tuple[int, int], ...]
Padding = Literal["full", "same", "valid"] | int | Sequence[int | tuple[int, int]]


def resolve_padding(padding: Padding, spans: Sequence[int]) -> Pairs:
    """Return the padding as one pair (before, after) per axis.

    Parameters
    ----------
    padding
        A name, for a kernel that spans k along an axis:

        - ``"valid"``: none, (0, 0); the kernel stays inside the array;
        - ``"same"``: (⌊k/2⌋, ⌊(k − 1)/2⌋); at stride 1 the result is as large as the array. An even kernel gets
          the extra value before the array, which is what SciPy does (TensorFlow's ``"SAME"`` puts it after);
        - ``"full"``: (k − 1, k − 1); every place where kernel and array share at least one value;

        or an integer, the same on all sides; or a sequence with one entry per axis, each an integer for both
        sides or a pair (before, after).
    spans
        What the kernel spans along each axis, dilation included.

    Raises
    ------
    ValueError
        If the name is unknown, the number of entries is not that of the axes, or an amount is not an integer
        of at least 0.

    Examples
    --------
    >>> resolve_padding("same", (3, 4))
    ((1, 1), (2, 1))
    >>> resolve_padding("full", (3, 4))
    ((2, 2), (3, 3))
    >>> resolve_padding((1, (0, 2)), (3, 4))
    ((1, 1), (0, 2))
    """
    if isinstance(padding, str):
        return tuple(_named(padding, span) for span in spans)
    entries = tuple(padding) if isinstance(padding, Iterable) else (padding,) * len(spans)
    if len(entries) != len(spans):
        raise ValueError(
            f"padding must be one integer, or for each axis ({len(spans)}) an integer or a pair (before, after); "
            f"got {padding!r}"
        )
    return tuple(_pair(entry) for entry in entries)


def _named(name: str, span: int) -> tuple[int, int]:
    match name:
        case "valid":
            return 0, 0
        case "same":
            return span // 2, (span - 1) // 2
        case "full":
            return span - 1, span - 1
    raise ValueError(f'padding must be "full", "same", "valid" or integers, got "{name}"')


def _pair(entry: object) -> tuple[int, int]:
    before, after = integers(entry, 2, "padding", least=0)
    return before, after


def pad(x: NDArray[Any], pairs: Pairs, value: float = 0) -> NDArray[Any]:
    """Return `x` with `value` around its last axes.

    Parameters
    ----------
    x
        An array with at least ``len(pairs)`` axes.
    pairs
        How many values to put (before, after) along each of the last axes.
    value
        What to put there.

    Returns
    -------
    ndarray
        A new array of the dtype of `x`.

    Examples
    --------
    >>> import numpy as np
    >>> pad(np.array([[1, 2], [3, 4]]), ((1, 0), (0, 2)))
    array([[0, 0, 0, 0],
           [1, 2, 0, 0],
           [3, 4, 0, 0]])
    """
    others = ((0, 0),) * (x.ndim - len(pairs))
    return np.pad(x, others + pairs, constant_values=value)
