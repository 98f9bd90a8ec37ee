"""The ledger of tests: which ran what, with which outcome, on which state of the code. Kept in `evidence.json`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

VERSION = 1
PATH = ".cache/colophon/evidence.json"

Outcome = Literal["passed", "failed", "skipped", "xfailed", "xpassed"]


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Code that a test ran, as it was then.

    Attributes
    ----------
    path : the file, relative to the project's folder, with forward slashes.
    function : by `__qualname__`; empty for the skeleton of the file.
    digest : as in `code.Digests`.
    places : the statements of the function that ran, as in `code.Layout`.
    """

    path: str
    function: str
    digest: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The last run of a test.

    Attributes
    ----------
    outcome : what became of it, in pytest's words.
    context : digest of the test's file, and of the files of the project that this file reads.
    ran : the code that it ran.
    """

    outcome: Outcome
    context: str
    ran: frozenset[Piece] = frozenset()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of all tests.

    Attributes
    ----------
    environment : the versions under which they ran.
    tests : their results by pytest's node id.
    paths : folders from which they import, besides those of the code that they prove.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    tests: Mapping[str, Result] = field(default_factory=dict)
    paths: tuple[str, ...] = ()

    def merged(self, new: "Ledger", collected: Iterable[str] = (), whole: Iterable[str] = ()) -> "Ledger":
        """This ledger with the tests of a `new` run; of the test files seen `whole`, only the tests `collected` stay.

        Tests that ran under other versions are forgotten.
        """
        known, seen = set(collected) | set(new.tests), set(whole)
        kept = {name: test for name, test in self.tests.items() if name in known or file_of(name) not in seen}
        kept = kept if self.environment == new.environment else {}
        return Ledger(new.environment, kept | dict(new.tests), new.paths)


def file_of(test: str) -> str:
    """The file of a test, from its node id.

    >>> file_of("tests/test_pooling.py::TestMax::test_stride[2::2]")
    'tests/test_pooling.py'
    """
    return test.partition("::")[0]


def loads(text: str) -> Ledger:
    """The ledger that `dumps` has written.

    Raises
    ------
    ValueError
        If the text is something else, or of another version.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("no ledger of tests" if not isinstance(data, dict) else "a ledger of another version")
    try:
        pieces = [Piece(path, function, digest, _places(places)) for path, function, digest, places in data["code"]]
        tests = {
            name: Result(outcome, context, frozenset([pieces[number] for number in ran]))
            for name, (outcome, context, ran) in data["tests"].items()
        }
        return Ledger(dict(data["environment"]), tests, tuple(data["paths"]))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"a broken ledger of tests: {type(error).__name__} {error}") from error


def dumps(ledger: Ledger) -> str:
    """The ledger as JSON, sorted, with each piece of code once."""
    pieces = sorted({piece for test in ledger.tests.values() for piece in test.ran})
    numbers = {piece: number for number, piece in enumerate(pieces)}
    code = [[piece.path, piece.function, piece.digest, ranges(piece.places)] for piece in pieces]
    tests = {
        name: [test.outcome, test.context, sorted(numbers[piece] for piece in test.ran)]
        for name, test in sorted(ledger.tests.items())
    }
    environment = dict(sorted(ledger.environment.items()))
    data = {"version": VERSION, "environment": environment, "paths": ledger.paths, "code": code, "tests": tests}
    return json.dumps(data, separators=(",", ":"))


def ranges(places: Sequence[int]) -> str:
    """Sorted numbers in short.

    >>> ranges((0, 1, 2, 5))
    '0-2,5'
    """
    starts = [place for place in places if place - 1 not in places]
    ends = [place for place in places if place + 1 not in places]
    return ",".join(f"{start}-{end}" if end > start else str(start) for start, end in zip(starts, ends, strict=True))


def _places(ranges: str) -> tuple[int, ...]:
    bounds = [part.partition("-") for part in ranges.split(",") if part]
    return tuple(place for start, _, end in bounds for place in range(int(start), int(end or start) + 1))
