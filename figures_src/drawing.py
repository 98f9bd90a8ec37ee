"""Grids of cells, windows, arrows and curves in the house style and its colors: no mathematics.

A picture of grids is drawn on a canvas whose unit is one cell: x runs to the right, y runs down, and (0, 0) is the top
left corner. So a row and a column of an array are a place in the picture.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

WIDTH = 4.6  # inches; article.mplstyle chooses its sizes of text for this width
ACCENTS = frozenset({"input", "kernel", "output", "highlight"})

Point = tuple[float, float]
Side = Literal["left", "above", "right"]


def read_colors(path: Path) -> Mapping[str, str]:
    """The light colors of a palette file, by name."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["colors"]
    return MappingProxyType({name: light for name, (light, _) in rows.items()})


COLORS = read_colors(Path(__file__).with_name("palette.toml"))


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a block of cells stands on the canvas: its top left corner, and how many cells it has."""

    x: float
    y: float
    rows: int
    columns: int

    def part(self, row: int, column: int, rows: int = 1, columns: int = 1) -> "Grid":
        """The block of cells inside this one that starts at a row and a column."""
        return Grid(self.x + column, self.y + row, rows, columns)

    def at(self, across: float, down: float) -> Point:
        """The point at these shares of the width and the height: (0, 0) is the top left, (1, 1) the bottom right."""
        return self.x + across * self.columns, self.y + down * self.rows


def canvas(columns: float, rows: float) -> tuple[Figure, Axes]:
    """A figure of the house width that is so many cells wide and so many high, and the axes to draw on."""
    figure = Figure(figsize=(WIDTH, WIDTH * rows / columns))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, columns), ylim=(rows, 0))
    axes.set_axis_off()
    return figure, axes


def tint(shape: tuple[int, ...], fill: str, part: tuple[slice | int, ...], other: str) -> NDArray[np.object_]:
    """One fill for every cell of a shape, but another one for a part of it, such as ``np.s_[1:4, 2:5]``."""
    fills = np.full(shape, fill, dtype=object)
    fills[part] = other
    return fills


def cells(axes: Axes, corner: Point, labels: ArrayLike, fill: ArrayLike = "paper", *, size: float = 11) -> Grid:
    """The grid of labeled cells that was drawn: numbers or strings, in one fill or in one per cell.

    Text is ink on a fill, and has the color of the page on an accent.
    """
    labels = np.asarray(labels)
    grid = Grid(*corner, *labels.shape)
    for (row, column), name in np.ndenumerate(np.broadcast_to(fill, labels.shape)):
        cell, label = grid.part(row, column), labels[row, column]
        axes.add_patch(Rectangle((cell.x, cell.y), 1, 1, facecolor=COLORS[name], edgecolor=COLORS["rule"]))
        color = COLORS["page" if name in ACCENTS else "ink"]
        shown = label if isinstance(label, str) else f"{label:g}"
        axes.text(*cell.at(0.5, 0.5), shown, color=color, size=size, ha="center", va="center_baseline")
    return grid


def outline(axes: Axes, grid: Grid, color: str, *, width: float = 2.2) -> None:
    """A thick border around a grid or a part of it."""
    border = Rectangle((grid.x, grid.y), grid.columns, grid.rows, fill=False, linewidth=width)
    axes.add_patch(border).set(edgecolor=COLORS[color], joinstyle="miter", zorder=2)


def arrow(axes: Axes, start: Point, end: Point, *, style: Literal["-|>", "<|-|>"] = "-|>", gap: float = 4) -> None:
    """A thin straight arrow that keeps a gap, in points, to the things it joins."""
    look = {"arrowstyle": f"{style},head_width=0.22,head_length=0.45", "color": COLORS["muted"], "linewidth": 1}
    axes.annotate("", end, start, arrowprops=look | {"shrinkA": gap, "shrinkB": gap})


def span(axes: Axes, grid: Grid, line: str) -> None:
    """A dimension line above a grid, from its left edge to its right edge, with the text on it."""
    (left, top), (right, _) = grid.at(0, 0), grid.at(1, 0)
    arrow(axes, (left, top - 0.45), (right, top - 0.45), style="<|-|>", gap=0)
    text(axes, ((left + right) / 2, top - 0.45), line, lift=5)


def text(axes: Axes, place: Point, line: str, color: str = "ink", *, lift: float = 0, **look: Any) -> None:
    """A line of text, centered on a place, or standing so many points above it (hanging below it if negative)."""
    side = "bottom" if lift > 0 else "top" if lift < 0 else "center_baseline"
    look = {"color": COLORS[color], "ha": "center", "va": side} | look
    axes.annotate(line, place, (0, lift), textcoords="offset points", **look)


def caption(axes: Axes, grid: Grid, title: str, note: str = "", *, below: bool = False) -> None:
    """A bold title, and under it a quieter note, above a grid or below it."""
    place = grid.at(0.5, 1 if below else 0)
    text(axes, place, title, lift=-6 if below else 18 if note else 6, weight="bold")
    if note:
        text(axes, place, note, "muted", lift=-19 if below else 5, size=9)


def panels(
    rows: int, columns: int, height: float, *, variable: str, ticks: Sequence[float], tops: Sequence[float]
) -> tuple[Figure, NDArray[np.object_]]:
    """A figure of the house width and the axes in it, for curves.

    Every panel shows the variable a little beyond its first and last tick; every row shows values from 0 to a little
    over its top, where it has a tick.
    """
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.subplots(rows, columns, squeeze=False)
    figure.subplots_adjust(left=0.07, right=0.985, bottom=0.045, top=0.915, wspace=0.1, hspace=0.75)
    for (_, column), panel in np.ndenumerate(axes):
        panel.set(xticks=ticks, xlim=(ticks[0] - 0.4, ticks[-1] + 0.4))
        panel.tick_params(labelleft=column == 0)
        panel.axvline(0, color=COLORS["rule"], linewidth=0.6, linestyle=(0, (1, 3)))
        text(panel, (ticks[-1] + 0.4, 0), variable, "muted", lift=-7, size=9, ha="right")
    for row, top in zip(axes, tops, strict=True):
        for panel in row:
            panel.set(yticks=(0, top), ylim=(0, 1.25 * top))
            panel.yaxis.set_major_formatter("{x:g}")
    return figure, axes


def heading(axes: Axes, line: str) -> None:
    """A bold line over the title of a panel; over the first panel of a row it heads the row."""
    axes.annotate(line, (0, 1), (0, 21), xycoords="axes fraction", textcoords="offset points", weight="bold")


def curve(axes: Axes, title: str, x: NDArray[Any], y: NDArray[Any], color: str) -> None:
    """A titled curve over a pale area down to zero, as far as the panel shows it; x in equal steps."""
    low, high = axes.get_xlim()
    shown = np.flatnonzero((x >= low) & (x <= high))
    # A sample in the middle of a straight stretch adds bytes and no shape.
    bent = np.abs(np.diff(y[shown], 2)) > 1e-9
    kept = shown[np.concatenate(([True], bent, [True]))]
    axes.fill([x[kept[0]], *x[kept], x[kept[-1]]], [0, *y[kept], 0], color=COLORS[f"{color}_fill"], linewidth=0)
    axes.plot(x[kept], y[kept], color=COLORS[color], zorder=3)
    axes.set_title(title)


def mark(axes: Axes, x: float, y: float, value: str, side: Side = "above") -> None:
    """A dot on a curve with its value beside it."""
    axes.plot([x], [y], "o", color=COLORS["ink"], zorder=4)
    offset, align = {"left": ((-4, 2), "right"), "above": ((0, 4), "center"), "right": ((4, 2), "left")}[side]
    axes.annotate(value, (x, y), offset, textcoords="offset points", size=9, ha=align, va="bottom")
