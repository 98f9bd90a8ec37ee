"""A 3 × 3 kernel lies on a 5 × 5 input; the nine products under it add up to one cell of the 3 × 3 output.

The operation is cross-correlation: the kernel is used as it is, not flipped, and it stays inside the input.

Input, row by row: 3 3 2 1 0; 0 0 1 3 1; 3 1 2 2 3; 2 0 0 2 2; 2 0 0 0 1. Kernel: 0 1 2; 2 2 0; 0 1 2.
Output: 12 12 17; 10 17 19; 9 6 14.

The window that is shown covers rows 2 to 4 and columns 3 to 5 of the input: 1 3 1; 2 2 3; 0 2 2. Times the kernel, cell
by cell, that is 0 3 2; 4 4 0; 0 2 4. The sum of the nine products is 19, the third cell in the second row of the
output.
"""

import numpy as np
from matplotlib.figure import Figure

import drawing
from convnets.convolution import correlate
from convnets.windows import slide

INPUT = np.array([[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]])
KERNEL = np.array([[0, 1, 2], [2, 2, 0], [0, 1, 2]])
CELL = 1, 2  # row and column of the cell of the output that is worked out
COVERED = np.s_[1:4, 2:5]  # the part of the input that the kernel then covers


def draw() -> Figure:
    output = correlate(INPUT, KERNEL, "valid")
    window = slide(INPUT, KERNEL.shape)[CELL]
    factors = np.char.add(np.char.add(window.astype(str), "·"), KERNEL.astype(str))
    terms = " + ".join(map(str, (window * KERNEL).flat))
    on_input = drawing.tint(INPUT.shape, "input_fill", COVERED, "kernel_fill")
    on_output = drawing.tint(output.shape, "output_fill", CELL, "output")

    figure, axes = drawing.canvas(12, 13.7)
    image = drawing.cells(axes, (0.6, 1.3), INPUT, on_input)
    covered = image.part(*CELL, *KERNEL.shape)
    kernel = drawing.cells(axes, (8.4, covered.y), KERNEL, "kernel_fill")
    products = drawing.cells(axes, (covered.x, 7.9), factors)
    sums = drawing.cells(axes, (kernel.x, products.y), output, on_output)
    for grid, color in ((covered, "kernel"), (kernel, "kernel"), (products, "kernel"), (sums, "output")):
        drawing.outline(axes, grid, color)

    drawing.caption(axes, image, "input", "5 × 5")
    drawing.caption(axes, kernel, "kernel", "3 × 3")
    drawing.caption(axes, products, "products", below=True)
    drawing.caption(axes, sums, "output", "3 × 3", below=True)
    drawing.arrow(axes, kernel.at(0, 0.5), covered.at(1, 0.5))
    drawing.arrow(axes, (products.at(0.5, 0)[0], image.at(0, 1)[1]), products.at(0.5, 0))
    drawing.arrow(axes, products.at(1, 0.5), sums.at(0, 0.5))
    drawing.text(axes, (4.4, 7.1), "multiply", "muted", size=9, ha="left")
    drawing.text(axes, (7, 9.4), "add", "muted", lift=4, size=9)
    drawing.text(axes, (6, 12.5), f"{terms} = {output[CELL]}")
    drawing.text(axes, (6, 13.2), "cross-correlation: the kernel is not flipped", "muted", size=9)
    return figure


def values() -> dict[str, int]:
    """The cell of the output that is worked out."""
    return {"cell": int(correlate(INPUT, KERNEL, "valid")[CELL])}
