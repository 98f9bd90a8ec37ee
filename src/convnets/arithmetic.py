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


def same_padding(size: int, kernel: int, *, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Return the padding (before, after) that gives ⌈i / s⌉ places along one axis.

    In all max((⌈i / s⌉ − 1) s + d (k − 1) + 1 − i, 0). Half goes before, rounded down, so an odd one goes after:
    TensorFlow's ``"SAME"``, ONNX's ``SAME_UPPER`` and, at stride 1, PyTorch's ``"same"``.

    Parameters
    ----------
    size
        Length i of the input, at least 1.
    kernel, stride, dilation
        As in `output_size`.

    Raises
    ------
    ValueError
        If an argument is not an integer of at least 1.

    References
    ----------
    ONNX, operator specification of ``Conv``, attribute *auto_pad*.

    Examples
    --------
    >>> same_padding(224, 7, stride=2)
    (2, 3)
    >>> same_padding(5, 3)
    (1, 1)
    >>> same_padding(5, 1, stride=2)
    (0, 0)
    """
    length, step = integer(size, "size"), integer(stride, "stride")
    places = -(-length // step)
    total = max((places - 1) * step + effective_kernel(kernel, dilation) - length, 0)
    return total // 2, total - total // 2


def transposed_size(
    size: int,
    kernel: int,
    *,
    stride: int = 1,
    padding: int | Sequence[int] = 0,
    dilation: int = 1,
    output_padding: int = 0,
) -> int:
    """Return how many values a transposed convolution gives along one axis.

    (i − 1) s − p₁ − p₂ + d (k − 1) + a + 1. This turns `output_size` around: a convolution maps s different sizes
    to one, and the output padding a says which of them is meant.

    Parameters
    ----------
    size
        Length i of the input, at least 1.
    kernel, stride
        As in `output_size`: those of the convolution that is transposed.
    padding
        What that convolution pads: p on both sides, or a pair (before, after); at least 0. It is taken away here.
    dilation
        As in `output_size`.
    output_padding
        How much longer the result is at its end: a, at least 0 and less than the stride.

    Raises
    ------
    ValueError
        If an argument is not an integer in its range, or if nothing is left.

    References
    ----------
    Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285, chapter 4.

    Examples
    --------
    >>> transposed_size(3, 3, stride=2, padding=1)
    5
    >>> transposed_size(3, 3, stride=2, padding=1, output_padding=1)
    6
    """
    step, extra = integer(stride, "stride"), integer(output_padding, "output_padding", least=0)
    if extra >= step:
        raise ValueError(f"output_padding must be less than the stride ({step}), got {extra}")
    reach = (integer(size, "size") - 1) * step + effective_kernel(kernel, dilation) + extra
    cropped = sum(integers(padding, 2, "padding", least=0))
    if cropped >= reach:
        raise ValueError(f"padding takes away {cropped} of {reach} values, which leaves none: pad less")
    return reach - cropped
