"""The project's Python files as they are now, and which of them a file imports."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from mkdocs_colophon.evidence import source_facts
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.evidence.source_facts import SourceFacts
from mkdocs_colophon.freshness.file_state import FileState, once
from mkdocs_colophon.tracing import code
from mkdocs_colophon.tracing.code import Layout
from mkdocs_colophon.tracing.system_paths import OWN
from mkdocs_colophon.tracing.tracer import Ran


class SourceTree:
    """The files below `root`, looked at once each.

    Parameters
    ----------
    root : the project's folder; paths are relative to it.
    folders : the folders of the code that figures call and tests prove.
    others : further folders from which tests import, relative to `root` or not.
    state : the present state of files; without one, all are read.
    """

    def __init__(
        self, root: Path, folders: Iterable[Path], others: Iterable[Path] = (), state: FileState | None = None
    ) -> None:
        self.root = root.resolve()
        self.folders = [(self.root / folder).resolve() for folder in folders]
        self._state = state or FileState(self.root, thorough=True)
        self._paths = list(dict.fromkeys([*self.folders, *((self.root / other).resolve() for other in others)]))

    @once
    def __getitem__(self, path: str) -> SourceFacts:
        """What the code of a file comes to; that of an absent one is empty."""
        known = self._state.derived(path, source_facts.kind(), lambda source: source_facts.facts(source).dumps())
        return SourceFacts.loads(known) if known else source_facts.facts(b"")

    @once
    def layout(self, path: str) -> Layout:
        """Where the statements of a file's functions stand."""
        return source_facts.layout(self._state.source(path))

    def environment(self) -> dict[str, str]:
        """The versions of Python and of the packages that the proven code imports."""
        files = [self.relative(file) for folder in self.folders for file in _python_files(folder)]
        names = {name.partition(".")[0] for file in files for level, name in self[file].imports if not level}
        found = {name: self._state.version(name) for name in sorted(names - sys.stdlib_module_names)}
        # one without a version is a module of the project, or comes in a package of another name
        own = {"python": ".".join(map(str, sys.version_info[:2]))}
        return own | {name: number for name, number in found.items() if number}

    def save(self) -> None:
        """Keep what has been found out of files, so that it need not be found out again."""
        self._state.save()

    def is_proven(self, path: str) -> bool:
        """Whether a file is of the code that tests prove, not of the tests themselves or their helpers."""
        file = self.root / path
        return any(file.is_relative_to(folder) for folder in self.folders) and not file.is_relative_to(OWN)

    def pieces(self, ran: Mapping[str, Ran]) -> frozenset[Piece]:
        """What ran, by resolved path, as pieces of the code as it is now; with the skeleton of each file."""
        found = set()
        for name, each in ran.items():
            path = self.relative(name)
            digests, places = self[path].digests, self.layout(path).places(each.lines)
            found.add(Piece(path, "", digests.skeleton))
            found |= {
                Piece(path, function, digests.of(function), places.get(function, ()))
                for function in each.functions | places.keys()
            }
        return frozenset(found)

    @once  # asked for every test: pathlib takes its time
    def relative(self, path: str | Path) -> str:
        """A resolved path as records name it: below the project's folder, with forward slashes."""
        below = Path(path).is_relative_to(self.root)
        return Path(path).relative_to(self.root).as_posix() if below else Path(path).as_posix()

    @once
    def context(self, test_file: str) -> str:
        """A digest of what a test file stands on, but for the functions that its tests run.

        That is its own code, the `conftest.py` beside and above it, and the modules of the project that any of these
        imports: of proven code their skeletons, since running is recorded; of helpers, all.
        """
        reached = {file for start in (test_file, *self._conftests(test_file)) for file in self.reached(start)}
        return code.digest(*(f"{file} {self._context(file, test_file)}" for file in sorted(reached)))

    def _context(self, file: str, test_file: str) -> str:
        if self._state.digest(file) is None:
            return "absent"
        return self[file].digests.skeleton if self.is_proven(file) and file != test_file else self[file].whole

    def _conftests(self, test_file: str) -> Iterator[str]:
        for folder in (self.root / test_file).parents:
            if folder.is_relative_to(self.root) and (folder / "conftest.py").is_file():
                yield self.relative(folder / "conftest.py")

    @once
    def reached(self, path: str) -> frozenset[str]:
        """`path` and the files that it imports, with the packages in which they stand, and those that they import."""
        found, rest = {path}, [path]
        while rest:
            new = {file for files in self._imports(rest.pop()) for file in files} - found
            found |= new
            rest += new
        return frozenset(found)

    def named(self, path: str) -> set[str]:
        """The files that `path` imports itself and names, as `pooling.py` by ``from nets.pooling import pool``."""
        return {files[-1] for files in self._imports(path)}

    def _imports(self, path: str) -> Iterator[list[str]]:
        """For each import in `path` that the project serves, the files that Python reads for it."""
        here = self.root / path
        for level, name in self[path].imports:
            folders = [here.parents[level - 1]] if level else [*self._paths, here.parent]
            if files := next(filter(None, (self._served(folder, name) for folder in folders)), []):
                yield files

    @once
    def _served(self, folder: Path, name: str) -> list[str]:
        """The files that Python reads to import a dotted name from `folder`; every test file asks for the same few."""
        return [self.relative(file) for file in _files(str(folder), name.split("."))]


def module_name(path: str, folders: Iterable[str]) -> str:
    """The dotted name of the module in the file at `path`.

    >>> module_name("src/convnets/pooling.py", ["src"]), module_name("src/convnets/__init__.py", ["src"])
    ('convnets.pooling', 'convnets')
    """
    file = PurePosixPath(path)
    folder = next((folder for folder in folders if file.is_relative_to(folder)), ".")
    return ".".join(file.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def _files(folder: str, names: list[str]) -> Iterator[str]:
    """The files that Python reads to import a dotted name from `folder`, as far as they are there."""
    for name in names:
        module = os.path.join(folder, name)
        if os.path.isfile(package := os.path.join(module, "__init__.py")):
            yield package
        elif os.path.isfile(f"{module}.py"):
            yield f"{module}.py"
            return
        elif not os.path.isdir(module):
            return
        folder = module


def _python_files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*.py"):
        parts = file.relative_to(folder).parts
        if not file.is_relative_to(OWN) and not any(
            part.startswith(".") or part in ("site-packages", "node_modules") for part in parts
        ):
            yield file
