"""Saves a Matplotlib figure: as SVG in light and dark, as the data it shows, and as a bitmap if it is one at heart.

The same figure gives the same bytes every time. This is the only module that meets Matplotlib before a script does.
"""

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib.backends import backend_agg, backend_svg  # noqa: F401  imported early, for whoever is forked
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from numpy.typing import NDArray

from mkdocs_colophon.figures.drawing.animation import animated

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name
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
    data: Mapping[str, NDArray[Any]]
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
    """The files of a figure, by what follows its name: of its only frame, or of an animation."""
    number = next((number for number, each in enumerate(frames) if each.still), 0)
    still = frames[number]
    svg = animated([each.svg for each in frames], seconds, number) if len(frames) > 1 else still.svg
    files = {".svg": svg.encode(), ".dark.svg": darken(svg, palette).encode(), ".npz": archive(data(frames))}
    if len(frames) > 1:
        files[".still.svg"], files[".still.dark.svg"] = still.svg.encode(), darken(still.svg, palette).encode()
    bitmaps = {".webp": still.bitmap, ".png": still.png}
    return files | {suffix: content for suffix, content in bitmaps.items() if content}


def data(frames: Sequence[Frame]) -> Mapping[str, NDArray[Any]]:
    """What frames show, by where it stands; of an animation, by the frame first: ``frame1_panel1_line1``."""
    if len(frames) == 1:
        return frames[0].data
    return {f"frame{n}_{name}": array for n, each in enumerate(frames, 1) for name, array in each.data.items()}


def render(figure: Figure) -> str:
    """The figure as SVG."""
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        _end_layout(figure)
    with io.StringIO() as buffer:
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def _end_layout(figure: Figure) -> None:
    """Have nothing more moved: a second layout would do so, and even an idle engine has all drawn twice to save it."""
    with matplotlib.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)


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


def shown(figure: Figure) -> dict[str, NDArray[Any]]:
    """The numbers and words that a figure shows, by where they stand: ``panel1_line1``, ``panel2_texts``.

    Examples
    --------
    >>> figure = Figure()
    >>> _ = figure.add_subplot().plot([1, 2], [3, 4])
    >>> {name: array.tolist() for name, array in shown(figure).items()}
    {'panel1_line1': [[1.0, 3.0], [2.0, 4.0]]}
    """
    found = {f"panel{n}_{name}": array for n, axes in enumerate(figure.axes, 1) for name, array in _of_axes(axes)}
    words = [text.get_text() for text in figure.texts if text.get_text()]
    return found | ({"texts": np.array(words)} if words else {})


def _of_axes(axes: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    artists = axes.get_children()
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    for n, line in enumerate(lines, 1):
        yield f"line{n}", _numbers(line.get_xydata())
    for n, image in enumerate((artist for artist in artists if isinstance(artist, AxesImage)), 1):
        yield f"image{n}", _numbers(image.get_array())
    for n, collection in enumerate((artist for artist in artists if isinstance(artist, Collection)), 1):
        yield f"collection{n}_places", _numbers(collection.get_offsets())
        if collection.get_array() is not None:
            yield f"collection{n}_values", _numbers(collection.get_array())
        elif paths := collection.get_paths():
            yield f"collection{n}_paths", _numbers(np.concatenate([path.vertices for path in paths]))
    frame = [axes.patch, *axes.spines.values()]
    patches = [artist for artist in artists if isinstance(artist, Patch) and artist not in frame]
    if patches:
        corners = [patch.get_patch_transform().transform(patch.get_path().vertices) for patch in patches]
        yield "patches", _numbers(np.concatenate(corners))
    words = [artist.get_text() for artist in artists if isinstance(artist, Text) and artist.get_text()]
    words += [text for text in (axes.get_xlabel(), axes.get_ylabel()) if text]
    if words:
        yield "texts", np.array(words)


def _numbers(array: Any) -> NDArray[Any]:
    """An array without mask, units and objects; what is masked is not a number."""
    plain = np.asarray(np.ma.filled(array.astype(float), np.nan) if np.ma.is_masked(array) else array)
    return plain if plain.dtype.kind in "biufU" else plain.astype(float)


def archive(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """An `.npz` file of the arrays, as `numpy.load` reads it; without a date."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for name, array in arrays.items():
                entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with io.BytesIO() as content:
                    np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
                    file.writestr(entry, content.getvalue())
        return buffer.getvalue()


def digest(arrays: Mapping[str, NDArray[Any]]) -> str:
    """A digest of the numbers and words that a figure shows; numbers count to nine digits.

    The last digits of a number depend on the processor and on versions, and no reader sees them.
    """
    total = sha256()
    for name, array in sorted(arrays.items()):
        total.update(f"{name} {array.shape}\n".encode())
        total.update(repr(array.tolist()).encode() if array.dtype.kind == "U" else rounded(array))
    return total.hexdigest()


def rounded(array: NDArray[Any]) -> bytes:
    """The numbers of an array to 30 bits, as bytes that are the same on every machine.

    Examples
    --------
    >>> rounded(np.array([0.3, 1.0])) == rounded(np.array([0.1 + 0.2, 1 - 1e-16]))
    True
    >>> rounded(np.array([1.0])) == rounded(np.array([1.00000001]))
    False
    """
    values = array.astype(float)
    finite = np.isfinite(values)
    largest = np.max(np.abs(values), where=finite, initial=0)
    values = np.where(np.abs(values) < 1e-12 * largest, 0, values)  # what is left where terms cancel
    mantissas, exponents = np.frexp(np.where(finite, values, 0))
    whole = np.rint(mantissas * 2.0**30).astype("<i8")
    carried = np.abs(whole) == 1 << 30  # just below a power of two: as that power
    whole, exponents = np.where(carried, whole // 2, whole), np.where(carried, exponents + 1, exponents)
    kinds = np.where(np.isnan(values), 3, np.where(finite, 0, np.where(values > 0, 1, 2)))
    return whole.astype("<i8").tobytes() + exponents.astype("<i4").tobytes() + kinds.astype("u1").tobytes()
