"""L2 pooling: each window of an image summed up in the length of the vector of its values; and the gradient."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.padding import Padding
from convnets.pools import as_images, pool_geometry, pool_windows, upstream_of
from convnets.taps import scatter


def l2_pool2d(
    x: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the square root of the sum of squares of each window.

    The root of the *mean* square is smaller by the square root of the size of the window.

    Parameters
    ----------
    x
        Images of shape (..., H, W): integers or real numbers.
    window, stride, padding
        As in `convnets.pooling.max_pool2d`, but padding is zeros.

    Returns
    -------
    ndarray
        Of shape (..., H', W'), as in `max_pool2d`; float64 for integers, otherwise the dtype of `x`. Squares are
        not formed, so they cannot overflow. A window that holds NaN and nothing infinite gives NaN.

    Raises
    ------
    ValueError
        As in `max_pool2d`.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.3.

    Examples
    --------
    >>> l2_pool2d([[3, 4, 1, 1], [0, 0, 1, 1]])
    array([[5., 2.]])
    """
    images = _real(as_images(x, "iuf"))
    windows = pool_windows(images, pool_geometry(images.shape[-2:], window, stride, padding))
    lengths: NDArray[Any] = np.hypot.reduce(windows, axis=(-2, -1))
    return lengths


def l2_pool2d_gradient(
    x: ArrayLike,
    dy: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[Any]:
    """Return the gradient with respect to the images, given that with respect to the lengths.

    Each number goes to all values of its window, times value over length. A window of zeros gets 0, which is a
    choice: the length has no derivative there.

    Parameters
    ----------
    x
        The images, as in `l2_pool2d`.
    dy
        Of the shape (..., H', W') that `l2_pool2d` gives: integers or real numbers.
    window, stride, padding
        As in `l2_pool2d`.

    Returns
    -------
    ndarray
        Of the shape of `x` and the dtype that `x` and `dy` have together; integers count as float64.

    Raises
    ------
    ValueError
        As in `l2_pool2d`, and if `dy` has another shape or holds no real numbers.

    Examples
    --------
    >>> l2_pool2d_gradient([[3, 4, 0, 0], [0, 0, 0, 0]], [[10, 20]])
    array([[6., 8., 0., 0.],
           [0., 0., 0., 0.]])
    """
    images = _real(as_images(x, "iuf"))
    path = pool_geometry(images.shape[-2:], window, stride, padding)
    upstream = upstream_of(dy, (*images.shape[:-2], *path.places))
    windows = pool_windows(images, path)
    lengths = l2_pool2d(images, window, stride, padding)[..., None, None]
    directions = np.divide(windows, lengths, out=np.zeros_like(windows), where=lengths != 0)
    return scatter(directions * upstream[..., None, None], path)


def _real(x: NDArray[Any]) -> NDArray[Any]:
    return x if x.dtype.kind == "f" else x.astype(np.float64)
