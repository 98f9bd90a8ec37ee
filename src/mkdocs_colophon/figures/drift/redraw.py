"""Draws figures twice, cold, in surroundings as different as can be.

A figure that depends on its script, its code and its data alone comes out the same.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.figures import batch
from mkdocs_colophon.figures.drawing.job import Drawn
from mkdocs_colophon.figures.drawing.worker import draw
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.figures.figure_cache import Cache, CacheError, Record
from mkdocs_colophon.figures.inventory import environment
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.processes.isolation import Limits

# 26 hours apart, so that it is never the same day in both; in a notation that needs no file of time zones
FIRST = {"PYTHONHASHSEED": "1", "TZ": "<+14>-14"}
SECOND = {"PYTHONHASHSEED": "2", "TZ": "<-12>12"}
PAUSE = 1.0  # seconds between the two, so that a clock that counts seconds shows

CHANCE = "chance or the clock"
HASHES = "the order of sets, which is another in every process"
PLACE = "the time zone or the day"


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A figure drawn twice.

    Attributes
    ----------
    name : the figure's name.
    script : the path of its script, as messages give it.
    record : what is known of it, unless its script fails.
    files : its files, by what follows its name.
    problem : why the script fails, if it does.
    again : the files of the second drawing, if that is another.
    parts : what the two drawings differ in.
    cause : what that seems to depend on.
    """

    name: str
    script: str
    record: Record | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    problem: Problem | None = None
    again: Mapping[str, bytes] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    cause: str = ""


def redraw(
    settings: FigureSettings, scripts: Mapping[str, Path], jobs: int, done: Callable[[], object] = lambda: None
) -> list[Redrawn]:
    """Draw figures twice, in two orders; nothing is read from the cache and nothing written to it.

    Parameters
    ----------
    scripts : the figures to draw.
    jobs : how many are drawn at once.
    done : called after each drawing.

    Raises
    ------
    Refused
        If NumPy or Matplotlib is not installed.
    """
    if not scripts:
        return []
    now = environment(FileState(settings.root, thorough=True))
    first = _round(settings, scripts, FIRST, jobs, done)
    good = [name for name in scripts if isinstance(first[name], Drawn)]
    time.sleep(PAUSE)
    second = _round(settings, {name: scripts[name] for name in reversed(good)}, SECOND, jobs, done)
    unstable = {n: scripts[n] for n in differing(first, second) if isinstance(second[n], Drawn)}
    causes = _causes(settings, unstable, first, jobs)
    redrawn = []
    for name, script in sorted(scripts.items()):
        path, one, other = settings.relative(script), first[name], second.get(name, first[name])
        if isinstance(one, Drawn) and isinstance(other, Drawn):
            record, differ = batch.record_of(settings, name, one, now), parts(one, other)
            again = other.outputs if differ else {}
            redrawn.append(Redrawn(name, path, record, one.outputs, None, again, differ, causes.get(name, "")))
        else:
            problem = next(each for each in (one, other) if isinstance(each, Problem))
            redrawn.append(Redrawn(name, path, problem=problem))
    return redrawn


def keep(cache: Cache, redrawn: Iterable[Redrawn]) -> None:
    """Take figures into the cache, so that it can be seen later what was accepted; if it cannot be, that is no harm."""
    for each in redrawn:
        if each.record and not each.parts:
            with suppress(CacheError):
                cache.keep(each.record, each.files)


def parts(one: Drawn, other: Drawn) -> tuple[str, ...]:
    """What two drawings of a figure differ in, in words."""
    before, after = one.picture, other.picture
    pairs = {
        "the data that it shows": (before.data, after.data),
        "its values": (repr(before.values), repr(after.values)),
        "its picture": (one.outputs, other.outputs),
        "its words": ((before.alternative, before.description), (after.alternative, after.description)),
    }
    return tuple(words for words, (a, b) in pairs.items() if a != b)


def differing(one: Mapping[str, Drawn | Problem], other: Mapping[str, Drawn | Problem]) -> list[str]:
    """The figures of the second round that are not the same in the first."""
    pairs = {name: (one[name], drawn) for name, drawn in other.items()}
    return [n for n, (a, b) in pairs.items() if not (isinstance(a, Drawn) and isinstance(b, Drawn)) or parts(a, b)]


def _round(
    settings: FigureSettings,
    scripts: Mapping[str, Path],
    variables: Mapping[str, str],
    jobs: int,
    done: Callable[[], object] = lambda: None,
) -> dict[str, Drawn | Problem]:
    if not scripts:
        return {}
    with drawing_executor(jobs, Limits(settings.timeout, settings.memory), variables) as executor:
        futures = {n: executor.submit(draw, batch.job(settings, n, script)) for n, script in scripts.items()}
        for future in futures.values():
            future.add_done_callback(lambda _: done())
        return {name: batch.settled(settings, scripts[name], future) for name, future in futures.items()}


def _causes(
    settings: FigureSettings, scripts: Mapping[str, Path], first: Mapping[str, Drawn | Problem], jobs: int
) -> dict[str, str]:
    """What figures depend on whose two drawings differ: found by drawing them with fewer things changed."""
    fickle = differing(first, _round(settings, scripts, FIRST, jobs))
    rest = {name: script for name, script in scripts.items() if name not in fickle}
    hashed = differing(first, _round(settings, rest, FIRST | {"PYTHONHASHSEED": SECOND["PYTHONHASHSEED"]}, jobs))
    return dict.fromkeys(rest, PLACE) | dict.fromkeys(hashed, HASHES) | dict.fromkeys(fickle, CHANCE)
