"""The project's Python files as they are now: their digests, their layouts, and which of them a file imports."""

import ast
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.freshness.source_cache import Facts, Notes
from mkdocs_colophon.tracing.code import Digests, Layout, digests, layout
from mkdocs_colophon.tracing.observers import GENERATOR
from mkdocs_colophon.tracing.tracer import Ran


class Source:
    """One file; absent and broken files have an empty layout and a digest of their own."""

    def __init__(self, path: Path, known: Facts | None = None) -> None:
        self._path, self._known = path, known

    @cached_property
    def _text(self) -> str | None:
        return self._path.read_text("utf-8", "replace") if self._path.is_file() else None

    @property
    def facts(self) -> Facts | None:
        """All that is worth noting; None if that was known, or there is no such file."""
        return None if self._known or self._text is None else Facts(self.digests, self.imports, self.lines)

    @cached_property
    def digests(self) -> Digests:
        if self._known:
            return self._known.digests
        try:
            return digests(self._text or "")
        except (SyntaxError, ValueError, RecursionError):
            return Digests(digest([self._text or ""]), {})

    @cached_property
    def layout(self) -> Layout:
        try:
            return layout(self._text or "")
        except (SyntaxError, ValueError, RecursionError):
            return Layout({}, {})

    @cached_property
    def lines(self) -> Mapping[str, tuple[int, ...]]:
        """By function, the first line of each of its statements."""
        return self._known.lines if self._known else self.layout.lines

    @cached_property
    def whole(self) -> str:
        """A digest of all its code; of its text, if it is not Python."""
        if not self._known and self._text is None:
            return "absent"
        return digest([self.digests.skeleton, *map(str, sorted(self.digests.functions.items()))])

    @cached_property
    def imports(self) -> frozenset[tuple[int, str]]:
        """The dotted names it may import, wherever it does, and how many dots come before each."""
        if self._known:
            return self._known.imports
        try:
            nodes = list(ast.walk(ast.parse(self._text or "")))
        except (SyntaxError, ValueError, RecursionError):
            return frozenset()
        plain = {(0, alias.name) for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        origins = [(node, node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)]
        members = {(node.level, f"{name}.{each.name}".lstrip(".")) for node, name in origins for each in node.names}
        return frozenset(plain | members)


class Project:
    """The files below `root`, read once each.

    Parameters
    ----------
    root : the project's folder; paths are relative to it.
    folders : the folders of the code that figures call and tests prove.
    others : further folders from which tests import, relative to `root` or not.
    notes : what is known of files from before.
    """

    def __init__(
        self, root: Path, folders: Iterable[Path], others: Iterable[Path] = (), notes: Notes | None = None
    ) -> None:
        self._notes = notes
        self.root = root.resolve()
        self.folders = [(self.root / folder).resolve() for folder in folders]
        self._paths = list(dict.fromkeys([*self.folders, *((self.root / other).resolve() for other in others)]))
        self._names: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        self._reached: dict[str, frozenset[str]] = {}
        self._files: dict[tuple[Path, str], list[str]] = {}

    def __getitem__(self, path: str) -> Source:
        if path not in self._sources:
            file = self.root / path
            self._sources[path] = Source(file, self._notes.of(file) if self._notes else None)
        return self._sources[path]

    def note(self) -> None:
        """Keep what was found out, so that it need not be found out again."""
        if self._notes:
            for path, source in self._sources.items():
                if facts := source.facts:
                    self._notes.add(self.root / path, facts)
            self._notes.save()

    def is_proven(self, path: str) -> bool:
        """Whether a file is of the code that tests prove, not of the tests themselves or their helpers."""
        file = self.root / path
        return any(file.is_relative_to(folder) for folder in self.folders) and not file.is_relative_to(GENERATOR)

    def pieces(self, ran: Mapping[str, Ran]) -> frozenset[Piece]:
        """What ran, by resolved path, as pieces of the code as it is now; with the skeleton of each file."""
        found = set()
        for name, each in ran.items():
            path = self.relative(name)
            source = self[path]
            places = source.layout.places(each.lines)
            found.add(Piece(path, "", source.digests.skeleton))
            found |= {
                Piece(path, function, source.digests.of(function), places.get(function, ()))
                for function in each.functions | places.keys()
            }
        return frozenset(found)

    def relative(self, path: str | Path) -> str:
        """A resolved path as records name it: below the project's folder, with forward slashes."""
        name = str(path)
        if name not in self._names:  # asked for every test: pathlib takes its time
            below = Path(path).is_relative_to(self.root)
            self._names[name] = Path(path).relative_to(self.root).as_posix() if below else Path(path).as_posix()
        return self._names[name]

    def context(self, test_file: str) -> str:
        """A digest of what a test file stands on, but for the functions that its tests run.

        That is its own code, the `conftest.py` beside and above it, and the modules of the project that any of these
        imports: of proven code their skeletons, since running is recorded; of helpers, all.
        """
        reached = {file for start in (test_file, *self._conftests(test_file)) for file in self.reached(start)}
        parts = [
            f"{file} {self[file].digests.skeleton if self.is_proven(file) and file != test_file else self[file].whole}"
            for file in sorted(reached)
        ]
        return digest(parts)

    def _conftests(self, test_file: str) -> Iterator[str]:
        for folder in (self.root / test_file).parents:
            if folder.is_relative_to(self.root) and (folder / "conftest.py").is_file():
                yield self.relative(folder / "conftest.py")

    def reached(self, path: str) -> frozenset[str]:
        """`path` and the files that it imports, and those that they import."""
        if path not in self._reached:
            found, rest = {path}, [path]
            while rest:
                new = self.imported(rest.pop()) - found
                found |= new
                rest += new
            self._reached[path] = frozenset(found)
        return self._reached[path]

    def imported(self, path: str) -> set[str]:
        """The files that `path` imports itself, and the packages in which they stand."""
        return {file for files in self._imports(path) for file in files}

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

    def _served(self, folder: Path, name: str) -> list[str]:
        """The files that Python reads to import a dotted name from `folder`; every test file asks for the same few."""
        if (folder, name) not in self._files:
            self._files[folder, name] = [self.relative(file) for file in _files(str(folder), name.split("."))]
        return self._files[folder, name]


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


def environment(project: Project) -> dict[str, str]:
    """The versions of Python and of the packages that the proven code imports."""
    files = [file for folder in project.folders for file in _python_files(folder)]
    names = {
        name.partition(".")[0] for file in files for level, name in project[project.relative(file)].imports if not level
    }
    return {
        "python": ".".join(map(str, sys.version_info[:2])),
        **dict(sorted(_installed(names - sys.stdlib_module_names))),
    }


def _python_files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*.py"):
        parts = file.relative_to(folder).parts
        if not file.is_relative_to(GENERATOR) and not any(
            part.startswith(".") or part in ("site-packages", "node_modules") for part in parts
        ):
            yield file


def _installed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, version(name)
        except PackageNotFoundError:  # a module of the project, or one that comes in a package of another name
            continue


def digest(parts: Iterable[str]) -> str:
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
