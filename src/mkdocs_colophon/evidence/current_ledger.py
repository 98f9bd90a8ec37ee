"""The ledger of tests as it holds for the code of now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_colophon.evidence.ledger import PATH, Ledger, Outcome, file_of, loads
from mkdocs_colophon.evidence.source_tree import SourceTree
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.problems import Problem

_SETTLED: tuple[Outcome, ...] = ("passed", "skipped", "xfailed")  # these need not run again while nothing changes


@dataclass(frozen=True, slots=True)
class CurrentLedger:
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
    def of(cls, ledger: Ledger, sources: SourceTree, versions: Mapping[str, str]) -> "CurrentLedger":
        """The ledger beside the `sources` and the `versions` of now."""
        tests = ledger.tests if ledger.environment == versions else {}
        pieces = {piece for result in tests.values() for piece in result.ran}
        unchanged = {piece for piece in pieces if sources[piece.path].digests.of(piece.function) == piece.digest}
        fresh = {
            name
            for name, result in tests.items()
            if result.ran <= unchanged and result.context == sources.context(file_of(name))
        }
        runs: dict[tuple[str, str], list[tuple[str, tuple[int, ...]]]] = {}
        for name, result in sorted(ledger.tests.items()):
            for piece in result.ran:
                runs.setdefault((piece.path, piece.function), []).append((name, piece.places))
        return cls(ledger, frozenset(fresh), runs)

    def has_to_run(self, test: str) -> bool:
        """Whether a test must run before anything is known of it: it failed, or its record does not hold, or is not."""
        return test not in self.fresh or self.ledger.tests[test].outcome not in _SETTLED


def current_ledger_at(
    root: Path, folders: Iterable[Path], *, thorough: bool = False
) -> tuple[CurrentLedger, SourceTree, list[Problem]]:
    """The recorded evidence of the project at `root` as it holds now, for the code in `folders`, and what is wrong.

    Files of which the file system says that they have not changed are read only if `thorough`.
    """
    ledger, wrong = read(root / PATH)
    state = FileState(root, thorough=thorough)
    sources = SourceTree(root, folders, [Path(path) for path in ledger.paths], state)
    current = CurrentLedger.of(ledger, sources, sources.environment())
    sources.save()
    return current, sources, wrong


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
