"""A disc of ones in a 7 × 7 picture, a 3 × 3 kernel, and a 5 × 5 output that is positive and negative at the edges.

The picture, row by row: 0 0 0 0 0 0 0; 0 0 1 1 1 0 0; three rows of 0 1 1 1 1 1 0; 0 0 1 1 1 0 0; 0 0 0 0 0 0 0. Every
row of the kernel is −1 0 1, so it compares what lies to the right with what lies to the left.

The operation is cross-correlation without padding. The output is positive on the left edge of the disc, negative on its
right edge and zero inside. Row by row: 2 1 0 −1 −2; 3 1 0 −1 −3; 3 0 0 0 −3; 3 1 0 −1 −3; 2 1 0 −1 −2.
"""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

import drawing
from convnets.convolution import correlate

DISC = np.array([[0] * 7, [0, 0, 1, 1, 1, 0, 0], *[[0, 1, 1, 1, 1, 1, 0]] * 3, [0, 0, 1, 1, 1, 0, 0], [0] * 7])
KERNEL = np.array([[-1, 0, 1]] * 3)


def draw() -> Figure:
    edges = correlate(DISC, KERNEL, "valid")
    signs = np.select(
        [edges >= 3, edges > 0, edges <= -3, edges < 0],
        ["output", "output_fill", "highlight", "highlight_fill"],
        "paper",
    )

    figure, axes = drawing.canvas(18.2, 9)
    picture = drawing.cells(axes, (0.3, 1.6), DISC, np.where(DISC, "input", "paper"), size=9)
    kernel = drawing.cells(axes, (8.5, 3.6), _signed(KERNEL), "kernel_fill", size=9)
    output = drawing.cells(axes, (12.9, 2.6), _signed(edges), signs, size=9)
    for grid, color in ((picture, "input"), (kernel, "kernel"), (output, "output")):
        drawing.outline(axes, grid, color, width=1.6)
    drawing.caption(axes, picture, "picture")
    drawing.caption(axes, kernel, "kernel")
    drawing.caption(axes, output, "edges")
    drawing.text(axes, ((picture.at(1, 0)[0] + kernel.x) / 2, 5.1), r"$\star$", "muted", size=14)
    drawing.text(axes, ((kernel.at(1, 0)[0] + output.x) / 2, 5.1), "$=$", "muted", size=14)
    return figure


def _signed(numbers: NDArray[np.int_]) -> NDArray[np.str_]:
    """The numbers as text, with a minus sign rather than a hyphen."""
    return np.char.replace(numbers.astype(str), "-", "\N{MINUS SIGN}")
