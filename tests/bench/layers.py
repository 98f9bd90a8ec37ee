"""`make bench`: what a convolution layer costs, as ratios within one run. Nothing here passes or fails.

One thread each: NumPy is told before it is imported. PyTorch is compared where it is installed.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")

import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from convnets.columns import im2col
from convnets.gradients import conv2d_gradients
from convnets.layers import conv2d
from timing import seconds

Values = NDArray[np.float32]


def by_loops(x: Values, w: Values) -> Values:
    """The definition: one number of the result after another, each a sum in Python."""
    images, values, kernels = len(x), x.tolist(), w.reshape(len(w), -1).tolist()
    taps = list(np.ndindex(w.shape[1:]))
    y = np.empty((images, len(w), x.shape[2] - w.shape[2] + 1, x.shape[3] - w.shape[3] + 1), x.dtype)
    for n, o, i, j in np.ndindex(y.shape):
        y[n, o, i, j] = sum(
            values[n][c][i + k][j + m] * weight for (c, k, m), weight in zip(taps, kernels[o], strict=True)
        )
    return y


def peak(action: Callable[[], object]) -> int:
    """The most bytes that an action held at a time."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def by_torch(x: Values, w: Values) -> float:
    import torch

    torch.set_num_threads(1)
    images, kernels = torch.from_numpy(x), torch.from_numpy(w)
    with torch.no_grad():
        return seconds(lambda: torch.nn.functional.conv2d(images, kernels), repeats=20)


def main() -> None:
    random = np.random.RandomState(0)
    x = random.normal(size=(8, 16, 64, 64)).astype(np.float32)
    w = random.normal(size=(32, 16, 3, 3)).astype(np.float32)
    ours = seconds(lambda: conv2d(x, w), repeats=20)
    print(f"conv2d of 8 x 16 x 64 x 64 with 32 kernels of 3 x 3 in float32, one thread: {1000 * ours:.1f} ms")
    # One image of eight: all of them would take a minute, and each takes as long as the next.
    loops = 8 * seconds(lambda: by_loops(x[:1], w), repeats=1)
    print(f"  {loops / ours:.0f} x faster than loops (limit: at least 50 x)")
    if find_spec("torch"):
        print(f"  {ours / by_torch(x, w):.1f} x the time of PyTorch (limit: 3 x)")
    else:
        print("  not compared with PyTorch: .venv/bin/pip install torch==2.13.0")
    print(f"  {peak(lambda: conv2d(x, w)) / im2col(x, 3).nbytes:.2f} x the memory of the im2col matrix (limit: 2 x)")
    dy = np.ones((8, 32, 62, 62), np.float32)
    print(f"  all three gradients: {seconds(lambda: conv2d_gradients(x, w, dy), repeats=5) / ours:.1f} x its time")


if __name__ == "__main__":
    main()
