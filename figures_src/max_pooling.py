"""A 4 × 4 grid of numbers in four windows, and two 2 × 2 grids: the largest value and the mean of each window.

Input, row by row: 1 1 2 4; 5 6 7 8; 3 2 1 0; 1 2 3 4. The window is 2 × 2 and moves by 2, so the four windows do not
overlap.

Max pooling keeps the largest value of each window: 6 from the top left (1 1; 5 6), 8 from the top right (2 4; 7 8), 3
from the bottom left (3 2; 1 2) and 4 from the bottom right (1 0; 3 4). These four cells are filled with a
solid color in the input.

Mean pooling gives 3.25 and 5.25 in the first row, 2 and 2 in the second.
"""

import numpy as np
from matplotlib.figure import Figure

import drawing
from convnets.pooling import max_pool2d, mean_pool2d

INPUT = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
WINDOW = STRIDE = 2


def draw() -> Figure:
    largest, mean = max_pool2d(INPUT, WINDOW, STRIDE), mean_pool2d(INPUT, WINDOW, STRIDE)
    kept = np.kron(largest, np.ones((WINDOW, WINDOW))) == INPUT

    figure, axes = drawing.canvas(9.6, 6.9)
    image = drawing.cells(axes, (0.6, 1.8), INPUT, np.where(kept, "output", "input_fill"))
    for row, column in np.ndindex(largest.shape):
        drawing.outline(axes, image.part(row * STRIDE, column * STRIDE, WINDOW, WINDOW), "ink")
    drawing.caption(axes, image, "input", f"window {WINDOW} × {WINDOW}, stride {STRIDE}")
    for y, title, pool in ((0.9, "max pooling", largest), (4.5, "mean pooling", mean)):
        pooled = drawing.cells(axes, (7, y), pool, "output_fill")
        drawing.outline(axes, pooled, "output")
        drawing.caption(axes, pooled, title)
        drawing.arrow(axes, image.at(1, 0.5), pooled.at(0, 0.5))
    return figure


def values() -> dict[str, float]:
    """How many numbers pooling keeps, of how many; the maximum of the first window, and the mean of all means."""
    largest, mean = max_pool2d(INPUT, WINDOW, STRIDE), mean_pool2d(INPUT, WINDOW, STRIDE)
    return {"kept": largest.size, "of": INPUT.size, "first": int(largest[0, 0]), "mean": float(mean.mean())}
