"""Costs: what it takes to convolve directly or with Fourier transforms, by counting and by the clock.

Counting says which form needs fewer operations; the clock says which is quicker with NumPy, where an addition in an
einsum and one in a Fourier transform do not take the same time.
"""

from collections.abc import Sequence
from math import log2, prod

from convnets.integers import integer, integers


def direct_operations(places: Sequence[int], taps: Sequence[int]) -> int:
    """Return the additions and multiplications of a direct convolution: two for each place and tap.

    Parameters
    ----------
    places
        How many places the kernel takes along each axis.
    taps
        How many taps it has along each axis.

    Raises
    ------
    ValueError
        If one is not an integer of at least 1, or if there are not as many taps as places.

    Examples
    --------
    >>> direct_operations((224, 224), (3, 3))
    903168
    """
    return 2 * prod(integers(places, len(places), "places")) * prod(integers(taps, len(places), "taps"))


def fourier_operations(lengths: Sequence[int]) -> float:
    """Return about how many real operations a convolution of real arrays takes with Fourier transforms.

    Two transforms there and one back of N real values, of 2.5 N log₂ N operations each, and 6 for each of N complex
    products: 7.5 N log₂ N + 6 N. It is a model: half of the products could be saved by symmetry, and the count of a
    transform is that of a length that is a power of two.

    Parameters
    ----------
    lengths
        Lengths of the transform along each axis; N is their product.

    Raises
    ------
    ValueError
        If a length is not an integer of at least 1.

    References
    ----------
    FFTW, "FFT benchmark methodology": 5 N log₂ N operations for a transform of complex values, half as many for real.

    Examples
    --------
    Kernels of 7² and 9² taps on an image of 224², padded so that it does not wrap around; between them lies the
    break-even:

    >>> direct_operations((224, 224), (7, 7)) / fourier_operations((230, 230))
    0.7515514365540834
    >>> direct_operations((224, 224), (9, 9)) / fourier_operations((232, 232))
    1.2191859335433324
    """
    count = prod(integers(lengths, len(lengths), "lengths"))
    return 7.5 * count * log2(count) + 6 * count


def direct_time(places: Sequence[int], taps: Sequence[int]) -> float:
    """Return about how many nanoseconds the direct form takes with NumPy.

    A row of k taps takes 5 + k/8 nanoseconds at each place: the loop over a row costs more to start than to run.

    Parameters
    ----------
    places, taps
        As in `direct_operations`.

    Notes
    -----
    Measured with NumPy 2.4 and float64, on one core of one machine; another machine is quicker or slower by a
    factor that `fourier_time` shares, more or less. ``tests/bench/convolution.py`` shows how well the choice fits.

    Examples
    --------
    >>> direct_time((512, 512), (3, 8)) / 512**2
    18.0
    """
    *columns, row = taps
    return prod(places) * prod(columns) * (5 + row / 8)


def fourier_time(lengths: Sequence[int]) -> float:
    """Return about how many nanoseconds three transforms take with NumPy.

    1.3 N log₂ N nanoseconds, and 30,000 to start.

    Parameters
    ----------
    lengths
        As in `fourier_operations`.

    Notes
    -----
    As in `direct_time`.

    Examples
    --------
    >>> round(fourier_time((512, 512)))
    6164170
    """
    count = prod(lengths)
    return 30_000 + 1.3 * count * log2(count)


def fast_length(least: int) -> int:
    """Return the smallest length from `least` on that has no prime factor but 2, 3 and 5.

    A Fourier transform of such a length is quick: it is made of transforms of 2, 3 and 5 values.

    Parameters
    ----------
    least
        The length needed, at least 1.

    Raises
    ------
    ValueError
        If `least` is not an integer of at least 1.

    References
    ----------
    Cooley & Tukey, "An algorithm for the machine calculation of complex Fourier series", *Mathematics of
    Computation* 19(90):297–301, 1965.

    Examples
    --------
    >>> [fast_length(least) for least in (5, 7, 127, 2110)]
    [5, 8, 128, 2160]
    """
    best = 1 << (integer(least, "least") - 1).bit_length()
    fives = 1
    while fives < best:
        odd = fives
        while odd < best:
            doublings = (-(-least // odd) - 1).bit_length()
            best = min(best, odd << doublings)
            odd *= 3
        fives *= 5
    return best
