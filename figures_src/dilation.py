"""The same nine weights of a 3 × 3 kernel at dilation 1, 2 and 3: they spread over 3 × 3, 5 × 5 and 7 × 7 cells.

The weights are numbered 1 to 9, row by row. At dilation 1 the kernel is dense: the nine cells touch and span 3 × 3. At
dilation 2 one empty cell lies between neighbors, and the kernel spans 5 × 5 with 16 empty cells. At dilation 3 two
empty cells lie between neighbors, and it spans 7 × 7 with 40 empty cells. The number of weights is always nine.
"""

import numpy as np
from matplotlib.figure import Figure

import drawing
from convnets.arithmetic import effective_kernel
from convnets.convolution import convolve

KERNEL = np.arange(1, 10).reshape(3, 3)
NOTES = {1: "dense", 2: "every second cell", 3: "every third cell"}


def draw() -> Figure:
    figure, axes = drawing.canvas(19.4, 11.3)
    left, floor = 0.9, 8.9
    for dilation, note in NOTES.items():
        # Convolution of a single 1 with the kernel gives the kernel itself, its taps spread out.
        taps = convolve([[1]], KERNEL, dilation=dilation)
        size = effective_kernel(len(KERNEL), dilation)
        labels, fills = np.where(taps, taps.astype(str), ""), np.where(taps, "kernel_fill", "paper")
        grid = drawing.cells(axes, (left, floor - size), labels, fills, size=9.5)
        drawing.outline(axes, grid, "kernel")
        drawing.span(axes, grid, f"spans {size}")
        drawing.caption(axes, grid, f"dilation {dilation}", note, below=True)
        left += size + 1.3
    return figure
