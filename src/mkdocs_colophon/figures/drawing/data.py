"""The numbers and words that a figure shows: as arrays, as an archive of these, as their digest."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
"""What a figure shows, by where it stands: ``panel1_line1``, ``panel2_texts``."""


def of_frames(frames: Sequence[Arrays]) -> Arrays:
    """What the frames of an animation show, by the frame first, ``frame1_panel1_line1``; or what the only one does."""
    if len(frames) == 1:
        return frames[0]
    return {f"frame{n}_{name}": array for n, each in enumerate(frames, 1) for name, array in each.items()}


def shown(figure: Figure) -> Arrays:
    """The numbers and words that a figure shows.

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


def archive(arrays: Arrays) -> bytes:
    """An `.npz` file of the arrays, as `numpy.load` reads it; without a date."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for name, array in arrays.items():
                with file.open(f"{name}.npy", "w") as entry:  # by its name, so it has no date
                    np.lib.format.write_array(entry, np.ascontiguousarray(array), allow_pickle=False)
        return buffer.getvalue()


def digest(arrays: Arrays) -> str:
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
