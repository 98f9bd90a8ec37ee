"""How long something takes."""

import time
from collections.abc import Callable


def seconds(action: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of several runs: what the work costs when nothing disturbs it."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)
