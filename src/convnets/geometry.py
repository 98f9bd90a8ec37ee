"""How a kernel slides over an image: every size, distance and border of a layer, checked and together."""

from collections.abc import Sequence
from dataclasses import dataclass

from convnets.arithmetic import effective_kernel, output_size, same_padding
from convnets.integers import integers
from convnets.padding import Padding, Pairs, resolve_padding

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A kernel that slides over an image: one entry for each axis, down and across.

    Attributes
    ----------
    sizes
        Height and width of the image.
    kernel
        Number of taps.
    stride
        Distances between neighboring places.
    padding
        Pairs (before, after).
    dilation
        Distances between neighboring taps.
    """

    sizes: Pair
    kernel: Pair
    stride: Pair
    padding: Pairs
    dilation: Pair

    @property
    def places(self) -> Pair:
        """How many places the kernel takes along each axis; see `convnets.arithmetic.output_size`."""
        axes = zip(self.sizes, self.kernel, self.stride, self.padding, self.dilation, strict=True)
        down, across = (output_size(i, k, stride=s, padding=p, dilation=d) for i, k, s, p, d in axes)
        return down, across

    @property
    def leftover(self) -> Pair:
        """How many values at the end no place reads: what rounding down leaves over."""
        axes = zip(self.sizes, self.kernel, self.stride, self.padding, self.dilation, strict=True)
        down, across = ((i + sum(p) - effective_kernel(k, d)) % s for i, k, s, p, d in axes)
        return down, across


def geometry(
    sizes: Sequence[int],
    kernel: int | Sequence[int],
    stride: int | Sequence[int] = 1,
    padding: Padding = 0,
    dilation: int | Sequence[int] = 1,
) -> Geometry:
    """Return the geometry of a layer from what its caller gave.

    Parameters
    ----------
    sizes
        Height and width of the image.
    kernel, stride
        One integer for both axes, or a pair.
    padding
        As in `convnets.padding.resolve_padding`, but for ``"same"``, which is that of
        `convnets.arithmetic.same_padding`: the result has ⌈size / stride⌉ values along each axis, and what cannot
        be halved goes after the image, as in TensorFlow's ``"SAME"`` and, at stride 1, PyTorch's ``"same"``.
        `convnets.convolution.convolve` and the poolings put it before, as SciPy does.
    dilation
        One integer for both axes, or a pair.

    Raises
    ------
    ValueError
        If kernel, stride or dilation is not an integer of at least 1, or if the padding is unknown, negative or of
        the wrong length.

    Examples
    --------
    >>> geometry((5, 6), (3, 4), padding="same").padding
    ((1, 1), (1, 2))
    >>> geometry((5, 6), 3, stride=2, padding=(1, (0, 2)))
    Geometry(sizes=(5, 6), kernel=(3, 3), stride=(2, 2), padding=((1, 1), (0, 2)), dilation=(1, 1))
    >>> geometry((5, 6), 3, stride=2, padding=(1, (0, 2))).places
    (3, 3)
    """
    size, taps = _pair(sizes, "sizes"), _pair(kernel, "kernel")
    steps, gaps = _pair(stride, "stride"), _pair(dilation, "dilation")
    if isinstance(padding, str) and padding == "same":
        axes = zip(size, taps, steps, gaps, strict=True)
        pairs = tuple(same_padding(i, k, stride=s, dilation=d) for i, k, s, d in axes)
    else:
        pairs = resolve_padding(padding, tuple(map(effective_kernel, taps, gaps)))
    return Geometry(size, taps, steps, pairs, gaps)


def _pair(value: object, name: str) -> Pair:
    down, across = integers(value, 2, name)
    return down, across
