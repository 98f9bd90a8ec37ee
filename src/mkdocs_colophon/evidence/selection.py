"""Which tests matter for figures: those nearest to the code that the scripts call."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from mkdocs_colophon.evidence.ledger import Ledger, file_of
from mkdocs_colophon.evidence.source_tree import SourceTree


class Selection:
    """What of the tests in `tests` matters to the figure scripts in `scripts`; all of it if there are no scripts.

    A test on record matters if it ran code in a module that scripts import, however indirectly. Of the others, only the
    nearest matter to each module that a script names: those in files called after it, `test_pooling.py` and
    `test_pooling_gradients.py`; if there are none, those in files that name it, too; or else in files that reach it.
    For nearly every test reaches nearly every module by way of some other.
    """

    def __init__(self, sources: SourceTree, ledger: Ledger, scripts: Path, tests: Iterable[Path]) -> None:
        self._ledger = ledger
        paths = [sources.relative(path.resolve()) for path in scripts.rglob("*.py")]
        self._all = not paths
        reached = {file for path in paths for file in sources.reached(path)}
        self._modules = frozenset(file for file in reached if sources.is_proven(file))
        called = {file for path in paths for file in sources.named(path)} & self._modules
        files = [sources.relative(path.resolve()) for path in tests]
        self._files = frozenset(file for module in called for file in _nearest(module, files, sources))

    def of_file(self, path: str) -> bool:
        """Whether any test in a file can matter."""
        on_record = (test for test in self._ledger.tests if file_of(test) == path)
        return self._all or path in self._files or any(self.of_test(test) for test in on_record)

    def of_test(self, test: str) -> bool:
        """Whether a test matters, by its node id."""
        known = self._ledger.tests.get(test)
        ran = known and any(piece.function and piece.path in self._modules for piece in known.ran)
        return self._all or bool(ran) or file_of(test) in self._files


def _nearest(module: str, tests: Sequence[str], sources: SourceTree) -> Sequence[str]:
    """The files in `tests` that are nearest to `module`."""
    path = PurePosixPath(module)
    name = path.parent.name if path.stem == "__init__" else path.stem
    after = (f"test_{name}.", f"test_{name}_", f"{name}_test.")
    return (
        [file for file in tests if PurePosixPath(file).name.startswith(after) and module in sources.reached(file)]
        or [file for file in tests if module in sources.named(file)]
        or [file for file in tests if module in sources.reached(file)]
    )
