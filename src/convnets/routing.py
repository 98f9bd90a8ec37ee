"""Where the largest value of each window stands: the way that the gradient of max pooling takes back."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.padding import Padding
from convnets.pools import as_images, pool_geometry, pool_windows


def max_pool2d_indices(
    x: ArrayLike,
    window: int | Sequence[int] = 2,
    stride: int | Sequence[int] | None = None,
    padding: Padding = 0,
) -> NDArray[np.intp]:
    """Return where the largest value of each window stands: what the gradient follows back.

    Parameters
    ----------
    x, window, stride, padding
        As in `max_pool2d`.

    Returns
    -------
    ndarray
        Of shape (..., H', W'): i W + j for the value in row i and column j of its image, padding not counted. Of
        equal values the first in reading order is taken, and NaN is larger than all. PyTorch's ``max_pool2d``
        gives the same with ``return_indices=True``.

    Raises
    ------
    ValueError
        As in `max_pool2d`.

    Examples
    --------
    >>> max_pool2d_indices([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
    array([[ 5,  7],
           [ 8, 15]])
    """
    images = as_images(x, "iuf")
    path = pool_geometry(images.shape[-2:], window, stride, padding)
    windows = pool_windows(images, path, lowest=True)
    taps = np.unravel_index(windows.reshape(*windows.shape[:-2], -1).argmax(axis=-1), path.kernel)
    starts = np.ogrid[tuple(slice(count) for count in path.places)]
    axes = zip(starts, path.stride, path.padding, taps, strict=True)
    # Padding wins only in a window that holds nothing larger; then the first value inside is meant.
    rows, columns = (np.maximum(start * s - before + tap, 0) for start, s, (before, _), tap in axes)
    indices: NDArray[np.intp] = rows * images.shape[-1] + columns
    return indices
