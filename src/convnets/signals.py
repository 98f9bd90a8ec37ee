"""A box, a ramp and a fading memory, and what convolution and cross-correlation make of the first two, in closed form.

Box f and ramp g are the smallest pair that shows the difference: f is even, g is not. Throughout,
(f ∗ g)(t) = ∫ f(τ) g(t − τ) dτ and (f ⋆ g)(t) = ∫ f(τ) g(t + τ) dτ, for real functions. Every function takes times of
any shape and returns values of that shape.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from convnets.reals import positive

Values = NDArray[np.floating[Any]]


def box(t: ArrayLike) -> Values:
    """Return the box f: 1 where |t| ≤ ½, 0 elsewhere.

    Its area is 1, and it is even: f(−t) = f(t).

    Parameters
    ----------
    t
        Times, of any shape.

    Returns
    -------
    ndarray
        f(t), float64, of the shape of `t`.

    Examples
    --------
    >>> box([-1, -0.5, 0, 0.5, 1])
    array([0., 1., 1., 1., 0.])
    """
    return np.where(np.abs(t) <= 0.5, 1.0, 0.0)


def ramp(t: ArrayLike) -> Values:
    """Return the ramp g: 1 − t where 0 ≤ t ≤ 1, 0 elsewhere.

    Its area is ½.

    Parameters
    ----------
    t
        As in `box`.

    Returns
    -------
    ndarray
        g(t), float64.

    Examples
    --------
    >>> ramp([-0.25, 0, 0.25, 1, 1.25])
    array([0.  , 1.  , 0.75, 0.  , 0.  ])
    """
    time = np.asarray(t, dtype=float)
    return np.where((time >= 0) & (time <= 1), 1 - time, 0.0)


def exponential(t: ArrayLike, mean_age: float) -> Values:
    """Return the weight of a reading by its age: e^(−t/τ) / τ where t ≥ 0, 0 elsewhere.

    Its area is 1 and its mean τ. Convolved with a signal, it gives the mean of the past, in which the past fades. On a
    signal that grows steadily that mean is what the signal was τ ago: smoothing lags.

    Parameters
    ----------
    t
        As in `box`.
    mean_age
        τ, above 0, in the unit of `t`.

    Returns
    -------
    ndarray
        The weights, float64; largest at t = 0, where it is 1/τ.

    Raises
    ------
    ValueError
        If `mean_age` is not a finite number above 0.

    See Also
    --------
    convnets.kernels.exponential : the same weight for readings at whole times.

    Notes
    -----
    For x(t) = t, ∫ x(t − a) w(a) da = t ∫ w(a) da − ∫ a w(a) da = t − τ. So any weight of area 1 lags by its mean: a
    box from 0 to T, by T/2.

    References
    ----------
    Goodfellow, Bengio & Courville, *Deep Learning*, MIT Press 2016, section 9.1, tells of a spaceship whose noisy
    position is smoothed by a weight that favors recent readings.

    Examples
    --------
    >>> exponential([-1, 0, 2], mean_age=2).round(4)
    array([0.    , 0.5   , 0.1839])
    """
    age = np.asarray(t, dtype=float) / positive(mean_age, "mean_age")
    # Of negative times only the sign counts: their exponential may overflow.
    return np.where(age >= 0, np.exp(-np.maximum(age, 0)) / mean_age, 0.0)


def box_ramp_convolution(t: ArrayLike) -> Values:
    """Return (f ∗ g)(t) for the box f and the ramp g, which equals (f ⋆ g)(t) because f is even.

    Parameters
    ----------
    t
        As in `box`.

    Returns
    -------
    ndarray
        The values, float64; 0 outside [−½, 3/2], largest at t = ½, where it is ½.

    Notes
    -----
    The box picks the stretch of g between t − ½ and t + ½. With G(u) = ∫₀ᵘ g = u − u²/2 on [0, 1], constant
    outside it, (f ∗ g)(t) = G(t + ½) − G(t − ½). For f even, τ → −τ turns ∫ f(τ) g(t + τ) dτ into
    ∫ f(τ) g(t − τ) dτ, so f ⋆ g = f ∗ g. The other order is the mirror image: (g ⋆ f)(t) = (f ⋆ g)(−t).

    Examples
    --------
    >>> box_ramp_convolution([-0.5, 0, 0.5, 1, 1.5])
    array([0.   , 0.375, 0.5  , 0.125, 0.   ])
    """
    time = np.asarray(t, dtype=float)
    return _ramp_area(time + 0.5) - _ramp_area(time - 0.5)


def ramp_ramp_convolution(t: ArrayLike) -> Values:
    """Return (g ∗ g)(t) for the ramp g.

    Parameters
    ----------
    t
        As in `box`.

    Returns
    -------
    ndarray
        The values, float64; 0 outside [0, 2], largest at t = 2 − √2.

    Notes
    -----
    Both factors of ∫ (1 − τ) (1 − t + τ) dτ are positive for τ between max(0, t − 1) and min(t, 1):

    - 0 ≤ t ≤ 1: ∫₀ᵗ = t − t² + t³/6;
    - 1 ≤ t ≤ 2: with u = 1 − τ, ∫₀²⁻ᵗ u (2 − t − u) du = (2 − t)³/6.

    The slope 1 − 2t + t²/2 of the first piece is zero at t = 2 − √2.

    Examples
    --------
    >>> ramp_ramp_convolution([0, 0.5, 1, 2]).round(6)
    array([0.      , 0.270833, 0.166667, 0.      ])
    """
    time = np.asarray(t, dtype=float)
    rise = time - time**2 + time**3 / 6
    fall = (2 - time) ** 3 / 6
    return np.select([(time >= 0) & (time <= 1), (time > 1) & (time <= 2)], [rise, fall], 0.0)


def ramp_autocorrelation(t: ArrayLike) -> Values:
    """Return (g ⋆ g)(t) for the ramp g: its cross-correlation with itself.

    Parameters
    ----------
    t
        As in `box`.

    Returns
    -------
    ndarray
        The values, float64; even, 0 outside [−1, 1], largest at t = 0, where it is
        ∫ g² = ⅓.

    Notes
    -----
    For 0 ≤ t ≤ 1 and u = 1 − t, put v = 1 − t − τ in ∫ (1 − τ) (1 − t − τ) dτ:
    ∫₀ᵘ (v + t) v dv = u³/3 + (1 − u) u²/2 = u²/2 − u³/6. An autocorrelation of a real function is even, so
    u = 1 − |t| serves both signs.

    Examples
    --------
    >>> ramp_autocorrelation([-1, -0.5, 0, 0.5, 1]).round(6)
    array([0.      , 0.104167, 0.333333, 0.104167, 0.      ])
    """
    time = np.asarray(t, dtype=float)
    u: Values = np.maximum(1 - np.abs(time), 0)
    return u**2 / 2 - u**3 / 6


def _ramp_area(u: Values) -> Values:
    within: Values = np.clip(u, 0, 1)
    return within - within**2 / 2
