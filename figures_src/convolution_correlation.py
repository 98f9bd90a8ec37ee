"""A box f and a ramp g, and four curves made from them: convolution on the left, cross-correlation on the right.

All horizontal axes show t from −1.4 to 2.4. The box f is 1 for t from −½ to ½ and 0 elsewhere, so it is even. The
ramp g falls from 1 at t = 0 to 0 at t = 1 and is 0 elsewhere, so it is not even. Convolution is
(f ∗ g)(t) = ∫ f(τ) g(t − τ) dτ, and cross-correlation is (f ⋆ g)(t) = ∫ f(τ) g(t + τ) dτ.

Second row: f ∗ g and f ⋆ g are the same curve, because f is even. It rises from 0 at t = −½ over 0.375 at t = 0 to
its peak 0.5 at t = ½, and falls over 0.125 at t = 1 to 0 at t = 3/2.

Third row: g ∗ g and g ⋆ g differ, because g is not even. g ∗ g is 0 outside 0 to 2 and leans to the left: 0.271 at
t = ½, 0.167 at t = 1. g ⋆ g, the autocorrelation of g, is 0 outside −1 to 1 and even: 0.104 at t = −½, 0.333 at its
peak t = 0, and 0.104 at t = ½.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

import drawing
from convnets.convolution import convolve, correlate
from convnets.signals import box, ramp
from drawing import Side

Values = NDArray[np.float64]

STEP = 1 / 128
TIMES = np.arange(-1.5, 2.5, STEP) + STEP / 2  # middles of steps, so that every jump falls between two samples
AFTER_CONVOLUTION = 2 * TIMES[0] + STEP * np.arange(2 * TIMES.size - 1)
AFTER_CORRELATION = TIMES[0] - TIMES[-1] + STEP * np.arange(2 * TIMES.size - 1)


def draw() -> Figure:
    f, g = box(TIMES), ramp(TIMES)
    figure, panels = drawing.panels(3, 2, height=5.7, variable="$t$", ticks=(-1, 0, 1, 2), tops=(1, 0.5, 0.5))

    drawing.heading(panels[0, 0], r"two functions: $\mathbfit{f}$ is even, $\mathbfit{g}$ is not")
    drawing.curve(panels[0, 0], "$f$, a box", TIMES, f, "input")
    drawing.curve(panels[0, 1], "$g$, a ramp", TIMES, g, "kernel")

    # correlate() takes the shifted function first, so that f ⋆ g is correlate(g, f).
    drawing.heading(panels[1, 0], r"$\mathbfit{f}$ with $\mathbfit{g}$: one curve, because $\mathbfit{f}$ is even")
    marks: dict[float, Side] = {0: "left", 0.5: "above", 1: "right"}
    result(panels[1, 0], r"convolution $f \ast g$", AFTER_CONVOLUTION, convolve(f, g), marks)
    result(panels[1, 1], r"cross-correlation $f \star g$", AFTER_CORRELATION, correlate(g, f), marks)

    drawing.heading(panels[2, 0], r"$\mathbfit{g}$ with $\mathbfit{g}$: two curves, because $\mathbfit{g}$ is not")
    result(panels[2, 0], r"convolution $g \ast g$", AFTER_CONVOLUTION, convolve(g, g), {0.5: "above", 1: "right"})
    marks = {-0.5: "left", 0: "right", 0.5: "right"}
    result(panels[2, 1], r"autocorrelation $g \star g$", AFTER_CORRELATION, correlate(g, g), marks)
    return figure


def result(axes: Axes, title: str, times: Values, sums: Values, marks: dict[float, Side]) -> None:
    """Draw the integral that the sums stand for, and mark its values at some times."""
    values = STEP * sums
    drawing.curve(axes, title, times, values, "output")
    for time, side in marks.items():
        value = np.interp(time, times, values)
        drawing.mark(axes, time, value, f"{value:.3g}", side)
