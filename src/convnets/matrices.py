"""Matrices: convolution, circular convolution and cross-correlation as products with a matrix.

An array with several axes becomes a vector row by row, as ``x.ravel()`` does. An entry is a tap of the kernel where
the place of its row reads the value of its column, and 0 elsewhere.
"""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.arithmetic import effective_kernel, output_size
from convnets.integers import integer, integers
from convnets.operands import operand
from convnets.padding import Padding, resolve_padding


def toeplitz(w: ArrayLike, size: int, padding: Padding = "full") -> NDArray[Any]:
    """Return the matrix that convolves a signal of `size` values with a kernel.

    Entry (n, m) is w[n − m + c], with c = 0 for "full": constant along each diagonal, which makes it a Toeplitz
    matrix.

    Parameters
    ----------
    w
        The kernel: one axis, integer, real or complex.
    size
        Number of values of the signal, at least 1.
    padding
        Zeros around the signal, as in `convnets.convolution.convolve`.

    Returns
    -------
    ndarray
        Of the dtype of `w`: one row for each value of the result, one column for each of the signal. Its product with
        x is ``convolve(x, w, padding)``.

    Raises
    ------
    ValueError
        If `w` does not have one axis, is empty or holds no numbers; if `size` is not an integer of at least 1; if
        the padding is unknown, negative or of the wrong length; or if the kernel is longer than the padded signal.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.1.

    Examples
    --------
    >>> toeplitz([1, 2, 3], 4)
    array([[1, 0, 0, 0],
           [2, 1, 0, 0],
           [3, 2, 1, 0],
           [0, 3, 2, 1],
           [0, 0, 3, 2],
           [0, 0, 0, 3]])
    >>> toeplitz([1, 2, 3], 4, "valid")
    array([[3, 2, 1, 0],
           [0, 3, 2, 1]])
    """
    return correlation_matrix(np.conj(operand(w, 1, "w"))[::-1], (integer(size, "size"),), padding)


def doubly_block_toeplitz(w: ArrayLike, shape: Sequence[int], padding: Padding = "full") -> NDArray[Any]:
    """Return the matrix that convolves an image of the given shape with a kernel.

    It is made of blocks, one for each pair of a row of the result and a row of the image. Each block is the Toeplitz
    matrix of one row of the kernel, or zero, and which one is again constant along each diagonal of blocks.

    Parameters
    ----------
    w
        The kernel: two axes, integer, real or complex.
    shape
        Height and width of the image.
    padding
        Zeros around the image, as in `convnets.convolution.convolve`.

    Returns
    -------
    ndarray
        Of the dtype of `w`: one row for each value of the result, one column for each of the image. Its product with
        ``x.ravel()`` is ``convolve(x, w, padding).ravel()``.

    Raises
    ------
    ValueError
        As in `toeplitz`, for two axes.

    See Also
    --------
    correlation_matrix : the matrix of the layer that deep-learning libraries call a convolution.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.1.

    Examples
    --------
    A kernel of 2 × 2 on an image of 2 × 3; the blocks are those of its rows [1, 2] and [3, 4]:

    >>> doubly_block_toeplitz([[1, 2], [3, 4]], (2, 3), "valid")
    array([[4, 3, 0, 2, 1, 0],
           [0, 4, 3, 0, 2, 1]])
    """
    return correlation_matrix(np.conj(np.flip(operand(w, 2, "w"))), integers(shape, 2, "shape"), padding)


def correlation_matrix(
    w: ArrayLike,
    shape: Sequence[int],
    padding: Padding = "valid",
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    """Return the matrix that cross-correlates an array of the given shape with a kernel.

    For two axes and real numbers this is the matrix C of the layer that deep-learning libraries call a convolution,
    with one channel; its transpose is that of the transposed convolution. At stride 1 it is doubly block Toeplitz;
    a stride s keeps every s-th of its rows along each axis.

    Parameters
    ----------
    w
        The kernel: integer, real or complex.
    shape
        Sizes of the array along each axis.
    padding, stride, dilation
        As in `convnets.convolution.correlate`.

    Returns
    -------
    ndarray
        Of the dtype of `w`: one row for each place of the kernel, one column for each value of the array. Its product
        with ``x.ravel()`` is ``correlate(x, w, padding, stride=stride, dilation=dilation).ravel()``; complex taps are
        conjugated in it.

    Raises
    ------
    ValueError
        If `w` has another number of axes than `shape`, is empty or holds no numbers; if a size, stride or dilation
        is not an integer of at least 1; if the padding is unknown, negative or of the wrong length; or if the kernel
        spans more than the padded array.

    References
    ----------
    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285, section 4.1.

    Examples
    --------
    >>> correlation_matrix([1, 2, 3], (5,), stride=2)
    array([[1, 2, 3, 0, 0],
           [0, 0, 1, 2, 3]])
    """
    axes = len(shape)
    kernel = operand(w, axes, "w")
    sizes, gaps = integers(shape, axes, "shape"), integers(dilation, axes, "dilation")
    spans = [effective_kernel(taps, gap) for taps, gap in zip(kernel.shape, gaps, strict=True)]
    settings = (sizes, kernel.shape, resolve_padding(padding, spans), integers(stride, axes, "stride"), gaps)
    read = [_taps_read(*setting) for setting in zip(*settings, strict=True)]
    # One zero more along each axis, for the taps that do not exist.
    taps = np.pad(np.conj(kernel), (0, 1))[np.ix_(*(each.ravel() for each in read))]
    # (place, value, place, value, ...) to (place, place, ..., value, value, ...).
    apart = taps.reshape([length for each in read for length in each.shape])
    together = apart.transpose([*range(0, 2 * axes, 2), *range(1, 2 * axes, 2)])
    return together.reshape(-1, prod(sizes))


def _taps_read(size: int, taps: int, padding: tuple[int, int], step: int, gap: int) -> NDArray[np.intp]:
    """Return for each place and value along one axis which tap lies on the value, or `taps` if none does."""
    places = output_size(size, taps, stride=step, padding=padding, dilation=gap)
    offsets = padding[0] + np.arange(size) - step * np.arange(places)[:, np.newaxis]
    tap, between = np.divmod(offsets, gap)
    return np.where((between == 0) & (tap >= 0) & (tap < taps), tap, taps)


def circulant(w: ArrayLike, size: int | None = None) -> NDArray[Any]:
    """Return the matrix that convolves a signal with a kernel around a circle.

    Entry (n, m) is w[(n − m) mod N]: each column is the one before it, turned by one. Its eigenvectors are the Fourier
    modes, and its eigenvalues the discrete Fourier transform of `w`.

    Parameters
    ----------
    w
        The kernel: one axis, integer, real or complex.
    size
        Length N of the circle, at least that of `w`, which zeros continue; that of `w` if None.

    Returns
    -------
    ndarray
        Of shape (N, N) and the dtype of `w`. Its product with x is
        ``convnets.fourier.convolve_circular(x, w)``, which rounds, for x of N values.

    Raises
    ------
    ValueError
        If `w` does not have one axis, is empty or holds no numbers; or if `size` is not an integer, or smaller than
        the length of `w`.

    References
    ----------
    Gray, "Toeplitz and circulant matrices: a review", *Foundations and Trends in Communications and Information
    Theory* 2(3):155–239, 2006, section 3.1.

    Examples
    --------
    >>> circulant([1, 2, 3], 4)
    array([[1, 0, 3, 2],
           [2, 1, 0, 3],
           [3, 2, 1, 0],
           [0, 3, 2, 1]])
    """
    kernel = operand(w, 1, "w")
    length = integer(len(kernel) if size is None else size, "size", least=len(kernel))
    places = np.arange(length)
    matrix: NDArray[Any] = np.pad(kernel, (0, length - len(kernel)))[(places[:, np.newaxis] - places) % length]
    return matrix
