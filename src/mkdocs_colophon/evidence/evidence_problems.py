"""What is wrong with the evidence for a figure, as its author is told."""

from collections.abc import Iterable, Sequence

from mkdocs_colophon.evidence.current_ledger import CurrentLedger
from mkdocs_colophon.evidence.evidence import Evidence, Function, Status
from mkdocs_colophon.evidence.ledger import ranges
from mkdocs_colophon.problems import Problem

_WRITE = "write a test that does, or run `pytest --colophon` if there is one"
_CHANGED = "whose tests have not run since something changed"
_RUN = "run `pytest --colophon-stale`"


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
