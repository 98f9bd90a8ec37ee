"""The 15 rooms of the generator on a staircase, host on top and locales at its foot, and every import leads down it.

From top to bottom: host imports 9: pipeline, crossref, citations, math, publication, figures, notebooks, processes,
html. command imports 2: figures, processes. pipeline imports 6: crossref, citations, math, publication, figures, html.
crossref imports 2: html, locales. citations imports 2: html, locales. math imports 1: html. publication imports 2:
html, locales. figures imports 6: evidence, freshness, tracing, processes, html, locales. notebooks imports 3:
freshness, tracing, html. evidence imports 2: freshness, tracing. freshness imports 1: tracing. tracing, processes, html
and locales import 0.
"""

import ast
import tomllib
from pathlib import Path

from matplotlib.figure import Figure

import drawing

PROJECT = Path(__file__).parents[1]
GENERATOR = PROJECT / "src/mkdocs_colophon"
HOW_TO_READ = "A line leads right from each\nroom, and at a dot down\ninto a room that it imports."


def draw() -> Figure:
    figure, axes = drawing.canvas(19.9, 18)
    steps: dict[str, drawing.Grid] = {}
    for depth, layer in enumerate(layers()):
        for room in layer:
            down = 0.4 + len(steps) + depth / 4
            fill = "output_fill" if len(layer) > 1 else "input_fill"
            steps[room] = drawing.cells(axes, (2.1 + down, down), [[""]], fill)
            drawing.text(axes, steps[room].at(-0.2, 0.5), room, ha="right")
    known = {room: imported(room) - {room} for room in steps}
    for room, step in steps.items():
        (right, level), (middle, top) = step.at(1, 0.5), step.at(0.5, 0)
        columns = [other.at(0.5, 0)[0] for name, other in steps.items() if name in known[room]]
        line = {"color": drawing.COLORS["ink"], "linewidth": 0.8, "markevery": range(1, 1 + len(columns)), "zorder": 4}
        axes.plot([right, *columns], [level] * (1 + len(columns)), "o-", **line)
        for above in [other for name, other in steps.items() if room in known[name]][:1]:  # the longest, for all
            drawing.arrow(axes, (middle, above.at(1, 0.5)[1]), (middle, top), gap=0)
    drawing.text(axes, (0.5, 14.6), HOW_TO_READ, "muted", size=9, ha="left", linespacing=1.5)
    return figure


def layers() -> list[list[str]]:
    """The rooms from top to bottom, those beside each other together, as a contract of import-linter has them."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [names] = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    layers = [[name for name in layer.split(" | ") if (GENERATOR / name).is_dir()] for layer in names]
    return [rooms for rooms in layers if rooms]


def imported(room: str) -> set[str]:
    """What the modules of a room import of the generator: rooms, and modules that stand in none."""
    nodes = [each for path in (GENERATOR / room).rglob("*.py") for each in ast.walk(ast.parse(path.read_bytes()))]
    names = [f"{node.module}.{each.name}" for node in nodes if isinstance(node, ast.ImportFrom) for each in node.names]
    names += [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]
    return {name.split(".")[1] for name in names if name.startswith("mkdocs_colophon.")}
