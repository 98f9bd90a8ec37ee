"""Every figure of a site, whether the cache holds it as it would be drawn now, and the versions of all that draws."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

from mkdocs_colophon import tracing
from mkdocs_colophon.figures import drawing
from mkdocs_colophon.figures.figure_cache import Cache, Record
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.freshness import changes
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.problems import Refused
from mkdocs_colophon.processes import pool

_HIDDEN = re.compile(r"(?:^|/)[_.]")
ROOMS = (drawing, tracing)  # all that runs in the process that draws, so that it makes a figure what it is


@dataclass(frozen=True, slots=True)
class Figure:
    """A script, what the cache knows of it, and why it has to be drawn.

    Attributes
    ----------
    path : what messages call the script.
    record : the record that fits the present state, or else the last good one.
    reasons : what has changed since `record`; empty if the figure is fresh.
    """

    name: str
    script: Path
    path: str
    record: Record | None
    reasons: tuple[str, ...]


def scripts(settings: FigureSettings) -> dict[str, Path]:
    """The figure scripts by the name of their figure: all but `drawing.py` and what begins with an underscore."""
    files = [path for path in settings.scripts.rglob("*.py") if path.is_file()]
    named = {path.relative_to(settings.scripts).with_suffix("").as_posix(): path for path in files}
    return {name: path for name, path in sorted(named.items()) if name != "drawing" and not _HIDDEN.search(name)}


def inspect(
    settings: FigureSettings, cache: Cache, *, every_reason: bool = False
) -> tuple[list[Figure], FileState, dict[str, str]]:
    """Every figure with its state, the state of files in which it was found, and the versions of what draws.

    Raises
    ------
    Refused
        If NumPy or Matplotlib is not installed.
    CacheError
        If the cache cannot be read.
    """
    named = scripts(settings)
    if not named:
        return [], FileState(settings.root), {}
    records, present = cache.read(), cache.present()
    state = FileState(settings.root, pool.environment(), thorough=settings.thorough)
    now = environment(state)
    figures = []
    for name, path in named.items():
        known = [
            (record, _reasons(record, present, settings.with_png, state, now, every_reason))
            for record in records.get(name, [])
        ]
        fresh = next(((record, reasons) for record, reasons in known if not reasons), None)
        record, reasons = fresh or (known[0] if known else (None, ("it was never drawn",)))
        figures.append(Figure(name, path, settings.relative(path), record, reasons))
    state.save()
    return figures, state, now


def environment(state: FileState) -> dict[str, str]:
    """The versions of everything that draws.

    Raises
    ------
    Refused
        If NumPy or Matplotlib is not installed; the text says how to install it.
    """
    found = {name: state.version(name) for name in ("numpy", "matplotlib", "pillow", "mkdocs-colophon")}
    for name in ("numpy", "matplotlib"):
        if found[name] is None:
            raise Refused(f"no figure is drawn: {name} is missing; `pip install numpy matplotlib` brings it")
    own = [state.digest(str(path)) for room in ROOMS for path in sorted(Path(room.__path__[0]).glob("*.py"))]
    return {
        "python": ".".join(str(part) for part in sys.version_info[:3]),
        **{name: number or "" for name, number in found.items()},
        "freetype": (state.digest(_freetype()) or "")[:16],
        "worker": sha256(repr(own).encode()).hexdigest()[:16],
    }


def data(settings: FigureSettings) -> list[str]:
    """The files that figures were drawn from last, but for modules; relative to the project's folder.

    Raises
    ------
    CacheError
        If the cache cannot be read.
    """
    records, named = Cache(settings.cache).read(), scripts(settings)
    files = [states[0].trace.files.items() for name, states in records.items() if name in named]
    return sorted({path for each in files for path, digest in each if digest})


def _reasons(
    record: Record, present: frozenset[str], with_png: bool, state: FileState, now: Mapping[str, str], every: bool
) -> tuple[str, ...]:
    """Why the figure of a record would have to be drawn again: the first reason, or every one."""
    if not present.issuperset(record.outputs.values()):
        return ("its picture is not in the cache",)
    if with_png and ".png" not in record.outputs:
        return ("its bitmap, for social cards, was never drawn",)
    reasons = chain(changes.version_changes(record.environment, now), changes.changes(record.trace, state))
    return tuple(reasons if every else islice(reasons, 1))


def _freetype() -> str:
    """The compiled module by which Matplotlib sets text: a distribution may build it with a FreeType of its own."""
    spec = find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    return os.path.join((folders or [""])[0], f"ft2font{EXTENSION_SUFFIXES[0]}")
