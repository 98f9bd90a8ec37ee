"""The transposed convolution: the adjoint of the convolution layer, which makes images larger."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.arithmetic import transposed_size
from convnets.columns import images
from convnets.geometry import Geometry, geometry
from convnets.integers import integers
from convnets.tensors import check_shape, check_sums, in_groups, tensor, vector


def conv_transpose2d(
    x: ArrayLike,
    w: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Sequence[int] = 1,
    padding: int | Sequence[int | tuple[int, int]] = 0,
    output_padding: int | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> NDArray[Any]:
    r"""Return images in which each value of `x` has left a copy of the kernels, times that value.

    .. math:: y[n, o, s i + d k, s j + d l] \mathrel{+}= x[n, c, i, j]\, w[c, o, k, l]

    and then the padding is taken away from all sides, and the bias added. It is the adjoint of
    `convnets.layers.conv2d` with the same `w`, stride, padding, dilation and groups, ⟨y, conv x⟩ = ⟨convᵀ y, x⟩,
    and not its inverse.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W): integers or real numbers.
    w
        Kernels of shape (C, O / groups, KH, KW).
    bias
        O numbers, one added to each channel of the result; none if None.
    stride
        Distance s between the copies of neighboring values: one integer, or a pair.
    padding
        What the convolution pads and its adjoint takes away: one integer, or a pair of integers or of pairs
        (before, after).
    output_padding
        How much larger the result is at its lower and its right side, less than the stride: one integer, or a
        pair. It undoes the rounding down in the size of a strided convolution.
    dilation
        Distance d between neighboring taps of the kernel: one integer, or a pair.
    groups
        In how many groups the channels of `x` and of the result are split, in order.

    Returns
    -------
    ndarray
        Of shape (N, O, H', W') and dtype ``np.result_type(x, w, bias)``. The sizes H' and W' are given by
        `convnets.arithmetic.transposed_size`.

    Raises
    ------
    ValueError
        If an array has another shape, is empty or holds no real numbers; if groups does not divide C; if another
        argument is not an integer in its range; if the padding leaves nothing; or if integers might overflow, that
        is, if max\|x\| Σ\|w\| + \|b\| does not fit the dtype of the result.

    Notes
    -----
    The result equals PyTorch's ``torch.nn.functional.conv_transpose2d`` and ONNX's ``ConvTranspose``. PyTorch also
    takes an output padding that is less than the dilation only; it is the adjoint of no convolution.

    References
    ----------
    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285, chapter 4.

    Examples
    --------
    >>> kernel = [[[[0, 1], [2, 3]]]]
    >>> conv_transpose2d(kernel, kernel)
    array([[[[ 0,  0,  1],
             [ 0,  4,  6],
             [ 4, 12,  9]]]])
    >>> conv_transpose2d(kernel, kernel, stride=2)
    array([[[[0, 0, 0, 1],
             [0, 0, 2, 3],
             [0, 2, 0, 3],
             [4, 6, 6, 9]]]])
    """
    array, kernels = tensor(x, "x"), tensor(w, "w", "C, O / groups, KH, KW")
    rows = in_groups(kernels, groups)
    check_shape(array, "x", (None, len(kernels), None, None))
    offsets = vector(bias, "bias", len(rows) * kernels.shape[1], np.result_type(array, kernels))
    dtype = np.result_type(array, kernels, offsets)
    check_sums(array, _by_result(rows, kernels.shape[1]), dtype, offsets)
    path = _path(array.shape[2:], kernels.shape[2:], stride, padding, output_padding, dilation)
    values = array.reshape(len(array), *rows.shape[:2], -1)
    matrix = rows.swapaxes(1, 2).astype(dtype) @ values
    result = images(matrix.reshape(len(array), -1, values.shape[3]), path)
    result += offsets.reshape(-1, 1, 1)
    return result


def _path(
    sizes: Sequence[int],
    taps: Sequence[int],
    stride: int | Sequence[int],
    padding: int | Sequence[int | tuple[int, int]],
    output_padding: int | Sequence[int],
    dilation: int | Sequence[int],
) -> Geometry:
    if isinstance(padding, str):
        raise ValueError(f'padding of a transposed convolution must be integers, got "{padding}"')
    path = geometry(sizes, taps, stride, padding, dilation)
    extras = integers(output_padding, 2, "output_padding", least=0)
    axes = zip(sizes, path.kernel, path.stride, path.padding, path.dilation, extras, strict=True)
    down, across = (
        transposed_size(i, k, stride=s, padding=p, dilation=d, output_padding=a) for i, k, s, p, d, a in axes
    )
    return dataclasses.replace(path, sizes=(down, across))


def _by_result(rows: NDArray[Any], channels: int) -> NDArray[Any]:
    # One row of weights for each channel of the result, which is what a sum of integers runs over.
    groups, per_group, _ = rows.shape
    return rows.reshape(groups, per_group, channels, -1).swapaxes(1, 2).reshape(groups * channels, -1)
