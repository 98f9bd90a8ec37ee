"""What tests prove about a figure: which of them ran the code that the figure ran, and how that went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path, PurePosixPath

from mkdocs_colophon.figures.ledger import PATH, Ledger, Outcome, Piece, file_of, loads
from mkdocs_colophon.figures.notes import PATH as NOTES
from mkdocs_colophon.figures.notes import Notes
from mkdocs_colophon.figures.sources import Project, environment
from mkdocs_colophon.problems import Problem

_SETTLED: tuple[Outcome, ...] = ("passed", "skipped", "xfailed")  # these need not run again while nothing changes


class Verdict(IntEnum):
    """What can be said of code that a figure ran, from good to bad."""

    PROVEN = 0
    STALE = 1
    UNTESTED = 2
    NONE = 3
    FAILING = 4


@dataclass(frozen=True, slots=True)
class Function:
    """A function that a figure ran.

    Attributes
    ----------
    path : its file, relative to the project's folder.
    module, name : the module's dotted name, and the function's in it.
    line : where its first statement stands now; 0 if it has none of its own, as a lambda.
    passing, failing, stale : the tests that ran it: what has become of them, and those of which that is not known since
        something has changed.
    untested : the lines that the figure ran and that no passing test runs.
    verdict : what that comes to.
    """

    path: str
    module: str
    name: str
    line: int
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    untested: tuple[int, ...] = ()
    verdict: Verdict = Verdict.PROVEN

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of all functions that a figure ran; of a figure that runs no code of the project, nothing."""

    functions: tuple[Function, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return max((function.verdict for function in self.functions), default=Verdict.NONE)

    @property
    def tests(self) -> tuple[str, ...]:
        """The passing tests that ran any of it."""
        return tuple(sorted({test for function in self.functions for test in function.passing}))


@dataclass(frozen=True, slots=True)
class Bench:
    """The ledger as it holds for the code of now.

    Attributes
    ----------
    ledger : all that has been recorded.
    fresh : the tests that would run today what the ledger says, because nothing that they stand on has changed.
    runs : by file and function, the tests that ran it, and which of its statements.
    """

    ledger: Ledger
    fresh: frozenset[str]
    runs: Mapping[tuple[str, str], Sequence[tuple[str, tuple[int, ...]]]]

    @classmethod
    def of(cls, ledger: Ledger, project: Project, versions: Mapping[str, str]) -> "Bench":
        """The ledger beside the `project` and the `versions` of now."""
        tests = ledger.tests if ledger.environment == versions else {}
        pieces = {piece for result in tests.values() for piece in result.ran}
        current = {piece for piece in pieces if project[piece.path].digests.of(piece.function) == piece.digest}
        contexts = {file: project.context(file) for file in {file_of(name) for name in tests}}
        fresh = [
            name
            for name, result in tests.items()
            if result.ran <= current and result.context == contexts[file_of(name)]
        ]
        runs: dict[tuple[str, str], list[tuple[str, tuple[int, ...]]]] = {}
        for name, result in sorted(ledger.tests.items()):
            for piece in result.ran:
                runs.setdefault((piece.path, piece.function), []).append((name, piece.places))
        return cls(ledger, frozenset(fresh), runs)

    def has_to_run(self, test: str) -> bool:
        """Whether a test must run before anything is known of it: it failed, or its record does not hold, or is not."""
        return test not in self.fresh or self.ledger.tests[test].outcome not in _SETTLED


def bench_at(root: Path, folders: Iterable[Path], *, thorough: bool = False) -> tuple[Bench, Project, list[Problem]]:
    """The recorded evidence of the project at `root` as it holds now, for the code in `folders`, and what is wrong.

    Files of which the file system says that they have not changed are read only if `thorough`.
    """
    ledger, wrong = read(root / PATH)
    notes = Notes(root / NOTES, thorough=thorough)
    project = Project(root, folders, [Path(path) for path in ledger.paths], notes)
    bench = Bench.of(ledger, project, environment(project))
    project.note()
    return bench, project, wrong


def evidence_for(ran: Iterable[Piece], bench: Bench, project: Project) -> Evidence:
    """What tests prove about a figure that `ran` these pieces of the project's code."""
    pieces = sorted(piece for piece in ran if piece.function and project.is_proven(piece.path))
    return Evidence(tuple(_function(piece, bench, project) for piece in pieces))


def needed(ran: Iterable[Piece], bench: Bench) -> frozenset[str]:
    """The recorded tests that have to run before `evidence_for` can say what figures that `ran` this are worth.

    Tests that have never been recorded are not known here.
    """
    tests = {name for piece in ran if piece.function for name, _ in bench.runs.get((piece.path, piece.function), ())}
    return frozenset(name for name in tests if bench.has_to_run(name))


def _function(piece: Piece, bench: Bench, project: Project) -> Function:
    tests = dict(bench.runs.get((piece.path, piece.function), ()))
    outcomes = {name: bench.ledger.tests[name].outcome for name in tests.keys() & bench.fresh}
    passing = [name for name, outcome in sorted(outcomes.items()) if outcome == "passed"]
    failing = [name for name, outcome in sorted(outcomes.items()) if outcome == "failed"]
    stale = sorted(tests.keys() - outcomes.keys())
    left = set(piece.places).difference(*(tests[name] for name in passing))
    lines = project[piece.path].lines.get(piece.function, ())
    return Function(
        path=piece.path,
        module=module_name(piece.path, project),
        name=piece.function,
        line=lines[0] if lines else 0,
        passing=tuple(passing),
        failing=tuple(failing),
        stale=tuple(stale),
        untested=tuple(lines[place] for place in sorted(left) if place < len(lines)),
        verdict=_verdict(bool(passing), bool(failing), bool(stale), bool(left)),
    )


def _verdict(passing: bool, failing: bool, stale: bool, left: bool) -> Verdict:
    if failing:
        return Verdict.FAILING
    if passing and not left:
        return Verdict.PROVEN
    if stale:
        return Verdict.STALE
    return Verdict.UNTESTED if passing else Verdict.NONE


def module_name(path: str, project: Project) -> str:
    """The dotted name of the module at `path`."""
    file = project.root / path
    folder = next((folder for folder in project.folders if file.is_relative_to(folder)), project.root)
    names = PurePosixPath(Path(file).relative_to(folder).with_suffix("").as_posix()).parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def read(path: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger at `path`, and what is wrong with it; an empty one if it is not there or cannot be read."""
    try:
        return loads(path.read_text("utf-8")), []
    except FileNotFoundError:
        return Ledger(), []
    except (OSError, ValueError) as error:
        return Ledger(), [
            Problem("FIG025", f"the recorded evidence cannot be read: {error}", "run `pytest --colophon`")
        ]
