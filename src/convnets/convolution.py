"""Convolution and cross-correlation of N-dimensional arrays, kept apart.

Both slide a kernel w over an array x and sum products. Convolution turns the kernel around first;
cross-correlation conjugates it instead. For a real kernel that equals its own reversal they are the same.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.arithmetic import effective_kernel
from convnets.integers import integers
from convnets.methods import Method, Sliding, choose_method, sum_by_transforms, sum_directly
from convnets.operands import check_overflow, operands
from convnets.padding import Border, Padding, Pairs, pad, resolve_padding


def convolve(
    x: ArrayLike,
    w: ArrayLike,
    padding: Padding = "full",
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
    border: Border = "constant",
    value: complex = 0,
    method: Method = "auto",
) -> NDArray[Any]:
    r"""Return the convolution of an array with a kernel.

    .. math:: (x * w)[n] = \sum_m x[n - d m]\, w[m]

    with x continued beyond the array by zeros, or as `border` says; n, m and d have one component for each axis. At
    d = 1, with "full" padding by zeros, the two arguments can be exchanged. The first entry of the result is n = 0
    for "full", n = ⌊(k − 1)/2⌋ for "same" and n = k − 1 for "valid", where k is what the kernel spans.

    Parameters
    ----------
    x
        The array: at least one axis, integer, real or complex.
    w
        The kernel, with as many axes as `x`.
    padding
        How much is put around `x`: "full", "same", "valid", one integer, or for each axis an integer or a pair
        (before, after); see `convnets.padding.resolve_padding`. "same" gives a result as large as `x` at
        stride 1, also for a kernel larger than `x`.
    stride
        Keep every s-th value: one integer, or one per axis.
    dilation
        Distance d between the taps of the kernel; 1 is dense. One integer, or one per axis.
    border
        What is put there: "constant" for `value`, or values of `x` itself with "nearest", "reflect", "mirror" or
        "wrap", the names of ``scipy.ndimage``. `convnets.padding.pad` shows them beside those of NumPy and PyTorch.
    value
        What is put there if the border is "constant".
    method
        "direct" sums the products. "fft" multiplies Fourier transforms: quicker for large kernels, but rounded; see
        the notes. "auto" takes the quicker of the two, and the direct one for integers, which so stay exact, and
        where NaN or infinity would spread.

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
        the kernel spans more than the padded array; if border or method is unknown; if `value` does not fit the
        dtype of the result, or is not 0 although the border is not "constant"; if integers might overflow, that is,
        if max\|x\| Σ\|w\| over the padded array does not fit the dtype of the result; or if the method is "fft" and
        the numbers are integers, not finite, or near the end of their dtype.

    See Also
    --------
    correlate : the same sum without turning the kernel around.

    Notes
    -----
    At stride 1 and dilation 1, "full" and "same" equal ``scipy.signal.convolve(x, w, mode)``, and "valid" does
    while `w` is no larger than `x` (beyond that SciPy exchanges the two; here it is an error). With a border, "same"
    equals ``scipy.ndimage.convolve(x, w, mode=border)`` for an odd kernel; for an even one SciPy starts one value
    later, unless it is given ``origin=-1``.

    The error of "fft" is in relation to the largest values, for every value alike: see
    `convnets.fourier.convolve_circular`, with the padded array for x. Which of the two is quicker is estimated by
    `convnets.costs`.

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
    >>> convolve([1, 2, 3, 4, 5], [1, 1, 1], "same", border="wrap")
    array([ 8,  6,  9, 12, 10])
    >>> convolve([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]], "valid")
    array([[ 5, 11],
           [23, 29]])
    """
    array, kernel = operands(x, w)
    return _sum_of_products(array, np.flip(kernel), padding, stride, dilation, border, value, method)


def correlate(
    x: ArrayLike,
    w: ArrayLike,
    padding: Padding = "full",
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
    border: Border = "constant",
    value: complex = 0,
    method: Method = "auto",
) -> NDArray[Any]:
    r"""Return the cross-correlation of an array with a kernel.

    .. math:: c[n] = \sum_m x[n + d m]\, \overline{w[m]}

    with x continued beyond the array by zeros, or as `border` says; n, m and d have one component for each axis. The
    first entry of the result is n = 1 − k for "full", n = −⌊k/2⌋ for "same" and n = 0 for "valid", where k is what
    the kernel spans.

    The kernel is the conjugated argument. Where a text writes (f ⋆ g)[n] = Σ f̄[m] g[m + n], with the *first*
    function conjugated, this is w ⋆ x: that text's f ⋆ g is ``correlate(g, f)``. The order matters, for
    exchanging the arguments reverses the result and conjugates it.

    Parameters
    ----------
    x, w, padding, stride, dilation, border, value, method
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
    while `w` is no larger than `x` (beyond that SciPy exchanges the two; here it is an error). With a border, "same"
    equals ``scipy.ndimage.correlate(x, w, mode=border)``.

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
    array, kernel = operands(x, w)
    return _sum_of_products(array, np.conj(kernel), padding, stride, dilation, border, value, method)


def _sum_of_products(
    x: NDArray[Any],
    kernel: NDArray[Any],
    padding: Padding,
    stride: int | Sequence[int],
    dilation: int | Sequence[int],
    border: Border,
    value: complex,
    method: Method,
) -> NDArray[Any]:
    gaps = integers(dilation, kernel.ndim, "dilation")
    spans = tuple(effective_kernel(taps, gap) for taps, gap in zip(kernel.shape, gaps, strict=True))
    zero = border == "constant" and value == 0
    far, near = _split(resolve_padding(padding, spans), spans, zero)
    padded = x if zero and not any(map(any, far)) else pad(x, far, value, border=border)
    check_overflow(padded, kernel)
    sliding = Sliding(padded, kernel, near, integers(stride, kernel.ndim, "stride"), gaps)
    return sum_directly(sliding) if choose_method(sliding, method) == "direct" else sum_by_transforms(sliding)


def _split(pairs: Pairs, spans: Sequence[int], zero: bool) -> tuple[Pairs, Pairs]:
    # Zeros as near to the array as the kernel reaches need no room; other values do.
    axes = list(zip(pairs, spans, strict=True))
    near = tuple((min(before, span - 1), min(after, span - 1)) if zero else (0, 0) for (before, after), span in axes)
    far = tuple((b - c, a - d) for (b, a), (c, d) in zip(pairs, near, strict=True))
    return far, near
