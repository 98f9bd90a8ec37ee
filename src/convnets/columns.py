"""Windows laid out as the columns of a matrix, and put back: what turns a layer into one matrix product."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.geometry import Geometry, geometry
from convnets.padding import Padding
from convnets.taps import by_tap, scatter
from convnets.tensors import tensor


def im2col(
    x: ArrayLike,
    kernel: int | Sequence[int],
    *,
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    """Return each window of the images as one column.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W): integers or real numbers.
    kernel
        Number of taps KH and KW: one integer for both, or a pair.
    stride
        Distance between neighboring places: one integer, or a pair.
    padding
        Zeros around the images, as in `convnets.geometry.geometry`.
    dilation
        Distance between neighboring taps: one integer, or a pair.

    Returns
    -------
    ndarray
        Of shape (N, C · KH · KW, H' · W') and the dtype of `x`: rows by channel, then tap; columns by place. The
        sizes H' and W' are given by `convnets.arithmetic.output_size`. PyTorch calls this ``unfold``.

    Raises
    ------
    ValueError
        If `x` does not have four axes, is empty or holds no real numbers; if kernel, stride or dilation is not
        an integer of at least 1; if the padding is unknown, negative or of the wrong length; or if the kernel
        spans more than the padded image.

    References
    ----------
    Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing", IWFHR
    2006.

    Examples
    --------
    >>> im2col([[[[0, 1, 2], [3, 4, 5], [6, 7, 8]]]], 2)
    array([[[0, 1, 3, 4],
            [1, 2, 4, 5],
            [3, 4, 6, 7],
            [4, 5, 7, 8]]])
    """
    array = tensor(x, "x")
    found = columns(array, geometry(array.shape[2:], kernel, stride, padding, dilation))
    return np.require(found, requirements="W")  # a single tap at stride 1 leaves a read-only view


def col2im(
    matrix: ArrayLike,
    sizes: Sequence[int],
    kernel: int | Sequence[int],
    *,
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    """Return images in which each value is the sum of its copies in the columns: the adjoint of `im2col`.

    It is no inverse: a value that lies under several windows comes back several times over.

    Parameters
    ----------
    matrix
        Of shape (N, C · KH · KW, H' · W'), as `im2col` gives it for images of the given sizes.
    sizes
        Height H and width W of the images.
    kernel, stride, padding, dilation
        As in `im2col`. What falls on the padding is dropped.

    Returns
    -------
    ndarray
        Of shape (N, C, H, W) and the dtype of `matrix`. PyTorch calls this ``fold``.

    Raises
    ------
    ValueError
        As in `im2col`, and if `matrix` does not have a shape that fits the other arguments. Integers that
        overflow wrap around.

    References
    ----------
    Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing", IWFHR
    2006.

    Examples
    --------
    The value in the middle of a 3×3 image lies under all four 2×2 windows, a corner under one:

    >>> import numpy as np
    >>> col2im(np.ones((1, 4, 4), int), (3, 3), 2)
    array([[[[1, 2, 1],
             [2, 4, 2],
             [1, 2, 1]]]])
    """
    array = tensor(matrix, "matrix", "N, C KH KW, H' W'")
    path = geometry(sizes, kernel, stride, padding, dilation)
    taps, places = math.prod(path.kernel), math.prod(path.places)
    if array.shape[1] % taps or array.shape[2] != places:
        raise ValueError(f"matrix must have shape (N, C · {taps}, {places}), got {array.shape}")
    return images(array, path)


def columns(x: NDArray[Any], path: Geometry) -> NDArray[Any]:
    """Return `im2col` of images, for a geometry that is known.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W).
    path
        How the kernel slides over them.

    Returns
    -------
    ndarray
        Of shape (N, C · KH · KW, H' · W') and the dtype of `x`.

    Raises
    ------
    ValueError
        If the kernel spans more than the padded image.

    Examples
    --------
    >>> import numpy as np
    >>> columns(np.array([[[[1, 2, 3]]]]), geometry((1, 3), (1, 2)))
    array([[[1, 2],
            [2, 3]]])
    """
    return by_tap(x, path).reshape(len(x), x.shape[1] * math.prod(path.kernel), math.prod(path.places))


def images(matrix: NDArray[Any], path: Geometry) -> NDArray[Any]:
    """Return `col2im` of columns, for a geometry that is known.

    Parameters
    ----------
    matrix
        Of shape (N, C · KH · KW, H' · W').
    path
        How the kernel slides over the images.

    Returns
    -------
    ndarray
        Of shape (N, C, H, W) and the dtype of `matrix`.

    Examples
    --------
    >>> import numpy as np
    >>> images(np.array([[[1, 2], [2, 3]]]), geometry((1, 3), (1, 2)))
    array([[[[1, 4, 3]]]])
    """
    windows = matrix.reshape(len(matrix), -1, *path.kernel, *path.places)
    return scatter(windows.transpose(0, 1, 4, 5, 2, 3), path)
