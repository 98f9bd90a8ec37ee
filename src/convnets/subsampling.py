"""Smaller images by other means than windows: every s-th value, as it is or after a blur, or one number for all."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.integers import integer, integers
from convnets.padding import Border, pad
from convnets.pools import as_images
from convnets.windows import slide


def subsample2d(x: ArrayLike, stride: int | Sequence[int] = 2) -> NDArray[Any]:
    """Return every s-th value down and across, from the first.

    What moves faster than the new grid can show is not lost but folded into something slower: aliasing.
    `blur_pool2d` takes it out first.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integer, real or complex.
    stride
        Distance s between the values that stay: one integer for both axes, or a pair.

    Returns
    -------
    ndarray
        A new array of shape (..., ⌈H / s⌉, ⌈W / s⌉) and the dtype of `x`.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds no numbers, or if stride is not an integer of at least 1.

    References
    ----------
    Zhang, "Making convolutional networks shift-invariant again", ICML 2019, arXiv:1904.11486, section 3.

    Examples
    --------
    >>> subsample2d([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    array([[1, 3],
           [7, 9]])
    """
    down, across = integers(stride, 2, "stride")
    return as_images(x, "iufc")[..., ::down, ::across].copy()


def blur_pool2d(
    x: ArrayLike, taps: int = 3, stride: int | Sequence[int] = 2, *, border: Border = "mirror"
) -> NDArray[Any]:
    """Return every s-th value of the images after a binomial blur: anti-aliased subsampling.

    Max pooling becomes anti-aliased when it is done at stride 1, and this after it.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integers or real numbers.
    taps
        Number of taps of the blur along each axis: 1 gives none, 3 the weights (1, 2, 1) / 4.
    stride
        Distance s between the values that stay: one integer for both axes, or a pair.
    border
        What lies beyond the image, as in `convnets.padding.pad`: "mirror" in the paper's program, zeros for
        "constant". With an even number of taps the extra value is after the image.

    Returns
    -------
    ndarray
        Of shape (..., ⌈H / s⌉, ⌈W / s⌉); float64 for integers, otherwise the dtype of `x`.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds no real numbers; if taps or stride is not an integer of
        at least 1; or if the border is unknown.

    References
    ----------
    Zhang, "Making convolutional networks shift-invariant again", ICML 2019, arXiv:1904.11486, section 3.

    Examples
    --------
    >>> blur_pool2d([[0, 1, 1, 1, 0, 1, 1, 1]], border="wrap")
    array([[0.5, 1. , 0.5, 1. ]])
    """
    images = as_images(x, "iuf")
    count = integer(taps, "taps")
    steps = integers(stride, 2, "stride")
    weights = np.array([math.comb(count - 1, m) for m in range(count)]) / 2 ** (count - 1)
    sides = ((count - 1) // 2, count // 2)
    windows = slide(pad(images, (sides, sides), border=border), (count, count), stride=steps)
    dtype = images.dtype if images.dtype.kind == "f" else np.dtype(np.float64)
    blurred: NDArray[Any] = np.einsum("...ij,i,j->...", windows, weights, weights).astype(dtype)
    return blurred


def global_max_pool2d(x: ArrayLike) -> NDArray[Any]:
    """Return the largest value of each image.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integers or real numbers.

    Returns
    -------
    ndarray
        Of shape (...) and the dtype of `x`. An image that holds NaN gives NaN.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds no real numbers.

    Examples
    --------
    >>> global_max_pool2d([[[1, 2], [3, 4]], [[5, 0], [0, 0]]])
    array([4, 5])
    """
    largest: NDArray[Any] = np.max(as_images(x, "iuf"), axis=(-2, -1))
    return largest


def global_mean_pool2d(x: ArrayLike) -> NDArray[Any]:
    """Return the mean of each image: "global average pooling".

    Whatever the size of the image, the result has one number for each channel, which a dense layer can take.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integer, real or complex.

    Returns
    -------
    ndarray
        Of shape (...); float64 for integers, otherwise the dtype of `x`.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds no numbers.

    References
    ----------
    Lin, Chen & Yan, "Network in network", ICLR 2014, arXiv:1312.4400, section 3.2.

    Examples
    --------
    >>> global_mean_pool2d([[[1, 2], [3, 4]], [[5, 0], [0, 0]]])
    array([2.5 , 1.25])
    """
    means: NDArray[Any] = np.mean(as_images(x, "iufc"), axis=(-2, -1))
    return means
