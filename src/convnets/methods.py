"""Methods: the two ways to sum the products under a sliding kernel, and the choice between them."""

import string
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from convnets.arithmetic import effective_kernel, output_size
from convnets.costs import direct_time, fast_length, fourier_time
from convnets.fourier import convolve_circular, is_transformable
from convnets.padding import Pairs, pad
from convnets.windows import slide

Method = Literal["auto", "direct", "fft"]


@dataclass(frozen=True, slots=True)
class Sliding:
    """A kernel that slides over an array: all that either method needs.

    Attributes
    ----------
    array
        The array, with its padding but for `zeros`.
    kernel
        The kernel as it stands on the array, turned around or conjugated already; of the same dtype.
    zeros
        How many more zeros (before, after) lie around the array along each axis: fewer than the kernel spans. They
        are counted and not stored, for both methods can do without them.
    steps
        Stride along each axis.
    gaps
        Dilation along each axis.
    """

    array: NDArray[Any]
    kernel: NDArray[Any]
    zeros: Pairs
    steps: tuple[int, ...]
    gaps: tuple[int, ...]

    @property
    def spans(self) -> tuple[int, ...]:
        """What the kernel spans along each axis."""
        return tuple(effective_kernel(taps, gap) for taps, gap in zip(self.kernel.shape, self.gaps, strict=True))

    @property
    def places(self) -> tuple[int, ...]:
        """How many places the kernel takes along each axis; a ValueError if it spans more than the padded array."""
        axes = zip(self.array.shape, self.kernel.shape, self.steps, self.zeros, self.gaps, strict=True)
        return tuple(
            output_size(size, taps, stride=step, padding=sides, dilation=gap) for size, taps, step, sides, gap in axes
        )

    @property
    def circle(self) -> tuple[int, ...]:
        """Lengths of a circle on which the end of the convolution comes around to no place of the kernel."""
        axes = zip(self.array.shape, self.zeros, self.spans, strict=True)
        return tuple(fast_length(max(size + max(sides), span)) for size, sides, span in axes)


def choose_method(sliding: Sliding, method: Method = "auto") -> Literal["direct", "fft"]:
    """Return the method to use: the one asked for, or else the one estimated to be quicker.

    Parameters
    ----------
    sliding
        What is to be summed.
    method
        What was asked for. "auto" prefers "direct" for integers, which a transform would round, and where
        `convnets.fourier.is_transformable` says no.

    Raises
    ------
    ValueError
        If the method is unknown, or is "fft" for integers; or if the kernel spans more than the padded array.

    Examples
    --------
    >>> import numpy as np
    >>> image, none, ones = np.ones((512, 512)), ((0, 0), (0, 0)), (1, 1)
    >>> [choose_method(Sliding(image, np.ones((k, k)), none, ones, ones)) for k in (3, 31)]
    ['direct', 'fft']
    """
    exact = sliding.array.dtype.kind in "iu"
    quicker = fourier_time(sliding.circle) < direct_time(sliding.places, sliding.kernel.shape)
    match method:
        case "auto":
            return "fft" if quicker and not exact and is_transformable(sliding.array, sliding.kernel) else "direct"
        case "fft" if exact:
            raise ValueError(f'method "fft" rounds, but {sliding.array.dtype} is exact: convert x or w to float64')
        case "direct" | "fft":
            return method
    raise ValueError(f'method must be "auto", "direct" or "fft", got "{method}"')


def sum_directly(sliding: Sliding) -> NDArray[Any]:
    """Return the sums of products, each computed as it is defined.

    Parameters
    ----------
    sliding
        What is to be summed.

    Returns
    -------
    ndarray
        One sum for each place, of the dtype of the array.

    Examples
    --------
    >>> import numpy as np
    >>> sum_directly(Sliding(np.array([1, 2, 3, 4, 5]), np.array([1, 0, 1]), ((1, 0),), (1,), (1,)))
    array([2, 4, 6, 8])
    """
    if sliding.steps == sliding.gaps == (1,):
        return _sum_densely(sliding.array, sliding.kernel, *sliding.zeros[0])
    windows = slide(
        pad(sliding.array, sliding.zeros), sliding.kernel.shape, stride=sliding.steps, dilation=sliding.gaps
    )
    # einsum sums over the view; tensordot would first copy every window.
    taps = string.ascii_letters[: sliding.kernel.ndim]
    sums: NDArray[Any] = np.einsum(f"...{taps},{taps}->...", windows, sliding.kernel)
    return sums


def _sum_densely(array: NDArray[Any], kernel: NDArray[Any], before: int, after: int) -> NDArray[Any]:
    # NumPy has a quick loop for one axis without stride and dilation.
    if before == after == 0:
        return np.convolve(array, kernel[::-1], "valid")
    return np.convolve(array, kernel[::-1], "full")[len(kernel) - 1 - before : len(array) + after]


def sum_by_transforms(sliding: Sliding) -> NDArray[Any]:
    """Return the sums of products, computed all at once by Fourier transforms.

    Stride saves nothing here: the sums for all places are computed, and those wanted are kept.

    Parameters
    ----------
    sliding
        What is to be summed: real or complex numbers.

    Returns
    -------
    ndarray
        What `sum_directly` gives, but for rounding.

    Raises
    ------
    ValueError
        If array or kernel is not finite, or near the end of the dtype.

    Examples
    --------
    >>> import numpy as np
    >>> sum_by_transforms(Sliding(np.array([1.0, 2, 3, 4, 5]), np.array([1.0, 0, 1]), ((1, 0),), (1,), (1,))).round(6)
    array([2., 4., 6., 8.])
    """
    spread = np.zeros(sliding.spans, sliding.kernel.dtype)
    spread[tuple(slice(None, None, gap) for gap in sliding.gaps)] = sliding.kernel
    around = convolve_circular(sliding.array, np.flip(spread), sliding.circle)
    axes = zip(sliding.spans, sliding.array.shape, sliding.zeros, sliding.steps, strict=True)
    wanted = (slice(span - 1 - before, size + after, step) for span, size, (before, after), step in axes)
    return around[tuple(wanted)].copy()
