"""Brings the figures of a site up to date: finds the stale ones, has them drawn, says what is wrong with scripts."""

from collections.abc import Callable, Container, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from mkdocs_colophon.figures import failures, placeholder
from mkdocs_colophon.figures.drawing.job import Drawn, Failure, Job
from mkdocs_colophon.figures.drawing.script import NO_WORDS, described
from mkdocs_colophon.figures.drawing.worker import draw
from mkdocs_colophon.figures.figure_cache import Cache, CacheError, Record
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery, uri
from mkdocs_colophon.figures.inventory import Figure, inspect
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.processes.isolation import Ended

UNKNOWN = float("inf")  # seconds that a figure may take that has never been drawn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one figure.

    Attributes
    ----------
    name : the figure's name.
    figure : as pages show it: new, fresh or, if the script fails, the last good one.
    drawn : whether it was drawn just now.
    problem : why the script fails, if it does.
    remarks : what else is wrong with the figure.
    """

    name: str
    figure: DrawnFigure | None = None
    drawn: bool = False
    problem: Problem | None = None
    remarks: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*([self.problem] if self.problem else []), *self.remarks)


class Batch:
    """The figures of one build, those that are stale being drawn already.

    Parameters
    ----------
    settings : where they are drawn and with what.
    executor : gives what draws; called only if there is something to draw.
    only : the names of the figures to bring up to date; all, if it is None.

    Raises
    ------
    Refused
        If NumPy or Matplotlib is not installed.
    CacheError
        If the cache cannot be read.
    """

    def __init__(
        self, settings: FigureSettings, executor: Callable[[], Executor], only: Container[str] | None = None
    ) -> None:
        self._settings, self._cache, self._whole = settings, Cache(settings.cache), only is None
        figures, self._state, self._now = inspect(settings, self._cache)
        self.figures = [figure for figure in figures if only is None or figure.name in only]
        stale = sorted((figure for figure in self.figures if figure.reasons), key=_seconds, reverse=True)
        self._futures: dict[Future[Drawn | Failure], Figure] = {
            executor().submit(draw, job(settings, figure.name, figure.script)): figure for figure in stale
        }

    @property
    def stale(self) -> int:
        """How many figures are being drawn."""
        return len(self._futures)

    def finish(self, done: Callable[[Outcome], object] = lambda outcome: None) -> list[Outcome]:
        """Wait for the figures, take them into the cache, and give what became of each, sorted by name.

        `done` is called with each figure that was stale as soon as it is finished.

        Raises
        ------
        CacheError
            If the cache cannot be written.
        """
        outcomes = []
        for future in as_completed(self._futures):
            outcomes.append(self._outcome(self._futures[future], future))
            done(outcomes[-1])
        outcomes += [self._fresh(figure) for figure in self.figures if not figure.reasons]
        self._tidy()
        return sorted(outcomes, key=lambda outcome: outcome.name)

    def _outcome(self, figure: Figure, future: "Future[Drawn | Failure]") -> Outcome:
        drawn = settled(self._settings, figure.script, future)
        if isinstance(drawn, Problem):
            return self._failed(figure, drawn)
        record = self._cache.keep(record_of(self._settings, figure.name, drawn, self._now), drawn.outputs)
        return self._good(figure, record, drawn=True)

    def _fresh(self, figure: Figure) -> Outcome:
        """A figure that need not be drawn. If its text is another nonetheless, so may be its words."""
        assert figure.record
        current = _refreshed(figure.record, figure.path, self._state)
        if not current.picture.alternative:
            return self._failed(figure, failures.of_script(self._settings, figure.path, Failure(NO_WORDS)))
        if current != figure.record:
            self._cache.keep(current, {}, instead=figure.record)
        return self._good(figure, current)

    def _good(self, figure: Figure, current: Record, drawn: bool = False) -> Outcome:
        shown = current.figure(self._cache.pictures)
        large = failures.overrun(shown.files[".svg"], self._settings.size, figure.script, figure.path)
        return Outcome(figure.name, shown, drawn, remarks=(large,) if large else ())

    def _failed(self, figure: Figure, problem: Problem) -> Outcome:
        last = figure.record.figure(self._cache.pictures) if figure.record else None
        return Outcome(figure.name, last, problem=problem)

    def _tidy(self) -> None:
        """Note what has been learned, and sweep once there is something new."""
        if self._futures or self._state.learned:
            used = [figure.record for figure in self.figures if figure.record and not figure.reasons]
            with suppress(CacheError):  # then the next build looks more closely, that is all
                self._cache.note(used)
        if self._futures and self._whole:
            self._cache.sweep()


def collected(outcomes: Sequence[Outcome], gallery: Gallery, *, stale: bool) -> Gallery:
    """`gallery` with the figures of `outcomes`; where `stale` ones may be shown, something in the place of each."""
    figures = {}
    for outcome in outcomes:
        if outcome.figure and (stale or not outcome.problem):
            figures[uri(outcome.name)] = outcome.figure
        elif stale and outcome.problem:
            figures[uri(outcome.name)] = placeholder.figure(outcome.name, outcome.problem)
    failed = frozenset(uri(outcome.name) for outcome in outcomes) - figures.keys()
    outdated = {uri(outcome.name): str(outcome.problem) for outcome in outcomes if stale and outcome.problem}
    return replace(gallery, figures=figures, failed=failed, outdated=outdated)


def _seconds(figure: Figure) -> float:
    return figure.record.picture.seconds if figure.record else UNKNOWN


def job(settings: FigureSettings, name: str, script: Path) -> Job:
    """What a process has to know to draw a figure."""
    common = {each.name: getattr(settings, each.name) for each in fields(Job) if each.name not in ("name", "script")}
    return Job(name, script, **common)


def settled(settings: FigureSettings, script: Path, future: "Future[Drawn | Failure]") -> Drawn | Problem:
    """What a process has drawn, or why it has not, as soon as it is finished."""
    path = settings.relative(script)
    try:
        drawn = future.result()
    except Ended as ended:
        return failures.of_process(settings, path, ended)
    except (BrokenExecutor, OSError, RuntimeError) as error:
        return failures.of_executor(path, error)
    return failures.of_script(settings, path, drawn) if isinstance(drawn, Failure) else drawn


def record_of(settings: FigureSettings, name: str, drawn: Drawn, now: Mapping[str, str]) -> Record:
    """A figure that was drawn with the versions `now`, as it is kept."""
    return Record(
        name,
        drawn.picture,
        outputs={suffix: _output_name(suffix, content) for suffix, content in drawn.outputs.items()},
        environment=now,
        trace=drawn.trace.relative(lambda path: settings.relative(Path(path))),
    )


def _output_name(suffix: str, content: bytes) -> str:
    """What a file is called in the cache: after its bytes.

    >>> _output_name(".dark.svg", b"")
    'e3b0c44298fc1c149afbf4c8996fb924.svg'
    """
    return f"{sha256(content).hexdigest()[:32]}.{suffix.rpartition('.')[2]}"


def _refreshed(old: Record, script: str, state: FileState) -> Record:
    """A record with the present texts of its modules, and the words of the script as it is now."""
    modules = {path: replace(module, digest=state.digest(path) or "") for path, module in old.trace.modules.items()}
    if modules == old.trace.modules:
        return old
    alternative, description = described(state.source(script))
    picture = replace(old.picture, alternative=alternative, description=description)
    return replace(old, picture=picture, trace=replace(old.trace, modules=modules))
