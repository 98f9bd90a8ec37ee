"""Pooling: each window of an image summed up in one number, its largest value or its mean; and the gradients."""

import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.padding import Padding
from convnets.pools import as_images, pool_geometry, pool_windows, upstream_of
from convnets.routing import max_pool2d_indices
from convnets.taps import scatter


def max_pool2d(
    x: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the largest value of each window.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integers or real numbers.
    window
        Height and width of the window: one integer for both, or a pair.
    stride
        Distance between neighboring windows, down and across: one integer for both, or a pair. As large as the
        window if None, so that the windows tile the image.
    padding
        As in `convnets.padding.resolve_padding`, and smaller than the window on every side. Padding never wins:
        it is −∞ for real numbers and the lowest value of the dtype for integers.

    Returns
    -------
    ndarray
        Of shape (..., H', W') and the dtype of `x`. The sizes H' and W' are given by
        `convnets.arithmetic.output_size`: values after the last whole window are left out. A window that holds
        NaN gives NaN.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds no real numbers; if window or stride is not an integer
        of at least 1; if the padding is unknown, negative, of the wrong length or not smaller than the window;
        or if the window is larger than the padded image.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.3.

    Examples
    --------
    >>> max_pool2d([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
    array([[6, 8],
           [3, 4]])
    >>> max_pool2d([[-5, -3, -2, -4]], window=(1, 3), stride=2, padding=((0, 0), (1, 1)))
    array([[-3, -2]])
    """
    images = as_images(x, "iuf")
    windows = pool_windows(images, pool_geometry(images.shape[-2:], window, stride, padding), lowest=True)
    # One tap of all windows at a time: NumPy reduces many short axes slowly.
    return np.array(functools.reduce(np.maximum, (windows[..., *tap] for tap in np.ndindex(windows.shape[-2:]))))


def mean_pool2d(
    x: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the mean of each window.

    Padding is zeros, and they count: every sum is divided by the size of the window. This is what PyTorch's
    ``avg_pool2d`` calls ``count_include_pad=True``, its default.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integer, real or complex.
    window, stride, padding
        As in `max_pool2d`, but padding is zeros.

    Returns
    -------
    ndarray
        Of shape (..., H', W'), as in `max_pool2d`; float64 for integers, otherwise the dtype of `x`.

    Raises
    ------
    ValueError
        As in `max_pool2d`, but complex numbers are welcome.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.3.

    Examples
    --------
    >>> mean_pool2d([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
    array([[3.25, 5.25],
           [2.  , 2.  ]])
    >>> mean_pool2d([[4, 8]], window=(1, 2), stride=1, padding=((0, 0), (1, 1)))
    array([[2., 6., 4.]])
    """
    images = as_images(x, "iufc")
    windows = pool_windows(images, pool_geometry(images.shape[-2:], window, stride, padding))
    means: NDArray[Any] = windows.mean(axis=(-2, -1))
    return means


def max_pool2d_gradient(
    x: ArrayLike,
    dy: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the gradient with respect to the images, given that with respect to the largest values.

    Each number goes back to where its largest value came from. Of equal values only the first in reading order gets
    it, which is a choice: the maximum has no derivative there.

    Parameters
    ----------
    x
        The images, as in `max_pool2d`.
    dy
        Of the shape (..., H', W') that `max_pool2d` gives: integers or real numbers.
    window, stride, padding
        As in `max_pool2d`.

    Returns
    -------
    ndarray
        Of the shape of `x`; float64 for integers in `dy`, otherwise the dtype of `dy`.

    Raises
    ------
    ValueError
        As in `max_pool2d`, and if `dy` has another shape or holds no real numbers.

    References
    ----------
    Stanford CS231n, "Convolutional neural networks", section "Pooling layer".

    Examples
    --------
    >>> max_pool2d_gradient([[1, 3, 2, 2], [0, 3, 1, 0]], [[10, 20]])
    array([[ 0., 10., 20.,  0.],
           [ 0.,  0.,  0.,  0.]])
    """
    indices = max_pool2d_indices(x, window, stride, padding)
    upstream = upstream_of(dy, indices.shape)
    gradient = np.zeros(np.shape(x), upstream.dtype)
    height, width = gradient.shape[-2:]
    planes = np.arange(gradient.size // (height * width)).reshape(*indices.shape[:-2], 1, 1)
    np.add.at(gradient.reshape(-1), (indices + planes * height * width).ravel(), upstream.ravel())
    return gradient


def mean_pool2d_gradient(
    x: ArrayLike,
    dy: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the gradient with respect to the images, given that with respect to the means.

    Each number is shared equally by all values of its window; what falls on the padding is lost. The mean is linear,
    so this is its adjoint.

    Parameters
    ----------
    x
        The images, as in `mean_pool2d`; only their shape matters.
    dy
        Of the shape (..., H', W') that `mean_pool2d` gives: integers or real numbers.
    window, stride, padding
        As in `mean_pool2d`.

    Returns
    -------
    ndarray
        As in `max_pool2d_gradient`.

    Raises
    ------
    ValueError
        As in `mean_pool2d`, and if `dy` has another shape or holds no real numbers.

    Examples
    --------
    >>> mean_pool2d_gradient([[1, 3, 2, 2], [0, 3, 1, 0]], [[10, 20]])
    array([[2.5, 2.5, 5. , 5. ],
           [2.5, 2.5, 5. , 5. ]])
    """
    images = as_images(x, "iufc")
    path = pool_geometry(images.shape[-2:], window, stride, padding)
    upstream = upstream_of(dy, (*images.shape[:-2], *path.places))
    shares = upstream[..., None, None] / math.prod(path.kernel)
    return scatter(np.broadcast_to(shares, (*upstream.shape, *path.kernel)), path)
