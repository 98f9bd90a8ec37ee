"""A project of figure scripts, drawn without a site: `project.draw({"figures_src/a.py": "…"})` writes and draws."""

import textwrap
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_colophon.figures.batch import Batch, Outcome
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.figures.figure_cache import Cache, Record
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.processes.isolation import Limits

LIMITS = Limits(timeout=10, memory=2 << 30)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with scripts, and what draws them."""

    root: Path
    executor: Executor

    @property
    def settings(self) -> FigureSettings:
        return FigureSettings(
            self.root,
            self.root / "figures_src",
            self.root / ".cache/figures",
            (self.root / "src",),
            LIMITS.timeout,
            LIMITS.memory,
        )

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else textwrap.dedent(content).lstrip("\n").encode()
            path.write_bytes(data)

    def outcomes(self, files: Mapping[str, str | bytes] | None = None) -> dict[str, Outcome]:
        """What becomes of each figure after `files` are written."""
        self.write(files or {})
        return {outcome.name: outcome for outcome in Batch(self.settings, lambda: self.executor).finish()}

    def draw(self, files: Mapping[str, str | bytes] | None = None) -> set[str]:
        """The figures that are drawn after `files` are written; none may fail."""
        outcomes = self.outcomes(files)
        assert [str(outcome.problem) for outcome in outcomes.values() if outcome.problem] == []
        return {name for name, outcome in outcomes.items() if outcome.drawn}

    def record(self, name: str) -> Record:
        """The record of a figure that was used last."""
        return Cache(self.settings.cache).read()[name][0]

    def output(self, name: str, suffix: str = ".svg") -> bytes:
        return Cache(self.settings.cache).path(self.record(name).outputs[suffix]).read_bytes()


@pytest.fixture(scope="session")
def executor() -> Iterator[Executor]:
    with drawing_executor(2, LIMITS) as executor:
        yield executor


@pytest.fixture
def project(tmp_path: Path, executor: Executor) -> Project:
    return Project(tmp_path, executor)


@pytest.fixture
def script() -> str:
    """A figure script that shows the text TEXT, which it takes from what stands before it."""
    return SCRIPT


SCRIPT = '''
"""Shows a text."""
from matplotlib.figure import Figure
{above}
def draw():
    figure = Figure(figsize=(1, 1))
    figure.text(0, 0, str(read()))
    return figure
'''
