"""`make bench`: `convolve` beside `scipy.signal.convolve(method="auto")`, as ratios within one run.

Below 1 is quicker than SciPy. Nothing here passes or fails.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import scipy.signal

from convnets.convolution import convolve
from timing import seconds

SIDES = (64, 128, 256, 512, 1024, 2048)
KERNELS = (3, 5, 7, 9, 15, 31, 63)


def ratio(shape: Sequence[int], taps: Sequence[int], dtype: str, padding: str) -> float:
    """The time of ours divided by that of SciPy, each the shortest of several runs."""
    random = np.random.RandomState(0)
    x, w = random.normal(size=shape).astype(dtype), random.normal(size=taps).astype(dtype)
    repeats = 3 if x.size > 500_000 else 30
    theirs = seconds(lambda: scipy.signal.convolve(x, w, padding, method="auto"), repeats)
    return seconds(lambda: convolve(x, w, padding), repeats) / theirs


def table(title: str, sizes: Iterable[int], axes: int, dtype: str, padding: str = "same") -> None:
    print(f"{title}, {dtype}, {padding}: time of convolve / time of scipy.signal.convolve")
    print(f"{'size':>8}" + "".join(f"{f'k={taps}':>7}" for taps in KERNELS))
    for size in sizes:
        ratios = (ratio((size,) * axes, (taps,) * axes, dtype, padding) for taps in KERNELS)
        print(f"{size:>8}" + "".join(f"{each:>7.2f}" for each in ratios))


def main() -> None:
    for dtype in ("float64", "float32", "complex128"):
        table("Images", SIDES, 2, dtype)
    table("Images", (64, 256, 1024), 2, "float64", "full")
    table("Signals", (64**2, 256**2, 1024**2, 2048**2), 1, "float64")


if __name__ == "__main__":
    main()
