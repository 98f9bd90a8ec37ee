"""The arithmetic of sizes: how far a kernel reaches, and how large the result of sliding it is.

One axis at a time: sizes along different axes do not depend on each other.
"""

from collections.abc import Sequence

from convnets.integers import integer, integers


def effective_kernel(kernel: int, dilation: int = 1) -> int:
    """Return the length that a dilated kernel spans.

    A kernel of k taps, d apart, spans d (k − 1) + 1 values. The dense kernel has d = 1.

    Parameters
    ----------
    kernel
        Number of taps k, at least 1.
    dilation
        Distance d between neighboring taps, at least 1. (A convention that counts the gaps instead, from 0,
        has d − 1 here.)

    Raises
    ------
    ValueError
        If either is not an integer of at least 1.

    References
    ----------
    Yu & Koltun, "Multi-scale context aggregation by dilated convolutions", ICLR 2016, arXiv:1511.07122, section 2.

    Examples
    --------
    >>> [effective_kernel(3, d) for d in (1, 2, 3)]
    [3, 5, 7]
    """
    return integer(dilation, "dilation") * (integer(kernel, "kernel") - 1) + 1


def output_size(size: int, kernel: int, *, stride: int = 1, padding: int | Sequence[int] = 0, dilation: int = 1) -> int:
    """Return how many places a sliding kernel takes along one axis.

    ⌊(i + p₁ + p₂ − d (k − 1) − 1) / s⌋ + 1, where p₁ and p₂ are the padding before and after; with the same
    padding p on both sides, p₁ + p₂ = 2p. The rounding down means that values at the end may be left unread.

    Parameters
    ----------
    size
        Length i of the input, at least 1.
    kernel
        Number of taps k, at least 1.
    stride
        Distance s between neighboring places, at least 1.
    padding
        Padding p on both sides, or a pair (before, after); at least 0.
    dilation
        Distance d between neighboring taps, at least 1.

    Raises
    ------
    ValueError
        If an argument is not an integer in its range, or if the kernel spans more than the padded input.

    References
    ----------
    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285, section 5.1.

    Examples
    --------
    >>> output_size(5, 3)
    3
    >>> output_size(224, 7, stride=2, padding=3)
    112
    >>> output_size(224, 7, stride=2, padding=(2, 3))
    112
    >>> output_size(7, 3, dilation=2)
    3
    """
    padded = integer(size, "size") + sum(integers(padding, 2, "padding", least=0))
    span = effective_kernel(kernel, dilation)
    step = integer(stride, "stride")
    if span > padded:
        raise ValueError(f"kernel spans {span}, more than the padded input ({padded}): make it span less, or pad more")
    return (padded - span) // step + 1
