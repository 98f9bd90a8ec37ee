"""What tests prove about a figure: which of them ran the code that the figure ran, and how that went."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from mkdocs_colophon.evidence.current_ledger import CurrentLedger
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.evidence.source_tree import SourceTree


class Status(IntEnum):
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
    status : what that comes to.
    """

    path: str
    module: str
    name: str
    line: int
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    untested: tuple[int, ...] = ()
    status: Status = Status.PROVEN

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of all functions that a figure ran; of a figure that runs no code of the project, nothing."""

    functions: tuple[Function, ...] = ()

    @property
    def status(self) -> Status:
        return max((function.status for function in self.functions), default=Status.NONE)

    @property
    def tests(self) -> tuple[str, ...]:
        """The passing tests that ran any of it."""
        return tuple(sorted({test for function in self.functions for test in function.passing}))


def evidence_for(ran: Iterable[Piece], current: CurrentLedger, sources: SourceTree) -> Evidence:
    """What tests prove about a figure that `ran` these pieces of the project's code."""
    pieces = sorted(piece for piece in ran if piece.function and sources.is_proven(piece.path))
    return Evidence(tuple(_function(piece, current, sources) for piece in pieces))


def needed(ran: Iterable[Piece], current: CurrentLedger) -> frozenset[str]:
    """The recorded tests that have to run before `evidence_for` can say what figures that `ran` this are worth.

    Tests that have never been recorded are not known here.
    """
    tests = {name for piece in ran if piece.function for name, _ in current.runs.get((piece.path, piece.function), ())}
    return frozenset(name for name in tests if current.has_to_run(name))


def _function(piece: Piece, current: CurrentLedger, sources: SourceTree) -> Function:
    tests = dict(current.runs.get((piece.path, piece.function), ()))
    outcomes = {name: current.ledger.tests[name].outcome for name in tests.keys() & current.fresh}
    passing = [name for name, outcome in sorted(outcomes.items()) if outcome == "passed"]
    failing = [name for name, outcome in sorted(outcomes.items()) if outcome == "failed"]
    stale = sorted(tests.keys() - outcomes.keys())
    left = set(piece.places).difference(*(tests[name] for name in passing))
    lines = sources[piece.path].lines.get(piece.function, ())
    return Function(
        path=piece.path,
        module=_module_name(piece.path, sources),
        name=piece.function,
        line=lines[0] if lines else 0,
        passing=tuple(passing),
        failing=tuple(failing),
        stale=tuple(stale),
        untested=tuple(lines[place] for place in sorted(left) if place < len(lines)),
        status=_status(bool(passing), bool(failing), bool(stale), bool(left)),
    )


def _status(passing: bool, failing: bool, stale: bool, left: bool) -> Status:
    if failing:
        return Status.FAILING
    if passing and not left:
        return Status.PROVEN
    if stale:
        return Status.STALE
    return Status.UNTESTED if passing else Status.NONE


def _module_name(path: str, sources: SourceTree) -> str:
    """The dotted name of the module at `path`."""
    file = sources.root / path
    folder = next((folder for folder in sources.folders if file.is_relative_to(folder)), sources.root)
    names = file.relative_to(folder).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)
