"""The figures as the generator draws them, and ways to read back what stands in them."""

import importlib
import io
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import matplotlib.style
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

SOURCES = Path(__file__).parents[2] / "figures_src"


@pytest.fixture(scope="session")
def sources() -> Path:
    return SOURCES


@pytest.fixture(scope="session")
def palette() -> Mapping[str, tuple[str, str]]:
    """Name to (light, dark)."""
    rows = tomllib.loads((SOURCES / "palette.toml").read_text(encoding="utf-8"))["colors"]
    return {name: (light, dark) for name, (light, dark) in rows.items()}


@pytest.fixture(scope="session")
def draw() -> Callable[[str], Figure]:
    """Draw a figure by name in the house style."""

    def drawn(name: str) -> Figure:
        with matplotlib.style.context(SOURCES / "article.mplstyle", after_reset=True):
            return importlib.import_module(name).draw()

    return drawn


@pytest.fixture(scope="session")
def svg(draw: Callable[[str], Figure]) -> Callable[[str], bytes]:
    """Draw a figure by name and save it as the generator does."""

    def saved(name: str) -> bytes:
        buffer, figure = io.BytesIO(), draw(name)
        with matplotlib.style.context([SOURCES / "article.mplstyle", {"svg.hashsalt": name}], after_reset=True):
            figure.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
        return buffer.getvalue()

    return saved


@pytest.fixture(scope="session")
def contrast() -> Callable[[str, str], float]:
    """Contrast ratio of two colors, from 1 to 21 (WCAG 2.2, definitions of contrast ratio and relative luminance)."""

    def channel(byte: int) -> float:
        share = byte / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    def luminance(color: str) -> float:
        red, green, blue = (channel(byte) for byte in bytes.fromhex(color[1:]))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def ratio(one: str, other: str) -> float:
        darker, lighter = sorted((luminance(one), luminance(other)))
        return (lighter + 0.05) / (darker + 0.05)

    return ratio


Grid = list[list[tuple[str, str]]]


@pytest.fixture(scope="session")
def grids(palette: Mapping[str, tuple[str, str]]) -> Callable[[Axes], list[Grid]]:
    """The grids on a canvas, from top to bottom and left to right; each cell is (label, name of its fill)."""
    names = {light: name for name, (light, _) in palette.items()}

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return round(point[0], 6), round(point[1], 6)

    def found(axes: Axes) -> list[Grid]:
        labels = {
            place(text.get_position()): text.get_text() for text in axes.texts if not isinstance(text, Annotation)
        }
        filled = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_fill()]
        corners = {place(patch.get_xy()): names[to_hex(patch.get_facecolor())] for patch in filled}
        assert len(corners) == len(filled), "one cell is drawn on top of another"
        blocks = []
        for x, y in sorted(corners, key=lambda corner: (corner[1], corner[0])):
            if place((x - 1, y)) not in corners and place((x, y - 1)) not in corners:
                columns = next(n for n in range(1, 99) if place((x + n, y)) not in corners)
                rows = next(n for n in range(1, 99) if place((x, y + n)) not in corners)
                cells = [[place((x + column, y + row)) for column in range(columns)] for row in range(rows)]
                blocks.append([[(labels[place((c + 0.5, r + 0.5))], corners[c, r]) for c, r in row] for row in cells])
        return blocks

    return found
