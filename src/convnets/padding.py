"""Padding: how much is put around an array before a kernel slides over it, what is put there, and the putting.

Convolution and pooling share this one reading of the `padding` argument.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from convnets.integers import integers

Pairs = tuple[tuple[int, int], ...]
Padding = Literal["full", "same", "valid"] | int | Sequence[int | tuple[int, int]]
Border = Literal["constant", "nearest", "reflect", "mirror", "wrap"]


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


def pad(x: NDArray[Any], pairs: Pairs, value: complex = 0, *, border: Border = "constant") -> NDArray[Any]:
    """Return `x` continued beyond its last axes.

    The borders have the names of ``scipy.ndimage``. Other libraries use the same words for other things; each row
    shows one border, two values beyond both ends of [1, 2, 3]:

    ==========  =================  ===========  =================  ====================
    border      beyond [1, 2, 3]   ``np.pad``   ``scipy.ndimage``  PyTorch ``F.pad``
    ==========  =================  ===========  =================  ====================
    constant    0 0 · 1 2 3 · 0 0  constant     constant           constant
    nearest     1 1 · 1 2 3 · 3 3  edge         nearest            replicate
    reflect     2 1 · 1 2 3 · 3 2  symmetric    reflect            none
    mirror      3 2 · 1 2 3 · 2 1  **reflect**  mirror             **reflect**
    wrap        2 3 · 1 2 3 · 1 2  wrap         wrap               circular
    ==========  =================  ===========  =================  ====================

    Parameters
    ----------
    x
        An array with at least ``len(pairs)`` axes, and at least one value.
    pairs
        How many values to put (before, after) along each of the last axes. They may be more than `x` has: a
        reflection is then reflected again, and a copy followed by another copy.
    value
        What to put there if the border is "constant".
    border
        One name of the table.

    Returns
    -------
    ndarray
        A new array of the dtype of `x`.

    Raises
    ------
    ValueError
        If the border is unknown; if the dtype of `x` cannot hold `value`; or if `value` is not 0 although the
        border takes its values from `x`.

    References
    ----------
    SciPy, reference of ``scipy.ndimage.correlate``, argument *mode*. NumPy, reference of ``numpy.pad``, argument
    *mode*. PyTorch, documentation of ``torch.nn.functional.pad``, argument *mode*.

    Examples
    --------
    >>> import numpy as np
    >>> pad(np.array([[1, 2], [3, 4]]), ((1, 0), (0, 2)))
    array([[0, 0, 0, 0],
           [1, 2, 0, 0],
           [3, 4, 0, 0]])
    >>> pad(np.array([1, 2, 3]), ((2, 2),), border="mirror")
    array([3, 2, 1, 2, 3, 2, 1])
    >>> pad(np.array([1, 2, 3]), ((4, 0),), border="reflect")
    array([3, 3, 2, 1, 1, 2, 3])
    """
    others = ((0, 0),) * (x.ndim - len(pairs))
    if border == "constant":
        _check_value(value, x.dtype)
        return _surround(x, others + pairs, value)
    if value != 0:
        raise ValueError(f'value must be 0 unless border is "constant", got value {value!r} and border "{border}"')
    return np.pad(x, others + pairs, mode=_numpy_mode(border))


def _surround(x: NDArray[Any], pairs: Pairs, value: complex) -> NDArray[Any]:
    # np.pad does the same for any border, but on a small image takes longer than the convolution that follows.
    sides = list(zip(x.shape, pairs, strict=True))
    surrounded = np.full([before + size + after for size, (before, after) in sides], value, x.dtype)
    surrounded[tuple(slice(before, before + size) for size, (before, _) in sides)] = x
    return surrounded


def _numpy_mode(border: Border) -> Literal["edge", "symmetric", "reflect", "wrap"]:
    match border:
        case "nearest":
            return "edge"
        case "reflect":
            return "symmetric"
        case "mirror":
            return "reflect"
        case "wrap":
            return "wrap"
    raise ValueError(f'border must be "constant", "nearest", "reflect", "mirror" or "wrap", got "{border}"')


def _check_value(value: Any, dtype: np.dtype[Any]) -> None:
    # NumPy would cut 0.5 down to 0 in an array of integers, and 1e300 up to infinity in one of float32.
    if dtype.kind in "fc":
        fits = not float(np.finfo(dtype).max) < abs(value) < np.inf
    else:
        low, high = (0, 1) if dtype.kind == "b" else (np.iinfo(dtype).min, np.iinfo(dtype).max)
        fits = np.isrealobj(value) and low <= value <= high and value % 1 == 0
    if not fits or (dtype.kind == "f" and np.iscomplexobj(value)):
        raise ValueError(f"value must fit the dtype of x, got {value!r} for {dtype}")
