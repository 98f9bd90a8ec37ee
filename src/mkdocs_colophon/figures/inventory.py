"""Every figure of a site, and whether the cache holds it as it would be drawn now."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from mkdocs_colophon.figures.drawn_record import Record
from mkdocs_colophon.figures.environment import environment
from mkdocs_colophon.figures.figure_cache import Cache
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.freshness import changes
from mkdocs_colophon.freshness.file_state import FileState


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
    named = {}
    for folder, folders, files in os.walk(settings.scripts):
        folders[:] = [name for name in folders if name[0] not in "_."]
        prefix = folder.removeprefix(str(settings.scripts)).replace(os.sep, "/").strip("/")
        for file in files:
            if file.endswith(".py") and file[0] not in "_.":
                named[f"{prefix}/{file.removesuffix('.py')}".strip("/")] = Path(folder, file)
    named.pop("drawing", None)
    return dict(sorted(named.items()))


def uri(name: str) -> str:
    """Where the figure called `name` stands on the site."""
    return f"figures/{name}.svg"


def inspect(
    settings: FigureSettings, cache: Cache, *, every_reason: bool = False
) -> tuple[list[Figure], FileState, dict[str, str]]:
    """Every figure with its state, the world as it was seen, and the versions of what draws.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed.
    CacheError
        If the cache cannot be read.
    """
    named = scripts(settings)
    if not named:
        return [], FileState(settings.root, {}), {}
    records, stamps = cache.read()
    present = cache.present()
    state = FileState(settings.root, stamps, settings.thorough)
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
    return figures, state, now


def data(settings: FigureSettings) -> list[str]:
    """The files that figures were drawn from last, but for modules; relative to the project's folder.

    Raises
    ------
    CacheError
        If the cache cannot be read.
    """
    records, _ = Cache(settings.cache).read()
    files = [states[0].trace.files.items() for name, states in records.items() if name in scripts(settings)]
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
