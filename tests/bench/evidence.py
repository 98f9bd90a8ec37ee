"""`make bench`: what recording evidence adds to a test run, as a ratio of processor time."""

import platform
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = "tests/convnets"


def seconds(*options: str) -> float:
    """The processor time of a test run, the interpreter's start and all imports included."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", *options, TESTS]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    pairs = [(seconds(), seconds("--colophon")) for _ in range(2)]  # in turn, so that a busy machine hits both alike
    plain, recording = (min(times) for times in zip(*pairs, strict=True))
    wanted = 1.10 if sys.version_info >= (3, 12) else 1.5
    ratio = f"{recording / plain:.2f} x the plain run of {plain:.1f} s (at most {wanted})"
    print(f"recording evidence, Python {platform.python_version()}: {ratio}")


if __name__ == "__main__":
    main()
