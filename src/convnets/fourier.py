"""Convolution by Fourier transforms: around a circle, in a line, and in a line piece by piece.

The transform of a convolution is the product of the transforms. It is a convolution around a circle: what leaves at
one end comes back at the other, unless zeros make room for it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.costs import fast_length
from convnets.integers import integer, integers
from convnets.operands import inexact_dtype, operands

Transform = Callable[[NDArray[Any], Sequence[int], Sequence[int]], NDArray[Any]]


def convolve_circular(x: ArrayLike, w: ArrayLike, lengths: int | Sequence[int] | None = None) -> NDArray[Any]:
    r"""Return the convolution of an array with a kernel around a circle.

    .. math:: (x \circledast w)[n] = \sum_m x[(n - m) \bmod N]\, w[m]

    with x and w continued by zeros up to the length N; n, m and N have one component for each axis.

    Parameters
    ----------
    x
        The array: at least one axis, integer, real or complex.
    w
        The kernel, with as many axes as `x`.
    lengths
        Lengths N of the circle, one integer or one per axis, no smaller than `x` and `w`. As large as `x` if None.

    Returns
    -------
    ndarray
        Of shape `lengths`; float64 for integers, otherwise of dtype ``np.result_type(x, w)``.

    Raises
    ------
    ValueError
        If `x` or `w` is empty, holds no numbers, or has another number of axes than the other; if a length is not an
        integer, or smaller than `x` or `w`; or if NaN, infinity or values near the end of the dtype would spoil
        every value of the result.

    Notes
    -----
    Values are rounded in relation to the largest of them, not each to itself: in the tests the error stays below
    ε log₂(N) ‖x‖₂ ‖w‖₂, with N the product of the lengths and ε the spacing of the dtype at 1 (of float32 for
    float16). Percival proves a bound of this form, with a larger factor, for powers of two.

    References
    ----------
    Oppenheim & Schafer, *Discrete-Time Signal Processing*, 3rd ed., Pearson, section 8.6.

    Percival, "Rapid multiplication modulo the sum and difference of highly composite numbers", *Mathematics of
    Computation* 72(241):387–395, 2003.

    Examples
    --------
    In a line this is [4, 13, 28, 27, 18]. Around a circle of three, the last two come back at the start:

    >>> convolve_circular([1, 2, 3], [4, 5, 6]).round(6)
    array([31., 31., 28.])
    """
    array, kernel = operands(x, w)
    sizes = array.shape if lengths is None else integers(lengths, array.ndim, "lengths")
    if any(size < max(both) for size, *both in zip(sizes, array.shape, kernel.shape, strict=True)):
        raise ValueError(f"lengths must be at least the shapes of x {array.shape} and w {kernel.shape}, got {sizes}")
    _check_transformable(array, kernel)
    forward, inverse = _transforms(array.dtype)
    axes = tuple(range(array.ndim))
    spectrum = forward(array, sizes, axes)
    spectrum *= forward(kernel, sizes, axes)
    return inverse(spectrum, sizes, axes).astype(inexact_dtype(array.dtype), copy=False)


def convolve_fft(x: ArrayLike, w: ArrayLike) -> NDArray[Any]:
    """Return the full convolution of an array with a kernel, by Fourier transforms.

    The circle is made so long that nothing comes around: at least n + k − 1 for n values and k taps.

    Parameters
    ----------
    x, w
        As in `convolve_circular`.

    Returns
    -------
    ndarray
        What ``convnets.convolution.convolve(x, w)`` gives, but for rounding; the dtype is that of
        `convolve_circular`.

    Raises
    ------
    ValueError
        As in `convolve_circular`.

    References
    ----------
    Oppenheim & Schafer, *Discrete-Time Signal Processing*, 3rd ed., Pearson, section 8.7.

    Examples
    --------
    >>> convolve_fft([1, 2, 3], [4, 5, 6]).round(6)
    array([ 4., 13., 28., 27., 18.])
    """
    array, kernel = operands(x, w)
    sizes = tuple(size + taps - 1 for size, taps in zip(array.shape, kernel.shape, strict=True))
    around = convolve_circular(array, kernel, [fast_length(size) for size in sizes])
    return around[tuple(slice(size) for size in sizes)].copy()


def overlap_add(x: ArrayLike, w: ArrayLike, block: int | None = None) -> NDArray[Any]:
    """Return the full convolution of a long signal with a short kernel, one block of the signal after another.

    The convolution is linear, so it is the sum of those of the blocks. Each is k − 1 longer than its block, and the
    next overlaps that end. The kernel is transformed only once, and a block's transform is short.

    Parameters
    ----------
    x
        The signal: one axis, integer, real or complex.
    w
        The kernel, one axis.
    block
        How many values of `x` to take at once, at least 1. If None, about 7 times as many as taps.

    Returns
    -------
    ndarray
        As in `convolve_fft`; the error is in relation to the norms of a block.

    Raises
    ------
    ValueError
        If `x` or `w` does not have one axis, or as in `convolve_circular`; or if `block` is not an integer of at
        least 1.

    References
    ----------
    Oppenheim & Schafer, *Discrete-Time Signal Processing*, 3rd ed., Pearson, section 8.7.

    Examples
    --------
    The blocks [1, 2], [3, 4] and [5] give [1, 3, 3, 2], [3, 7, 7, 4] and [5, 5, 5], each two after the other:

    >>> overlap_add([1, 2, 3, 4, 5], [1, 1, 1], block=2).round(6)
    array([ 1.,  3.,  6.,  9., 12.,  9.,  5.])
    """
    signal, kernel = operands(x, w)
    if signal.ndim != 1:
        raise ValueError(f"x and w must have one axis, got shapes {signal.shape} and {kernel.shape}")
    _check_transformable(signal, kernel)
    step = fast_length(8 * len(kernel)) - len(kernel) + 1 if block is None else integer(block, "block")
    length = fast_length(step + len(kernel) - 1)
    forward, inverse = _transforms(signal.dtype)
    response = forward(kernel, (length,), (0,))
    result = np.zeros(len(signal) + len(kernel) - 1, inexact_dtype(signal.dtype))
    for start in range(0, len(signal), step):
        end = result[start : start + step + len(kernel) - 1]
        end += inverse(forward(signal[start : start + step], (length,), (0,)) * response, (length,), (0,))[: len(end)]
    return result


def is_transformable(x: NDArray[Any], w: NDArray[Any]) -> bool:
    """Return whether `x` and `w` are finite, and stay so in a transform.

    A transform mixes all values: one NaN or infinity becomes NaN everywhere, and sums may leave the dtype although
    no value of the convolution does.

    Parameters
    ----------
    x, w
        Arrays of numbers.

    Examples
    --------
    >>> import numpy as np
    >>> is_transformable(np.array([1.0, 2.0]), np.array([3.0]))
    True
    >>> is_transformable(np.array([1.0, np.nan]), np.array([3.0]))
    False
    """
    working = np.result_type(inexact_dtype(np.result_type(x, w)), np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        # No value on the way is larger: the transforms sum at most so many terms, each at most the product of sums.
        bound = np.abs(x).sum(dtype=working) * np.abs(w).sum(dtype=working) * (x.size * w.size)
    return bool(np.isfinite(bound))


def _check_transformable(x: NDArray[Any], w: NDArray[Any]) -> None:
    if not is_transformable(x, w):
        raise ValueError(
            "x and w must be finite and far from the end of their dtype, or a Fourier transform would spoil every "
            'value: convolve with method="direct"'
        )


def _transforms(dtype: np.dtype[Any]) -> tuple[Transform, Transform]:
    # The transform of real values is symmetric: half of it is enough.
    return (np.fft.fftn, np.fft.ifftn) if dtype.kind == "c" else (np.fft.rfftn, np.fft.irfftn)
