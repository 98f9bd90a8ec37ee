"""Windows: every place that a kernel can stand on an array, as a view that copies nothing."""

from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from convnets.arithmetic import effective_kernel
from convnets.integers import integers


def slide(
    x: NDArray[Any],
    shape: Sequence[int],
    *,
    stride: int | Sequence[int] = 1,
    dilation: int | Sequence[int] = 1,
    name: str = "kernel",
) -> NDArray[Any]:
    """Return the windows of `x` under a kernel that slides over its last axes.

    ``windows[..., n, m] = x[..., s n + d m]``, with n the place and m the tap; n and m have one index for each
    axis of the kernel.

    Parameters
    ----------
    x
        An array of shape (..., H, W) for a kernel with two axes, and so on.
    shape
        Number of taps along each of the last axes.
    stride
        Distance s between neighboring places: one integer, or one per axis.
    dilation
        Distance d between neighboring taps: one integer, or one per axis.
    name
        What the caller calls the kernel: the first word of the error.

    Returns
    -------
    ndarray
        A read-only view: the leading axes of `x`, then the places, then `shape`.

    Raises
    ------
    ValueError
        If stride or dilation is not an integer of at least 1, or if the kernel spans more than `x`.

    Examples
    --------
    >>> import numpy as np
    >>> slide(np.arange(5), (3,))
    array([[0, 1, 2],
           [1, 2, 3],
           [2, 3, 4]])
    >>> slide(np.arange(7), (3,), stride=2, dilation=2)
    array([[0, 2, 4],
           [2, 4, 6]])
    """
    axes = len(shape)
    steps = integers(stride, axes, "stride")
    gaps = integers(dilation, axes, "dilation")
    spans = tuple(effective_kernel(taps, gap) for taps, gap in zip(shape, gaps, strict=True))
    sizes = x.shape[-axes:]
    if any(span > size for span, size in zip(spans, sizes, strict=True)):
        raise ValueError(f"{name} spans {spans}, more than the padded input {sizes}: make it span less, or pad more")
    everywhere = sliding_window_view(x, spans, axis=tuple(range(-axes, 0)))
    kept: tuple[EllipsisType | slice, ...] = (..., *(slice(None, None, step) for step in (*steps, *gaps)))
    return everywhere[kept]
