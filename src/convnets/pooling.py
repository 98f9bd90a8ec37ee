"""Pooling: each window of an image summed up in one number, its largest value or its mean."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.integers import integers
from convnets.padding import Padding, pad, resolve_padding
from convnets.windows import slide


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
    images = _images(x, kinds="iuf")
    lowest = -np.inf if images.dtype.kind == "f" else np.iinfo(images.dtype).min
    largest: NDArray[Any] = _windows(images, window, stride, padding, lowest).max(axis=(-2, -1))
    return largest


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
    means: NDArray[Any] = _windows(_images(x, kinds="iufc"), window, stride, padding, 0).mean(axis=(-2, -1))
    return means


def _images(x: ArrayLike, kinds: str) -> NDArray[Any]:
    images = np.asarray(x)
    if images.ndim < 2 or images.size == 0:
        raise ValueError(f"x must have shape (..., H, W) and at least one value, got shape {images.shape}")
    if images.dtype.kind not in kinds:
        raise ValueError(f"x must hold {'numbers' if 'c' in kinds else 'real numbers'}, got {images.dtype}")
    return images


def _windows(
    x: NDArray[Any],
    window: int | Sequence[int],
    stride: int | Sequence[int] | None,
    padding: Padding,
    value: float,
) -> NDArray[Any]:
    shape = integers(window, 2, "window")
    pairs = resolve_padding(padding, shape)
    if any(max(pair) >= size for pair, size in zip(pairs, shape, strict=True)):
        raise ValueError(f"padding must be smaller than the window {shape}, or a window would be all padding: {pairs}")
    return slide(pad(x, pairs, value), shape, stride=shape if stride is None else stride, name="window")
