"""What the taps of a kernel read from padded images, and what windows write back to them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from convnets.geometry import Geometry
from convnets.padding import pad
from convnets.windows import slide


def by_tap(x: NDArray[Any], path: Geometry) -> NDArray[Any]:
    """Return what each tap of a kernel reads at each place: `convnets.columns.im2col` before they are flattened.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W).
    path
        How the kernel slides over them.

    Returns
    -------
    ndarray
        Of shape (N, C, KH, KW, H', W'): a read-only view of the padded images.

    Raises
    ------
    ValueError
        If the kernel spans more than the padded image.

    Examples
    --------
    >>> import numpy as np
    >>> from convnets.geometry import geometry
    >>> by_tap(np.array([[[[1, 2, 3]]]]), geometry((1, 3), (1, 2)))[0, 0, 0, 1]
    array([[2, 3]])
    """
    windows = slide(pad(x, path.padding), path.kernel, stride=path.stride, dilation=path.dilation)
    return windows.transpose(0, 1, 4, 5, 2, 3)


def scatter(windows: NDArray[Any], path: Geometry) -> NDArray[Any]:
    """Return images to which every window adds its values: the adjoint of `convnets.windows.slide` after padding.

    Parameters
    ----------
    windows
        Of shape (..., H', W', KH, KW).
    path
        How the windows lie on the images.

    Returns
    -------
    ndarray
        Of shape (..., H, W) and the dtype of `windows`: 0 where no window reaches. What falls on the padding is
        dropped.

    Examples
    --------
    >>> import numpy as np
    >>> from convnets.geometry import geometry
    >>> windows = np.array([[[[1, 2, 3]], [[10, 20, 30]]]])
    >>> scatter(windows, geometry((1, 6), (1, 3), stride=2))
    array([[ 1,  2, 13, 20, 30,  0]])
    >>> scatter(windows, geometry((1, 4), (1, 3), stride=2, padding=(0, 1)))
    array([[ 2, 13, 20, 30]])
    """
    padded = [size + sum(pair) for size, pair in zip(path.sizes, path.padding, strict=True)]
    canvas = np.zeros((*windows.shape[:-4], *padded), windows.dtype)
    for m, n in np.ndindex(path.kernel):
        axes = zip((m, n), path.dilation, path.stride, path.places, strict=True)
        rows, across = (slice(tap * d, tap * d + (count - 1) * s + 1, s) for tap, d, s, count in axes)
        canvas[..., rows, across] += windows[..., m, n]
    (top, _), (left, _) = path.padding
    height, width = path.sizes
    return canvas[..., top : top + height, left : left + width]
