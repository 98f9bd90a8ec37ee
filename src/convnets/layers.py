"""Layers that slide kernels over images with channels, as (N, C, H, W): N images of C channels.

All of them are cross-correlations, whatever their names say: the kernel is not turned around.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.geometry import Geometry, geometry
from convnets.padding import Padding
from convnets.taps import by_tap
from convnets.tensors import check_shape, check_sums, in_groups, tensor, vector

# Bytes that a processor keeps close by: columns of more images at a time would be written to memory and read again.
NEARBY = 2**21


def conv2d(
    x: ArrayLike,
    w: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> NDArray[Any]:
    r"""Return images cross-correlated with kernels: the layer that libraries call a convolution.

    .. math:: y[n, o, i, j] = b[o] + \sum_{c, k, l} x[n, c, s i + d k, s j + d l]\, w[o, c, k, l]

    with x = 0 on the padding. Each kernel reads all channels of its group and makes one channel of the result.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W): integers or real numbers.
    w
        Kernels of shape (O, C / groups, KH, KW).
    bias
        O numbers, one added to each channel of the result; none if None.
    stride
        Distance s between neighboring places, down and across: one integer for both, or a pair.
    padding
        Zeros around the images, as in `convnets.geometry.geometry`: "valid", "same" (extra after), "full", one
        integer, or a pair of integers or of pairs (before, after).
    dilation
        Distance d between neighboring taps; 1 is dense. One integer, or a pair.
    groups
        In how many groups the channels of `x` and of the result are split, in order; 1 joins all with all.

    Returns
    -------
    ndarray
        Of shape (N, O, H', W') and dtype ``np.result_type(x, w, bias)``, in which the sums are taken. The sizes H'
        and W' are given by `convnets.arithmetic.output_size`. NaN spreads to every place that reads it.

    Raises
    ------
    ValueError
        If an array has another shape, is empty or holds no real numbers; if the channels do not fit `w` and the
        groups; if stride or dilation is not an integer of at least 1; if the padding is unknown, negative or of
        the wrong length; if the kernel spans more than the padded image; or if integers might overflow, that is,
        if max\|x\| Σ\|w\| + \|b\| does not fit the dtype of the result.

    See Also
    --------
    convnets.transposed.conv_transpose2d : the adjoint.
    convnets.gradients.conv2d_gradients : how the result depends on each argument.

    Notes
    -----
    A matrix product with `convnets.columns.im2col`, of a few images at a time. The result equals PyTorch's
    ``torch.nn.functional.conv2d`` and ONNX's ``Conv``.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, equation 9.7.

    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285.

    Examples
    --------
    Two channels, [[0, 1, 2], [3, 4, 5], [6, 7, 8]] and the same plus one, each with its kernel:

    >>> import numpy as np
    >>> x = np.arange(9).reshape(3, 3) + np.array([0, 1]).reshape(1, 2, 1, 1)
    >>> conv2d(x, [[[[0, 1], [2, 3]], [[1, 2], [3, 4]]]])
    array([[[[ 56,  72],
             [104, 120]]]])
    >>> conv2d(x, [[[[0, 1], [2, 3]]], [[[1, 2], [3, 4]]]], [0, 100], groups=2)
    array([[[[ 19,  25],
             [ 37,  43]],
    <BLANKLINE>
            [[137, 147],
             [167, 177]]]])
    """
    images, kernels = tensor(x, "x"), tensor(w, "w", "O, C / groups, KH, KW")
    rows = in_groups(kernels, groups)
    check_shape(images, "x", (None, len(rows) * kernels.shape[1], None, None))
    offsets = vector(bias, "bias", len(kernels), np.result_type(images, kernels))
    dtype = np.result_type(images, kernels, offsets)
    check_sums(images, kernels.reshape(len(kernels), -1), dtype, offsets)
    path = geometry(images.shape[2:], kernels.shape[2:], stride, padding, dilation)
    sums = _products(rows.astype(dtype, copy=False), images, path).reshape(len(images), len(kernels), *path.places)
    if bias is not None:
        sums += offsets.reshape(-1, 1, 1)
    return sums


def pointwise(x: ArrayLike, w: ArrayLike, bias: ArrayLike | None = None) -> NDArray[Any]:
    """Return images whose channels are mixed at each pixel: a layer with kernels of 1×1.

    The same dense layer, O numbers from C, at every place.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W).
    w
        Weights of shape (O, C).
    bias
        As in `conv2d`.

    Returns
    -------
    ndarray
        Of shape (N, O, H, W) and the dtype that `conv2d` gives.

    Raises
    ------
    ValueError
        As in `conv2d`.

    References
    ----------
    Lin, Chen & Yan, "Network in network", ICLR 2014, arXiv:1312.4400.

    Examples
    --------
    >>> pointwise([[[[1, 2]], [[10, 20]]]], [[1, 1], [0, 3]], [0, 5])
    array([[[[11, 22]],
    <BLANKLINE>
            [[35, 65]]]])
    """
    weights = tensor(w, "w", "O, C")
    return conv2d(x, weights[:, :, None, None], bias)


def depthwise_separable2d(
    x: ArrayLike,
    depthwise: ArrayLike,
    mixing: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
) -> NDArray[Any]:
    """Return images cross-correlated channel by channel, then mixed at each pixel.

    It does with fewer products what a `conv2d` does whose kernels are ``mixing[o, c] * depthwise[c, 0]``.

    Parameters
    ----------
    x
        Images of shape (N, C, H, W).
    depthwise
        Kernels of shape (M C, 1, KH, KW): M for each channel, one after the other.
    mixing
        Weights of shape (O, M C).
    bias, stride, padding, dilation
        As in `conv2d`.

    Returns
    -------
    ndarray
        Of shape (N, O, H', W'), as in `conv2d`.

    Raises
    ------
    ValueError
        As in `conv2d`.

    References
    ----------
    Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications", 2017,
    arXiv:1704.04861, section 3.1.

    Chollet, "Xception: deep learning with depthwise separable convolutions", CVPR 2017, arXiv:1610.02357.

    Examples
    --------
    >>> depthwise_separable2d([[[[1, 2, 3]], [[4, 5, 6]]]], [[[[1, 1]]], [[[-1, 1]]]], [[1, 10]])
    array([[[[13, 15]]]])
    """
    channels = tensor(x, "x").shape[1]
    apart = conv2d(x, depthwise, stride=stride, padding=padding, dilation=dilation, groups=channels)
    return pointwise(apart, mixing, bias)


def _products(rows: NDArray[Any], images: NDArray[Any], path: Geometry) -> NDArray[Any]:
    groups, per_group, taps = rows.shape
    read = by_tap(images, path)
    places = math.prod(read.shape[-2:])
    sums = np.empty((len(images), groups, per_group, places), rows.dtype)
    step = max(1, NEARBY // (groups * taps * places * rows.itemsize))
    # One buffer for all: fresh memory costs more than the copying.
    buffer = np.empty((min(step, len(images)), *read.shape[1:]), rows.dtype)
    for first in range(0, len(images), step):
        part = read[first : first + step]
        matrix = buffer[: len(part)]
        matrix[...] = part
        np.matmul(rows, matrix.reshape(-1, groups, taps, places), out=sums[first : first + step])
    return sums
