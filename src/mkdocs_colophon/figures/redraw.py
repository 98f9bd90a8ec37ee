"""Draws figures twice, cold, in surroundings as different as can be.

A figure that depends on its script, its code and its data alone comes out the same.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.figures import freshness, render
from mkdocs_colophon.figures.cache import Cache, CacheError
from mkdocs_colophon.figures.executors import process_executor
from mkdocs_colophon.figures.freshness import World
from mkdocs_colophon.figures.isolation import Limits
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.record import Record
from mkdocs_colophon.figures.worker import Drawn, draw
from mkdocs_colophon.problems import Problem

# 26 hours apart, so that it is never the same day in both; in a notation that needs no file of time zones
EAST, WEST = "<+14>-14", "<-12>12"
FIRST = {"PYTHONHASHSEED": "1", "TZ": EAST}
SECOND = {"PYTHONHASHSEED": "2", "TZ": WEST}
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
    studio: Studio,
    scripts: Mapping[str, Path],
    jobs: int,
    *,
    pause: float = PAUSE,
    done: Callable[[], object] = lambda: None,
) -> list[Redrawn]:
    """Draw figures twice, in two orders; nothing is read from the cache and nothing written to it.

    Parameters
    ----------
    scripts : the figures to draw.
    jobs : how many are drawn at once.
    pause : seconds between the two rounds.
    done : called after each drawing.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed.
    """
    if not scripts:
        return []
    now = freshness.environment(World(studio.root, {}))
    first = _round(studio, scripts, FIRST, jobs, done)
    time.sleep(pause)
    second = _round(studio, dict(reversed(list(scripts.items()))), SECOND, jobs, done)
    return [_compared(studio, name, scripts[name], now, first[name], second[name]) for name in sorted(scripts)]


def keep(cache: Cache, redrawn: Iterable[Redrawn]) -> None:
    """Take figures into the cache, so that it can be seen later what was accepted; if it cannot be, that is no harm."""
    for each in redrawn:
        if each.record and not each.parts:
            with suppress(CacheError):
                cache.keep(each.record, each.files)


def differing(one: Drawn, other: Drawn) -> tuple[str, ...]:
    """What two drawings of a figure differ in, in words."""
    pairs = {
        "the data that it shows": (one.data, other.data),
        "its values": (repr(one.values), repr(other.values)),
        "its picture": (one.outputs, other.outputs),
        "its words": ((one.alternative, one.description), (other.alternative, other.description)),
    }
    return tuple(words for words, (before, after) in pairs.items() if before != after)


def _round(
    studio: Studio, scripts: Mapping[str, Path], variables: Mapping[str, str], jobs: int, done: Callable[[], object]
) -> dict[str, Drawn | Problem]:
    with process_executor(jobs, Limits(studio.timeout, studio.memory), variables) as executor:
        futures = {n: executor.submit(draw, render.job(studio, n, script)) for n, script in scripts.items()}
        for future in futures.values():
            future.add_done_callback(lambda _: done())
        return {name: render.settled(studio, scripts[name], future) for name, future in futures.items()}


def _compared(
    studio: Studio, name: str, script: Path, now: Mapping[str, str], one: Drawn | Problem, other: Drawn | Problem
) -> Redrawn:
    path = studio.relative(script)
    for drawn in (one, other):
        if isinstance(drawn, Problem):
            return Redrawn(name, path, problem=drawn)
    assert isinstance(one, Drawn) and isinstance(other, Drawn)
    record = render.record_of(studio, name, one, now)
    if not (parts := differing(one, other)):
        return Redrawn(name, path, record, one.outputs)
    cause = _cause(studio, name, script, one)
    return Redrawn(name, path, record, one.outputs, again=other.outputs, parts=parts, cause=cause)


def _cause(studio: Studio, name: str, script: Path, first: Drawn) -> str:
    """What a figure depends on whose two drawings differ: found by drawing with fewer things changed."""

    def is_other(variables: Mapping[str, str]) -> bool:
        drawn = _round(studio, {name: script}, variables, 1, lambda: None)[name]
        return not isinstance(drawn, Drawn) or bool(differing(first, drawn))

    if is_other(FIRST):
        return CHANCE
    return HASHES if is_other(FIRST | {"PYTHONHASHSEED": SECOND["PYTHONHASHSEED"]}) else PLACE
