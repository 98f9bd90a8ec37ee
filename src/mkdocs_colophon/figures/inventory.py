"""Every figure of a site, and whether the cache holds it as it would be drawn now."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mkdocs_colophon.figures import freshness
from mkdocs_colophon.figures.cache import Cache
from mkdocs_colophon.figures.freshness import World
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.record import Record


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


def scripts(studio: Studio) -> dict[str, Path]:
    """The figure scripts by the name of their figure: all but `drawing.py` and what begins with an underscore."""
    named = {}
    for folder, folders, files in os.walk(studio.scripts):
        folders[:] = [name for name in folders if name[0] not in "_."]
        prefix = folder.removeprefix(str(studio.scripts)).replace(os.sep, "/").strip("/")
        for file in files:
            if file.endswith(".py") and file[0] not in "_.":
                named[f"{prefix}/{file.removesuffix('.py')}".strip("/")] = Path(folder, file)
    named.pop("drawing", None)
    return dict(sorted(named.items()))


def uri(name: str) -> str:
    """Where the figure called `name` stands on the site."""
    return f"figures/{name}.svg"


def inspect(studio: Studio, cache: Cache, *, every_reason: bool = False) -> tuple[list[Figure], World, dict[str, str]]:
    """Every figure with its state, the world as it was seen, and the versions of what draws.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed.
    CacheError
        If the cache cannot be read.
    """
    named = scripts(studio)
    if not named:
        return [], World(studio.root, {}), {}
    records, stamps = cache.read()
    present = cache.present()
    world = World(studio.root, stamps, studio.thorough)
    now = freshness.environment(world)
    figures = []
    for name, path in named.items():
        states = [
            (state, _reasons(state, present, studio.with_png, world, now, every_reason))
            for state in records.get(name, [])
        ]
        fresh = next(((state, reasons) for state, reasons in states if not reasons), None)
        state, reasons = fresh or (states[0] if states else (None, ("it was never drawn",)))
        figures.append(Figure(name, path, studio.relative(path), state, reasons))
    return figures, world, now


def data(studio: Studio) -> list[str]:
    """The files that figures were drawn from last, but for modules; relative to the project's folder.

    Raises
    ------
    CacheError
        If the cache cannot be read.
    """
    records, _ = Cache(studio.cache).read()
    files = [states[0].trace.files.items() for name, states in records.items() if name in scripts(studio)]
    return sorted({path for each in files for path, digest in each if digest})


def _reasons(
    state: Record, present: frozenset[str], with_png: bool, world: World, now: Mapping[str, str], every: bool
) -> tuple[str, ...]:
    """Why the figure of a record would have to be drawn again: the first reason, or every one."""
    if not present.issuperset(state.outputs.values()):
        return ("its picture is not in the cache",)
    if with_png and ".png" not in state.outputs:
        return ("its bitmap, for social cards, was never drawn",)
    reasons = freshness.changes(state, world, now)
    return tuple(reasons if every else islice(reasons, 1))
