"""`make bench`: what drawing figures costs, as ratios within one run. Nothing here passes or fails.

sphinx-gallery and mkdocs-gallery draw the same scripts if they are installed.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Executor
from importlib.util import find_spec
from pathlib import Path

from mkdocs_colophon.figures.batch import Batch
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.processes.isolation import Limits
from timing import seconds

COUNT = 24
HEAT = """
import numpy as np
from matplotlib.figure import Figure
{imports}

def draw():
    dice = np.random.default_rng({n})
    figure = {figure}(figsize=(9, 3), layout="constrained")
    for axes, size in zip(figure.subplots(1, 3), (9, 3, 7)):
        values = dice.integers(0, 10, (size, size))
        axes.imshow(values, cmap="Blues")
        for row in range(size):
            for column in range(size):
                axes.text(column, row, str(values[row, column]), ha="center", va="center")
    return figure
"""
SMALL = '''"""Shows the number {n}."""
from matplotlib.figure import Figure
from kit import square

def draw():
    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, str(square({n})))
    return figure
'''
SERIAL = """
import io, runpy, sys
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.py")):
    runpy.run_path(str(path))["draw"]().savefig(io.StringIO(), format="svg")
"""
SPHINX = """
project = "CurrentLedger"
extensions = ["sphinx_gallery.gen_gallery"]
sphinx_gallery_conf = {"examples_dirs": "../mkdocs_gallery/gallery", "gallery_dirs": "auto"}
sphinx_gallery_conf |= {"filename_pattern": ".", "parallel": 2}
"""
MKDOCS_GALLERY = """
site_name: Bench
plugins:
  - gallery: {examples_dirs: gallery, gallery_dirs: docs/auto, filename_pattern: .}
nav: [Home: index.md, auto: auto]
"""


def run(folder: Path, *command: str) -> float:
    """The seconds of a command."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def write(root: Path) -> None:
    """The same heat maps as figure scripts, and as scripts of a gallery."""
    for name in ("figures_src", "docs", "sphinx", "mkdocs_gallery/docs", "mkdocs_gallery/gallery"):
        (root / name).mkdir(parents=True)
    for n in range(COUNT):
        body = HEAT.format(n=n, imports="", figure="Figure")
        (root / f"figures_src/heat{n:02}.py").write_text(f'"""Three heat maps."""{body}')
        body = HEAT.format(n=n, imports="import matplotlib.pyplot as plt", figure="plt.figure")
        (root / f"mkdocs_gallery/gallery/heat{n:02}.py").write_text(
            f'"""\nHeat\n====\n\nThree heat maps.\n"""{body}\n\ndraw()\n'
        )
    for name in ("README.txt", "README.md"):
        (root / "mkdocs_gallery/gallery" / name).write_text("Bench\n=====\n")
    (root / "docs/index.md").write_text("\n\n".join(f"![Heat.](figures/heat{n:02}.svg)" for n in range(COUNT)))
    (root / "mkdocs.yml").write_text("site_name: Bench\nplugins: [colophon: {jobs: 2}]\n")
    (root / "sphinx/conf.py").write_text(SPHINX)
    (root / "sphinx/index.rst").write_text("Bench\n=====\n\n.. toctree::\n\n   auto/index\n")
    (root / "mkdocs_gallery/mkdocs.yml").write_text(MKDOCS_GALLERY)
    (root / "mkdocs_gallery/docs/index.md").write_text("# Bench\n")


def cold(root: Path) -> None:
    write(root)
    serial = run(root, "-c", SERIAL, "figures_src")
    ours = run(root, "-m", "mkdocs", "build")
    again = run(root, "-m", "mkdocs", "build")
    print(
        f"{COUNT} three-panel heat maps, cold, whole build: {ours:.1f} s, {ours / serial:.2f} x one process that only"
    )
    print(
        f"    draws them as light SVG ({serial:.1f} s); the second build {again:.1f} s, {again / ours:.2f} x the first"
    )
    peers = {
        "sphinx_gallery": ("sphinx", "-m", "sphinx", "-q", ".", "_build"),
        "mkdocs_gallery": ("mkdocs_gallery", "-m", "mkdocs", "build"),
    }
    for name, (folder, *command) in peers.items():
        if find_spec(name):
            theirs = run(root / folder, *command)
            print(f"    {ours / theirs:.2f} x {name} ({theirs:.1f} s)")
        else:
            print(f"    {name} is not installed")


def many(root: Path, executor: Executor, count: int = 200) -> None:
    (root / "src").mkdir()
    (root / "figures_src").mkdir()
    (root / "src/kit.py").write_text("def square(x):\n    return x * x\n")
    for n in range(count):
        (root / f"figures_src/f{n:03}.py").write_text(SMALL.format(n=n))
    settings = FigureSettings(root, root / "figures_src", root / ".cache", (root / "src",))
    first = seconds(lambda: Batch(settings, lambda: executor).finish(), repeats=1)
    time.sleep(2.5)  # what was written a moment ago is read again, as its dates cannot be trusted
    Batch(settings, lambda: executor).finish()
    noop = seconds(lambda: Batch(settings, lambda: executor).finish(), repeats=9)
    print(f"{count} small figures: {first:.1f} s cold; nothing to do: {1e3 * noop:.1f} ms, {noop / first:.4f} x")
    times = []
    for n in range(5):
        (root / "figures_src/f000.py").write_text(SMALL.format(n=n + 1000))
        times.append(seconds(lambda: Batch(settings, lambda: executor, ["f000"]).finish(), repeats=1))
    print(
        f"    one changed script, server warm: {min(times):.2f} s, {min(times) / first * count:.1f} x its share of all"
    )


def main() -> None:
    os.environ.pop("CI", None)
    with tempfile.TemporaryDirectory() as folder:
        cold(Path(folder))
    with tempfile.TemporaryDirectory() as folder, drawing_executor(2, Limits()) as executor:
        many(Path(folder).resolve(), executor)


if __name__ == "__main__":
    main()
