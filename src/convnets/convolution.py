"""Convolution and cross-correlation of N-dimensional arrays, kept apart.

Both slide a kernel w over an array x and sum products. Convolution turns the kernel around first;
cross-correlation conjugates it instead. For a real kernel that equals its own reversal they are the same.
"""

import string
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.arithmetic import effective_kernel
from convnets.integers import integers
from convnets.padding import Padding, pad, resolve_padding
from convnets.windows import slide


def convolve(
    x: ArrayLike,
    w: ArrayLike,
    padding: Padding = "full",
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    r"""Return the convolution of an array with a kernel.

    .. math:: (x * w)[n] = \sum_m x[n - d m]\, w[m]

    with x = 0 outside the array; n, m and d have one component for each axis. At d = 1 and with "full" padding
    the two arguments can be exchanged. The first entry of the result is n = 0 for "full", n = ⌊(k − 1)/2⌋ for
    "same" and n = k − 1 for "valid", where k is what the kernel spans.

    Parameters
    ----------
    x
        The array: at least one axis, integer, real or complex.
    w
        The kernel, with as many axes as `x`.
    padding
        Zeros around `x`: "full", "same", "valid", one integer, or for each axis an integer or a pair
        (before, after); see `convnets.padding.resolve_padding`. "same" gives a result as large as `x` at
        stride 1, also for a kernel larger than `x`.
    stride
        Keep every s-th value: one integer, or one per axis.
    dilation
        Distance d between the taps of the kernel; 1 is dense. One integer, or one per axis.

    Returns
    -------
    ndarray
        Of dtype ``np.result_type(x, w)``, so integers give integers; its size along each axis is given by
        `convnets.arithmetic.output_size`.

    Raises
    ------
    ValueError
        If `x` or `w` is empty, holds no numbers, or has another number of axes than the other; if stride or
        dilation is not an integer of at least 1; if the padding is unknown, negative or of the wrong length; if
        the kernel spans more than the padded array; or if integers might overflow, that is, if max\|x\| Σ\|w\|
        does not fit the dtype of the result.

    See Also
    --------
    correlate : the same sum without turning the kernel around.

    Notes
    -----
    At stride 1 and dilation 1, "full" and "same" equal ``scipy.signal.convolve(x, w, mode)``, and "valid" does
    while `w` is no larger than `x` (beyond that SciPy exchanges the two; here it is an error).

    References
    ----------
    Oppenheim & Schafer, *Discrete-Time Signal Processing*, 3rd ed., Pearson, section 2.3.

    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.1.

    Examples
    --------
    The product of the polynomials 1 + 2t + 3t² and 4 + 5t + 6t²:

    >>> convolve([1, 2, 3], [4, 5, 6])
    array([ 4, 13, 28, 27, 18])
    >>> convolve([1, 2, 3, 4, 5], [1, 1, 1], "same")
    array([ 3,  6,  9, 12,  9])
    >>> convolve([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], "valid")
    array([[ 5, 11],
           [23, 29]])
    """
    array, kernel = _operands(x, w)
    return _sum_of_products(array, np.flip(kernel), padding, stride, dilation)


def correlate(
    x: ArrayLike,
    w: ArrayLike,
    padding: Padding = "full",
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    r"""Return the cross-correlation of an array with a kernel.

    .. math:: c[n] = \sum_m x[n + d m]\, \overline{w[m]}

    with x = 0 outside the array; n, m and d have one component for each axis. The first entry of the result is
    n = 1 − k for "full", n = −⌊k/2⌋ for "same" and n = 0 for "valid", where k is what the kernel spans.

    The kernel is the conjugated argument. Where a text writes (f ⋆ g)[n] = Σ f̄[m] g[m + n], with the *first*
    function conjugated, this is w ⋆ x: that text's f ⋆ g is ``correlate(g, f)``. The order matters, for
    exchanging the arguments reverses the result and conjugates it.

    Parameters
    ----------
    x, w, padding, stride, dilation
        As in `convolve`.

    Returns
    -------
    ndarray
        As in `convolve`.

    Raises
    ------
    ValueError
        As in `convolve`.

    See Also
    --------
    convolve : ``correlate(x, w)`` equals ``convolve(x, np.conj(np.flip(w)))``.

    Notes
    -----
    At stride 1 and dilation 1, "full" and "same" equal ``scipy.signal.correlate(x, w, mode)``, and "valid" does
    while `w` is no larger than `x` (beyond that SciPy exchanges the two; here it is an error).

    The layer that deep-learning libraries call a convolution is this sum for one channel, without the
    conjugate; for real numbers it is ``correlate(x, w, padding, stride=stride, dilation=dilation)``.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.1.

    Examples
    --------
    >>> correlate([1, 2, 3], [4, 5, 6])
    array([ 6, 17, 32, 23, 12])
    >>> correlate([4, 5, 6], [1, 2, 3])
    array([12, 23, 32, 17,  6])
    >>> correlate([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], "valid")
    array([[19, 25],
           [37, 43]])
    >>> correlate([0, 0, 1, 0, 0, 0, 0], [1, 2, 3], "same", dilation=2)
    array([3, 0, 2, 0, 1, 0, 0])
    """
    array, kernel = _operands(x, w)
    return _sum_of_products(array, np.conj(kernel), padding, stride, dilation)


def _sum_of_products(
    x: NDArray[Any],
    kernel: NDArray[Any],
    padding: Padding,
    stride: int | Sequence[int],
    dilation: int | Sequence[int],
) -> NDArray[Any]:
    gaps = integers(dilation, kernel.ndim, "dilation")
    spans = tuple(effective_kernel(taps, gap) for taps, gap in zip(kernel.shape, gaps, strict=True))
    padded = pad(x, resolve_padding(padding, spans))
    windows = slide(padded, kernel.shape, stride=stride, dilation=gaps, name="w")
    # einsum sums over the view; tensordot would first copy every window.
    taps = string.ascii_letters[: kernel.ndim]
    result: NDArray[Any] = np.einsum(f"...{taps},{taps}->...", windows, kernel)
    return result


def _operands(x: ArrayLike, w: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
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
    if dtype.kind in "iu":
        _check_overflow(array, kernel, dtype)
    return array, kernel


def _check_overflow(x: NDArray[Any], w: NDArray[Any], dtype: np.dtype[Any]) -> None:
    # In Python's unbounded integers, because the bound itself may overflow the dtype.
    bound = max(-int(x.min()), int(x.max())) * sum(map(abs, w.ravel().tolist()))
    largest = int(np.iinfo(dtype).max)
    if bound > largest:
        wider = next((name for name in ("int16", "int32", "int64") if bound <= np.iinfo(name).max), "float64")
        raise ValueError(f"a sum may reach {bound}, but {dtype} ends at {largest}: convert x or w to {wider}")
