"""What tests prove about a figure: which of them ran the code that it ran, how that went, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mkdocs_colophon.evidence.current_ledger import CurrentLedger
from mkdocs_colophon.evidence.ledger import Piece, ranges
from mkdocs_colophon.evidence.source_tree import SourceTree, module_name
from mkdocs_colophon.problems import Problem

_WRITE = "write a test that does, or run `pytest --colophon` if there is one"
_CHANGED = "whose tests have not run since something changed"
_RUN = "run `pytest --colophon-stale`"


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
        module=module_name(piece.path, map(sources.relative, sources.folders)),
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


def problems(evidence: Evidence, current: CurrentLedger) -> list[Problem]:
    """What is wrong with the evidence for a figure, to be placed at its script; nothing if all is proven."""
    if evidence.functions and not current.ledger.tests:
        return [Problem("FIG020", "no test is recorded as evidence for the figure", "run `pytest --colophon`")]
    found = {status: [each for each in evidence.functions if each.status == status] for status in Status}
    failing, none, stale = found[Status.FAILING], found[Status.NONE], found[Status.STALE]
    # one cause can have many functions as its effect: they are told together
    return [
        *([_failing(failing)] if failing else []),
        *([Problem("FIG022", f"the figure ran {_named(none)}, which no passing test runs", _WRITE)] if none else []),
        *(_untested(function) for function in found[Status.UNTESTED]),
        *([Problem("FIG024", f"the figure ran {_named(stale)}, {_CHANGED}", _RUN)] if stale else []),
    ]


def _failing(functions: Sequence[Function]) -> Problem:
    tests = sorted({test for function in functions for test in function.failing})
    return Problem("FIG021", f"the figure ran {_named(functions)}, which tests find wrong: {_few(tests)}")


def _untested(function: Function) -> Problem:
    text = f"the figure ran {_lines(function.untested)} of {function} that no passing test runs"
    return Problem("FIG023", text, f"{_WRITE}; see {function.path}:{function.untested[0]}")


def _named(functions: Sequence[Function]) -> str:
    return _few([str(function) for function in functions])


def _few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are.

    >>> _few(["a", "b", "c", "d", "e"]), _few(["a"])
    ('a, b, c and 2 more', 'a')
    """
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _lines(lines: Iterable[int]) -> str:
    """
    >>> _lines([12, 13, 14, 17]), _lines([3])
    ('lines 12-14 and 17', 'line 3')
    """
    numbers = sorted(set(lines))
    parts = ranges(numbers).split(",")
    text = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"line{'s' if len(numbers) > 1 else ''} {text}"
