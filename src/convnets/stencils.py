"""The 3 × 3 kernels of image processing, in integers: edges, curvature, sharpening and relief.

All are written for cross-correlation. Convolution turns them around: that changes the sign of Sobel, Prewitt and
Scharr, lights an emboss from the other side, and leaves the others as they are.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Kernel = NDArray[np.integer[Any]]


def sobel(axis: int = 1) -> Kernel:
    """Return Sobel's kernel: the change along one axis, smoothed by 1, 2, 1 along the other.

    Parameters
    ----------
    axis
        1: positive where the image grows brighter to the right; 0: where it does downwards.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 0 and rank 1: the outer product of (1, 2, 1) and (−1, 0, 1). On a ramp that
        grows by 1 per pixel it gives 8.

    Raises
    ------
    ValueError
        If the axis is neither 0 nor 1.

    References
    ----------
    Sobel & Feldman, "A 3×3 isotropic gradient operator for image processing", Stanford AI Project, 1968.

    Examples
    --------
    >>> sobel()
    array([[-1,  0,  1],
           [-2,  0,  2],
           [-1,  0,  1]])
    >>> sobel(axis=0)
    array([[-1, -2, -1],
           [ 0,  0,  0],
           [ 1,  2,  1]])
    """
    return _slope([1, 2, 1], axis)


def prewitt(axis: int = 1) -> Kernel:
    """Return Prewitt's kernel: the change along one axis, smoothed by 1, 1, 1 along the other.

    Parameters
    ----------
    axis
        As in `sobel`.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 0 and rank 1. On a ramp that grows by 1 per pixel it gives 6.

    Raises
    ------
    ValueError
        As in `sobel`.

    References
    ----------
    Prewitt, "Object enhancement and extraction", in *Picture Processing and Psychopictorics*, Academic Press 1970.

    Examples
    --------
    >>> prewitt()
    array([[-1,  0,  1],
           [-1,  0,  1],
           [-1,  0,  1]])
    """
    return _slope([1, 1, 1], axis)


def scharr(axis: int = 1) -> Kernel:
    """Return Scharr's kernel: the change along one axis, smoothed by 3, 10, 3 along the other.

    Parameters
    ----------
    axis
        As in `sobel`.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 0 and rank 1. On a ramp that grows by 1 per pixel it gives 32.

    Raises
    ------
    ValueError
        As in `sobel`.

    References
    ----------
    Scharr, *Optimale Operatoren in der Digitalen Bildverarbeitung*, thesis, Heidelberg 2000.

    Examples
    --------
    >>> scharr()
    array([[ -3,   0,   3],
           [-10,   0,  10],
           [ -3,   0,   3]])
    """
    return _slope([3, 10, 3], axis)


def laplacian(neighbors: int = 4) -> Kernel:
    """Return the discrete Laplacian: the sum of the neighbors, less the middle as often as there are neighbors.

    Parameters
    ----------
    neighbors
        4: those that share a side; 8: also those that share a corner.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 0 and rank 2.

    Raises
    ------
    ValueError
        If `neighbors` is neither 4 nor 8.

    Examples
    --------
    >>> laplacian()
    array([[ 0,  1,  0],
           [ 1, -4,  1],
           [ 0,  1,  0]])
    >>> laplacian(8)
    array([[ 1,  1,  1],
           [ 1, -8,  1],
           [ 1,  1,  1]])
    """
    if neighbors not in (4, 8):
        raise ValueError(f"neighbors must be 4 or 8, got {neighbors!r}")
    corner = int(neighbors == 8)
    return np.array([[corner, 1, corner], [1, -neighbors, 1], [corner, 1, corner]])


def sharpen() -> Kernel:
    """Return the kernel that adds to an image what its 4-neighbor Laplacian takes away: 5 in the middle.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 1 and rank 2. Flat areas stay as they are.

    Examples
    --------
    >>> sharpen()
    array([[ 0, -1,  0],
           [-1,  5, -1],
           [ 0, -1,  0]])
    """
    return _identity() - laplacian(4)


def outline() -> Kernel:
    """Return the kernel that leaves lines and edges of an image: the 8-neighbor Laplacian with its sign changed.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 0 and rank 2. Flat areas become 0.

    Examples
    --------
    >>> outline()
    array([[-1, -1, -1],
           [-1,  8, -1],
           [-1, -1, -1]])
    """
    return -laplacian(8)


def emboss() -> Kernel:
    """Return the kernel that makes a relief: the image plus its slope from top left to bottom right.

    Returns
    -------
    ndarray
        int64, of shape (3, 3), sum 1 and rank 3: no sum of fewer than three outer products. Flat areas stay as
        they are.

    Examples
    --------
    >>> emboss()
    array([[-2, -1,  0],
           [-1,  1,  1],
           [ 0,  1,  2]])
    """
    return _identity() + np.add.outer([-1, 0, 1], [-1, 0, 1])


def _slope(smoothing: list[int], axis: int) -> Kernel:
    if axis not in (0, 1):
        raise ValueError(f"axis must be 0 (down) or 1 (to the right), got {axis!r}")
    across = np.outer(smoothing, [-1, 0, 1])
    return across if axis == 1 else across.T


def _identity() -> Kernel:
    return np.outer([0, 1, 0], [0, 1, 0])
