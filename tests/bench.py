"""`make bench`: what the generator adds to a build, as ratios within one run. Nothing here passes or fails."""

import logging
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from mkdocs.commands.build import build
from mkdocs.config import load_config

from convnets.convolution import correlate

PAGES = 100
PAGE = """# Page {number}

A line of prose that says nothing in particular, for the length of it, and then some more of the same.

![A figure.](figure.png){{#fig:f{number}}}

$$ a_{number} = b^2 + c $$ {{#eq:e{number}}}

See @fig:f{number}, [@fig:f{other}; @eq:e{other}] and $x_{number}$, as @key{number} [p. 3] says.
"""
ENTRY = "@book{{key{number}, author={{Author{number}, A.}}, title={{Title}}, publisher={{P}}, year={{2001}}}}\n"


def seconds(action: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of several runs: what the work costs when nothing disturbs it."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def write_site(root: Path) -> None:
    docs = root / "docs"
    docs.mkdir()
    for number in range(PAGES):
        page = PAGE.format(number=number, other=(number + 7) % PAGES)
        (docs / f"page{number}.md").write_text(page, "utf-8")
    (docs / "figure.png").touch()
    (docs / "references.bib").write_text("".join(ENTRY.format(number=number) for number in range(PAGES)), "utf-8")
    for name, plugins in (("on", "[colophon]"), ("off", "[]")):
        config = f"site_name: Bench\ntheme: {{name: mkdocs}}\nplugins: {plugins}\nmarkdown_extensions: [attr_list]\n"
        (root / f"{name}.yml").write_text(config, "utf-8")


def build_site(root: Path, name: str) -> None:
    config = load_config(str(root / f"{name}.yml"), site_dir=str(root / name))
    build(config)


def naive_correlate(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Cross-correlation written as the sum it is, value by value."""
    rows, columns = (size - kernel + 1 for size, kernel in zip(x.shape, w.shape, strict=True))
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(w.shape[0]):
                for b in range(w.shape[1]):
                    y[i, j] += x[i + a, j + b] * w[a, b]
    return y


def main() -> None:
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root)
        off = seconds(lambda: build_site(root, "off"))
        on = seconds(lambda: build_site(root, "on"))
    print(f"{PAGES} pages, each with a figure, 2 formulas, 3 references, a citation: {on / off:.1f} x the plugin off")
    x, w = np.random.RandomState(0).rand(128, 128), np.random.RandomState(1).rand(5, 5)
    ratio = seconds(lambda: naive_correlate(x, w), 1) / seconds(lambda: correlate(x, w, "valid"))
    print(f"convnets.correlate, 128 x 128 by 5 x 5: {ratio:.0f} x as fast as the loops of its definition")


if __name__ == "__main__":
    main()
