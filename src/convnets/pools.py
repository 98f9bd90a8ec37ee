"""What every pooling shares: images, windows on them, and what comes back through a gradient."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.geometry import Geometry, geometry
from convnets.integers import integers
from convnets.padding import Padding, pad, resolve_padding
from convnets.tensors import check_shape
from convnets.windows import slide


def as_images(x: ArrayLike, kinds: str) -> NDArray[Any]:
    """Return `x` as an array of images, or say what it should have been.

    Parameters
    ----------
    x
        Images of shape (..., H, W).
    kinds
        The kinds of dtype that are welcome: "iuf", or "iufc" with complex numbers.

    Raises
    ------
    ValueError
        If `x` is empty, has fewer than two axes or holds other values.

    Examples
    --------
    >>> as_images([[1, 2]], "iuf")
    array([[1, 2]])
    """
    images = np.asarray(x)
    if images.ndim < 2 or images.size == 0:
        raise ValueError(f"x must have shape (..., H, W) and at least one value, got shape {images.shape}")
    if images.dtype.kind not in kinds:
        raise ValueError(f"x must hold {'numbers' if 'c' in kinds else 'real numbers'}, got {images.dtype}")
    return images


def pool_geometry(
    sizes: Sequence[int],
    window: int | Sequence[int],
    stride: int | Sequence[int] | None,
    padding: Padding,
) -> Geometry:
    """Return how a pooling window slides over an image.

    Parameters
    ----------
    sizes
        Height and width of the image.
    window, stride, padding
        As in `convnets.pooling.max_pool2d`.

    Raises
    ------
    ValueError
        If window or stride is not an integer of at least 1; or if the padding is unknown, negative, of the wrong
        length or not smaller than the window.

    Examples
    --------
    >>> pool_geometry((4, 6), 2, None, 0).places
    (2, 3)
    """
    shape = integers(window, 2, "window")
    pairs = resolve_padding(padding, shape)
    if any(max(pair) >= size for pair, size in zip(pairs, shape, strict=True)):
        raise ValueError(f"padding must be smaller than the window {shape}, or a window would be all padding: {pairs}")
    return geometry(sizes, shape, shape if stride is None else stride, pairs)


def pool_windows(x: NDArray[Any], path: Geometry, *, lowest: bool = False) -> NDArray[Any]:
    """Return the windows of images.

    Parameters
    ----------
    x
        Images of shape (..., H, W).
    path
        How the window slides over them.
    lowest
        Whether padding is what no value is smaller than, −∞ or the lowest integer, instead of 0.

    Returns
    -------
    ndarray
        Of shape (..., H', W', KH, KW): a read-only view of the padded images.

    Raises
    ------
    ValueError
        If the window is larger than a padded image.

    Examples
    --------
    >>> import numpy as np
    >>> pool_windows(np.array([[5, 6, 7]]), pool_geometry((1, 3), (1, 2), None, (0, (1, 0)))).tolist()
    [[[[0, 5]], [[6, 7]]]]
    """
    value = _lowest(x.dtype) if lowest else 0
    return slide(pad(x, path.padding, value), path.kernel, stride=path.stride, name="window")


def upstream_of(dy: ArrayLike, shape: tuple[int, ...]) -> NDArray[Any]:
    """Return a gradient with respect to the result of a pooling as real numbers.

    Parameters
    ----------
    dy
        Integers or real numbers.
    shape
        The shape of that result.

    Returns
    -------
    ndarray
        float64 for integers, otherwise the dtype of `dy`.

    Raises
    ------
    ValueError
        If `dy` has another shape or holds no real numbers.

    Examples
    --------
    >>> upstream_of([[1, 2]], (1, 2))
    array([[1., 2.]])
    """
    array = np.asarray(dy)
    check_shape(array, "dy", shape)
    if array.dtype.kind not in "iuf":
        raise ValueError(f"dy must hold real numbers, got {array.dtype}")
    return array.astype(np.float64 if array.dtype.kind in "iu" else array.dtype)


def _lowest(dtype: np.dtype[Any]) -> float:
    return -np.inf if dtype.kind == "f" else int(np.iinfo(dtype).min)
