"""Saves a Matplotlib figure: as SVG in light and dark, and as a bitmap if it is one at heart.

The same figure gives the same bytes every time. No other module meets Matplotlib before a script does, but for `data`.
"""

import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
from matplotlib.backends import backend_agg, backend_svg  # noqa: F401  imported early, for whoever is forked
from matplotlib.figure import Figure

from mkdocs_colophon.figures.drawing.animation import animated
from mkdocs_colophon.figures.drawing.data import Arrays, shown

_BITMAP = re.compile(r'"data:image/png;base64,[^"]*"')


def rehearse() -> None:
    """Draw a figure for nobody: fonts are read and caches filled once and for all."""
    figure = Figure(figsize=(2, 2))
    axes = figure.add_subplot(title="$x^2$")
    axes.plot([0, 1], [0, 1])
    axes.imshow([[0, 1]])
    figure.savefig(io.StringIO(), format="svg")


def prepare(style: Path, name: str) -> None:
    """Set Matplotlib to its own defaults, to the house style, and to ids made from the figure's name."""
    matplotlib.use("agg")
    matplotlib.rcdefaults()
    matplotlib.rcParams["backend"] = "agg"
    if style.is_file():
        matplotlib.style.use(style)
    matplotlib.rcParams["svg.hashsalt"] = name


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a figure: its SVG, the data that it shows, its size in inches, and whether it is the still.

    `png` is the picture for places that take no SVG, of what may be shown there only.
    """

    svg: str
    data: Arrays
    size: tuple[float, float]
    bitmap: bytes | None = None
    still: bool = False
    png: bytes | None = None


def frame(figure: Figure, *, first: bool = True, with_png: bool = False) -> Frame:
    """The picture of a figure as it is now; the still of an animation has the gid ``still``, or is the first.

    Only a still is drawn as PNG, and only if that is wanted: it takes as long as the picture itself.
    """
    svg = render(figure)
    width, height = figure.get_size_inches()
    size = float(width), float(height)
    still = figure.get_gid() == "still"
    png = raster(figure, "png") if with_png and (first or still) else None
    return Frame(svg, shown(figure), size, bitmap(figure) if is_bitmap(svg) else None, still, png)


def outputs(frames: Sequence[Frame], seconds: float, palette: Path) -> dict[str, bytes]:
    """The pictures of a figure, by what follows its name: of its only frame, or of an animation."""
    number = next((number for number, each in enumerate(frames) if each.still), 0)
    still = frames[number]
    svg = animated([each.svg for each in frames], seconds, number) if len(frames) > 1 else still.svg
    files = {".svg": svg.encode(), ".dark.svg": darken(svg, palette).encode()}
    if len(frames) > 1:
        files[".still.svg"], files[".still.dark.svg"] = still.svg.encode(), darken(still.svg, palette).encode()
    bitmaps = {".webp": still.bitmap, ".png": still.png}
    return files | {suffix: content for suffix, content in bitmaps.items() if content}


def render(figure: Figure) -> str:
    """The figure as SVG."""
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        # have nothing more moved: a second layout would, and even an idle engine has all drawn twice to save it
        with matplotlib.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
            figure.set_layout_engine(None)
    with io.StringIO() as buffer:
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def darken(svg: str, palette: Path) -> str:
    """`svg` with every light color of the palette replaced by its dark partner."""
    if not palette.is_file():
        return svg
    pairs = dict(tomllib.loads(palette.read_text("utf-8"))["colors"].values())
    return re.sub("#[0-9a-f]{6}", lambda color: pairs.get(color[0], color[0]), svg)


def is_bitmap(svg: str) -> bool:
    """Whether most of a picture is bitmaps.

    >>> is_bitmap('<image href="data:image/png;base64,AAAABBBBCCCC"/>'), is_bitmap("<path d='M 0 0 L 1 1'/>")
    (True, False)
    """
    return 2 * sum(len(image) for image in _BITMAP.findall(svg)) > len(svg)


def bitmap(figure: Figure) -> bytes:
    """The figure as lossless WebP; more effort would save a twentieth of its bytes for twice the time."""
    return raster(figure, "webp", lossless=True, method=1, quality=20)


def raster(figure: Figure, kind: str, **how: Any) -> bytes:
    """The figure on white, two pixels to a CSS pixel, without the name and version of what drew it."""
    metadata = {"Software": None} if kind == "png" else None
    with io.BytesIO() as buffer:
        figure.savefig(buffer, format=kind, dpi=192, facecolor="white", metadata=metadata, pil_kwargs=how)
        return buffer.getvalue()
