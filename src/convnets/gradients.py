"""Gradients of the layers: how a loss depends on each argument, from how it depends on the result."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.columns import columns
from convnets.geometry import geometry
from convnets.layers import conv2d
from convnets.padding import Padding
from convnets.tensors import check_shape, check_sums, in_groups, tensor
from convnets.transposed import conv_transpose2d

Gradients = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def conv2d_gradients(
    x: ArrayLike,
    w: ArrayLike,
    dy: ArrayLike,
    *,
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Gradients:
    r"""Return the gradients of a loss L with respect to the input, the kernels and the bias of `conv2d`.

    With δ = ∂L/∂y, at stride 1 and for one channel:

    - ∂L/∂x is the convolution of δ with w, "full" but for the padding: the kernel is turned around;
    - ∂L/∂w is the cross-correlation of the padded x with δ;
    - ∂L/∂b is the sum of δ.

    Parameters
    ----------
    x, w
        As they were given to `convnets.layers.conv2d`.
    dy
        ∂L/∂y, of the shape (N, O, H', W') that `conv2d` gives: integers or real numbers.
    stride, padding, dilation, groups
        As they were given to `conv2d`.

    Returns
    -------
    tuple of ndarray
        (dx, dw, db): of the shapes of `x`, of `w` and (O,), and of dtypes ``np.result_type(w, dy)``,
        ``np.result_type(x, dy)`` and that of `dy`.

    Raises
    ------
    ValueError
        As in `conv2d`; if `dy` has another shape or holds no real numbers; or if integers might overflow, that is,
        if max\|dy\| Σ\|w\|, max\|x\| Σ\|dy\| or Σ\|dy\| does not fit the dtype of its gradient.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, equations 9.11 and 9.13.

    Examples
    --------
    For the loss L = Σ y, each weight has been multiplied once with each value under it:

    >>> x, w = [[[[1, 2, 3]]]], [[[[10, 100]]]]
    >>> dx, dw, db = conv2d_gradients(x, w, [[[[1, 1]]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[[10, 110, 100]]]], [[[[3, 5]]]], [2])
    """
    array, kernels, upstream = tensor(x, "x"), tensor(w, "w", "O, C / groups, KH, KW"), tensor(dy, "dy")
    rows = in_groups(kernels, groups)
    check_shape(array, "x", (None, len(rows) * kernels.shape[1], None, None))
    path = geometry(array.shape[2:], kernels.shape[2:], stride, padding, dilation)
    check_shape(upstream, "dy", (len(array), len(kernels), *path.places))
    dx = conv_transpose2d(
        upstream,
        kernels,
        stride=path.stride,
        padding=path.padding,
        output_padding=path.leftover,
        dilation=path.dilation,
        groups=groups,
    )
    dw = _products(columns(array, path), upstream, len(rows)).reshape(kernels.shape)
    return dx, dw, _sums(upstream)


def conv_transpose2d_gradients(
    x: ArrayLike,
    w: ArrayLike,
    dy: ArrayLike,
    *,
    stride: int | Sequence[int] = 1,
    padding: int | Sequence[int | tuple[int, int]] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Gradients:
    r"""Return the gradients of a loss L with respect to the input, the kernels and the bias of `conv_transpose2d`.

    The adjoint of the adjoint is the layer itself, so ∂L/∂x is `conv2d` of ∂L/∂y, and ∂L/∂w is that of the
    convolution with `x` and ∂L/∂y exchanged.

    Parameters
    ----------
    x, w
        As they were given to `convnets.transposed.conv_transpose2d`.
    dy
        ∂L/∂y, of the shape (N, O, H', W') that `conv_transpose2d` gives, which tells the output padding.
    stride, padding, dilation, groups
        As they were given to `conv_transpose2d`.

    Returns
    -------
    tuple of ndarray
        (dx, dw, db): of the shapes of `x`, of `w` and (O,), and of dtypes ``np.result_type(w, dy)``,
        ``np.result_type(x, dy)`` and that of `dy`.

    Raises
    ------
    ValueError
        As in `conv2d_gradients`.

    References
    ----------
    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285, section 4.1.

    Examples
    --------
    >>> x, w = [[[[1, 2]]]], [[[[10, 100]]]]
    >>> dx, dw, db = conv_transpose2d_gradients(x, w, [[[[1, 1, 1]]]])
    >>> dx.tolist(), dw.tolist(), db.tolist()
    ([[[[110, 110]]]], [[[[3, 3]]]], [3])
    """
    dx = conv2d(dy, w, stride=stride, padding=padding, dilation=dilation, groups=groups)
    check_shape(np.asarray(x), "x", dx.shape)
    _, dw, _ = conv2d_gradients(dy, w, x, stride=stride, padding=padding, dilation=dilation, groups=groups)
    return dx, dw, _sums(np.asarray(dy))


def _products(matrix: NDArray[Any], dy: NDArray[Any], groups: int) -> NDArray[Any]:
    dtype = np.result_type(matrix, dy)
    check_sums(matrix, _by_channel(dy), dtype)
    errors = dy.reshape(len(dy), groups, dy.shape[1] // groups, -1).astype(dtype)
    windows = matrix.reshape(len(dy), groups, -1, matrix.shape[2])
    sums: NDArray[Any] = (errors @ windows.swapaxes(2, 3)).sum(axis=0, dtype=dtype)
    return sums


def _sums(dy: NDArray[Any]) -> NDArray[Any]:
    check_sums(np.ones(1, dy.dtype), _by_channel(dy), dy.dtype)
    sums: NDArray[Any] = dy.sum(axis=(0, 2, 3), dtype=dy.dtype)
    return sums


def _by_channel(dy: NDArray[Any]) -> NDArray[Any]:
    return dy.swapaxes(0, 1).reshape(dy.shape[1], -1)
