"""Winograd's minimal filtering: m values under r taps with m + r − 1 multiplications instead of m r.

The values that the kernel reads and the kernel itself are transformed, multiplied entry by entry, and transformed
back. The transforms only add, halve and so on, which the method does not count: it pays where one transform serves
many channels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.arithmetic import output_size
from convnets.integers import integer
from convnets.operands import inexact_dtype, operands
from convnets.padding import Padding, pad, resolve_padding
from convnets.windows import slide

TAPS = 3


@dataclass(frozen=True, slots=True)
class Transforms:
    """The three matrices of F(m, r), here for r = 3 taps: y = output [(kernel g) ⊙ (input d)].

    Attributes
    ----------
    input
        Bᵀ, of shape (m + r − 1, m + r − 1), for the values d that the kernel reads.
    kernel
        G, of shape (m + r − 1, r), for the kernel g.
    output
        Aᵀ, of shape (m, m + r − 1), for their product.
    """

    input: NDArray[np.float64]
    kernel: NDArray[np.float64]
    output: NDArray[np.float64]


def transforms(outputs: int) -> Transforms:
    """Return the matrices of F(m, 3).

    Parameters
    ----------
    outputs
        How many values m a tile gives along each axis: 2 or 4.

    Raises
    ------
    ValueError
        If `outputs` is neither 2 nor 4.

    References
    ----------
    Lavin & Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308, section 4.

    Winograd, *Arithmetic Complexity of Computations*, SIAM 1980.

    Examples
    --------
    >>> transforms(2).kernel @ [1, 0, -1]
    array([ 1.,  0.,  0., -1.])
    """
    match outputs:
        case 2:
            return Transforms(
                input=np.array([[1.0, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]]),
                kernel=np.array([[1, 0, 0], [1 / 2, 1 / 2, 1 / 2], [1 / 2, -1 / 2, 1 / 2], [0, 0, 1]]),
                output=np.array([[1.0, 1, 1, 0], [0, 1, -1, -1]]),
            )
        case 4:
            return Transforms(
                input=np.array(
                    [
                        [4.0, 0, -5, 0, 1, 0],
                        [0, -4, -4, 1, 1, 0],
                        [0, 4, -4, -1, 1, 0],
                        [0, -2, -1, 2, 1, 0],
                        [0, 2, -1, -2, 1, 0],
                        [0, 4, 0, -5, 0, 1],
                    ]
                ),
                kernel=np.array([[6, 0, 0], [-4, -4, -4], [-4, 4, -4], [1, 2, 4], [1, -2, 4], [0, 0, 24]]) / 24,
                output=np.array([[1.0, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]]),
            )
    raise ValueError(f"outputs must be 2 or 4, got {outputs!r}")


def multiplications(outputs: int, axes: int = 2) -> tuple[int, int]:
    """Return how many multiplications a tile takes: with F(m, 3) along each axis, and directly.

    Parameters
    ----------
    outputs
        How many values m a tile gives along each axis, at least 1.
    axes
        How many axes the kernel has, at least 1.

    Returns
    -------
    tuple of int
        (m + 2)ᵃ and (3 m)ᵃ for a axes; those of the transforms are not counted.

    Raises
    ------
    ValueError
        If either is not an integer of at least 1.

    References
    ----------
    Lavin & Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308, section 4.

    Examples
    --------
    >>> multiplications(2, axes=1), multiplications(2), multiplications(4)
    ((4, 6), (16, 36), (36, 144))
    """
    count, power = integer(outputs, "outputs"), integer(axes, "axes")
    return (count + TAPS - 1) ** power, (count * TAPS) ** power


def correlate_winograd(x: ArrayLike, w: ArrayLike, padding: Padding = "valid", *, outputs: int = 2) -> NDArray[Any]:
    r"""Return the cross-correlation of an array with a kernel of three taps along each axis.

    The array is cut into tiles of m + 2 values along each axis that overlap by 2, and each gives m values; what the
    last tile gives too much is dropped.

    Parameters
    ----------
    x
        The array: at least one axis, integer, real or complex, all finite.
    w
        The kernel: 3 taps along each axis of `x`; complex taps are conjugated.
    padding
        Zeros around `x`, as in `convnets.convolution.correlate`.
    outputs
        How many values m a tile gives along each axis: 2 for F(2, 3), 4 for F(4, 3).

    Returns
    -------
    ndarray
        What ``correlate(x, w, padding)`` gives, but for rounding; float64 for integers, otherwise of dtype
        ``np.result_type(x, w)``.

    Raises
    ------
    ValueError
        If `x` or `w` is empty, not finite, holds no numbers or has another number of axes than the other; if `w` has
        not 3 taps along each axis; if the padding is unknown, negative or of the wrong length; if the padded array
        is smaller than the kernel; or if `outputs` is neither 2 nor 4.

    Notes
    -----
    For real numbers the error of a value is at most c ε max\|x\| max\|w\|, where ε is the spacing of the dtype at 1 and

    ========  ==============  ====================
    axes      c for F(2, 3)   c for F(4, 3)
    ========  ==============  ====================
    1         24              288
    2         352             26,496
    ========  ==============  ====================

    Along an axis, 5 roundings for F(2, 3) and 11 for F(4, 3) lie between a number and its place in the result, and
    the transforms stretch it by no more than κ = 8 and κ = 48, the largest sum along a row of
    \|Aᵀ\| (\|G\| 1 ⊙ \|Bᵀ\| 1). With a axes and one multiplication, c = (5 a + 1) 8ᵃ / 2 and (11 a + 1) 48ᵃ / 2, but
    for terms in ε². Errors seen are far smaller, and larger for F(4, 3) than for F(2, 3).

    References
    ----------
    Lavin & Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308, section 4.

    Barabasz, Anderson, Soodhalter & Gregg, "Error analysis and improving the accuracy of Winograd convolution for
    deep neural networks", 2018, arXiv:1803.10986.

    Examples
    --------
    1·1 + 2·0 − 3·1 and 2·1 + 3·0 − 4·1:

    >>> correlate_winograd([1, 2, 3, 4], [1, 0, -1])
    array([-2., -2.])
    """
    array, kernel = _checked(x, w)
    matrices = transforms(outputs)
    pairs = resolve_padding(padding, kernel.shape)
    sizes = [output_size(size, TAPS, padding=sides) for size, sides in zip(array.shape, pairs, strict=True)]
    tiles = _tiles(pad(array, pairs), sizes, outputs)
    products = _along_each(matrices.input, tiles, array.ndim) * _along_each(matrices.kernel, kernel, array.ndim)
    return _joined(_along_each(matrices.output, products, array.ndim), sizes)


def _checked(x: ArrayLike, w: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    array, kernel = operands(x, w)
    if kernel.shape != (TAPS,) * kernel.ndim:
        raise ValueError(f"w must have {TAPS} taps along each axis, got shape {kernel.shape}")
    if not (np.isfinite(array).all() and np.isfinite(kernel).all()):
        raise ValueError("x and w must be finite, or one NaN or infinity would spoil its whole tile")
    dtype = inexact_dtype(array.dtype)
    return array.astype(dtype, copy=False), np.conj(kernel).astype(dtype, copy=False)


def _tiles(padded: NDArray[Any], sizes: Sequence[int], outputs: int) -> NDArray[Any]:
    """Return the tiles, their places first: m + 2 values along each axis, every m values."""
    counts = [-(-size // outputs) for size in sizes]
    needed = [count * outputs + TAPS - 1 for count in counts]
    filled = pad(padded, tuple((0, length - size) for length, size in zip(needed, padded.shape, strict=True)))
    return slide(filled, (outputs + TAPS - 1,) * len(counts), stride=outputs)


def _along_each(matrix: NDArray[np.float64], blocks: NDArray[Any], axes: int) -> NDArray[Any]:
    """Return `blocks` multiplied by the matrix along each of its last axes."""
    factor = matrix.T.astype(blocks.real.dtype)
    for axis in range(-axes, 0):
        blocks = np.moveaxis(np.moveaxis(blocks, axis, -1) @ factor, -1, axis)
    return blocks


def _joined(tiles: NDArray[Any], sizes: Sequence[int]) -> NDArray[Any]:
    axes = len(sizes)
    # Each place beside its tile: (places, ..., tile, ...) to (place, tile, place, tile, ...).
    beside = tiles.transpose([axis for pair in zip(range(axes), range(axes, 2 * axes), strict=True) for axis in pair])
    lengths = [places * outputs for places, outputs in zip(tiles.shape[:axes], tiles.shape[axes:], strict=True)]
    return beside.reshape(lengths)[tuple(slice(size) for size in sizes)]
