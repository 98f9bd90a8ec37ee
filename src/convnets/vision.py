"""Receptive fields of the eye and the visual cortex, as kernels: a center with its surround, and Gabor's patches.

A kernel of the first kind equals its own reversal. A Gabor kernel is a pattern to be found, and so written for
cross-correlation: convolution would change the sign of its odd part.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convnets.integers import integer
from convnets.kernels import gaussian
from convnets.reals import positive

Kernel = NDArray[np.floating[Any]]


def difference_of_gaussians(center: float, surround: float, size: int | None = None) -> Kernel:
    """Return a narrow Gaussian less a wide one: a center with its surround, as cells of the retina weigh what they see.

    Parameters
    ----------
    center, surround
        The standard deviations of the two, in pixels: above 0, the center below the surround.
    size
        Height and width of the kernel; if None, 2 ⌈3 surround⌉ + 1.

    Returns
    -------
    ndarray
        float64, of shape (size, size), with sum 0: light on the whole field excites as much as it inhibits.

    Raises
    ------
    ValueError
        If a standard deviation is not above 0, the center is not below the surround, or the size is not an
        integer of at least 1.

    References
    ----------
    Enroth-Cugell & Robson, "The contrast sensitivity of retinal ganglion cells of the cat", Journal of Physiology 187
    (1966).

    Examples
    --------
    >>> difference_of_gaussians(0.5, 1, size=3).round(2)
    array([[-0.06, -0.04, -0.06],
           [-0.04,  0.42, -0.04],
           [-0.06, -0.04, -0.06]])
    """
    if not positive(center, "center") < positive(surround, "surround"):
        raise ValueError(f"center must be below surround, got {center} and {surround}")
    wide = gaussian(surround, size)
    return gaussian(center, len(wide)) - wide


def gabor(
    size: int,
    frequency: float,
    *,
    decay: float | tuple[float, float],
    orientation: float = 0.0,
    phase: float = 0.0,
    place: tuple[float, float] = (0.0, 0.0),
    amplitude: float = 1.0,
) -> Kernel:
    r"""Return a Gabor kernel: a wave under a Gaussian, as a simple cell of the visual cortex weighs what it sees.

    .. math:: w = \alpha\, e^{-\beta_x x'^2 - \beta_y y'^2} \cos(f x' + \varphi)

    with x′ = (x − x₀) cos τ + (y − y₀) sin τ and y′ = −(x − x₀) sin τ + (y − y₀) cos τ. The pixel in the middle has
    x = y = 0; x grows to the right and y downwards.

    Parameters
    ----------
    size
        Height and width of the kernel.
    frequency
        f, the angle by which the wave advances per pixel, in radians.
    decay
        βx and βy, along the wave and across it: one number for both or a pair, at least 0. With 0 there is no
        Gaussian, and the kernel is a grating.
    orientation
        τ, the direction in which the wave advances: 0 is to the right, π/2 downwards.
    phase
        φ: 0 makes the wave even about its place, −π/2 odd, and brighter on the right.
    place
        (x₀, y₀), where the Gaussian is highest.
    amplitude
        α, the height of the Gaussian.

    Returns
    -------
    ndarray
        float64, of shape (size, size). If the kernel is wide enough to hold a round Gaussian at its middle, its sum
        is near (π/β) e^(−f²/4β) cos φ, and that of its squares near (π/4β)(1 + e^(−f²/2β) cos 2φ), for α = 1.

    Raises
    ------
    ValueError
        If the size is not an integer of at least 1, a decay is below 0, or a number is not finite.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, equations 9.16 to 9.18.

    Daugman, "Uncertainty relation for resolution in space, spatial frequency, and orientation optimized by
    two-dimensional visual cortical filters", JOSA A 2 (1985).

    Examples
    --------
    A grating with two pixels to a wave, and the same under a Gaussian that halves at each step down:

    >>> import numpy as np
    >>> gabor(3, np.pi, decay=0).round(3)
    array([[-1.,  1., -1.],
           [-1.,  1., -1.],
           [-1.,  1., -1.]])
    >>> gabor(3, np.pi, decay=(0, np.log(2))).round(3)
    array([[-0.5,  0.5, -0.5],
           [-1. ,  1. , -1. ],
           [-0.5,  0.5, -0.5]])
    """
    along, across = decay if isinstance(decay, tuple) else (decay, decay)
    if not (0 <= along < math.inf and 0 <= across < math.inf):
        raise ValueError(f"decay must be one finite number of at least 0 or a pair of them, got {decay!r}")
    others = (frequency, orientation, phase, *place, amplitude)
    if not all(map(math.isfinite, others)):
        raise ValueError(f"frequency, orientation, phase, place and amplitude must be finite, got {others}")
    places = np.arange(integer(size, "size")) - (size - 1) / 2
    x, y = places - place[0], places[:, np.newaxis] - place[1]
    turned_x = x * math.cos(orientation) + y * math.sin(orientation)
    turned_y = y * math.cos(orientation) - x * math.sin(orientation)
    envelope = np.exp(-along * turned_x**2 - across * turned_y**2)
    patch: Kernel = amplitude * envelope * np.cos(frequency * turned_x + phase)
    return patch
