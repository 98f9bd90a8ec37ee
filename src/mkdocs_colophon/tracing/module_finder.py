"""How the modules of a project are imported where a figure is drawn: from their source, and in sight of a watcher."""

import os
from contextlib import AbstractContextManager
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
)
from types import ModuleType
from typing import Any, Protocol


class Watcher(Protocol):
    """Who is told of modules: by absolute path the text of each that is imported, and where one was looked for."""

    sources: dict[str, bytes]

    def seek(self, folder: str, name: str) -> None: ...

    def quiet(self) -> AbstractContextManager[None]: ...


class Finder(FileFinder):
    """Finds modules of the project, and notes where there are none."""

    def __init__(self, path: str, watcher: Watcher) -> None:
        def loader(name: str, path: str) -> "Loader":
            return Loader(name, path, watcher)

        super().__init__(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (loader, SOURCE_SUFFIXES))  # type: ignore[arg-type]
        self._watcher = watcher

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        with self._watcher.quiet():
            spec = super().find_spec(fullname, target)
        if spec is None or spec.loader is None:
            self._watcher.seek(str(self.path), fullname.rpartition(".")[2])
        return spec


class Loader(SourceFileLoader):
    """Loads a module of the project from its source, and keeps that."""

    def __init__(self, name: str, path: str, watcher: Watcher) -> None:
        super().__init__(name, path)
        self._watcher = watcher

    def path_stats(self, path: str) -> Any:
        # so the compiled file is neither read nor written: it counts as current if the source has the same size and was
        # changed in the same second, and that is how a figure would go stale
        raise OSError

    def get_data(self, path: str) -> bytes:
        if path != self.path:
            return super().get_data(path)
        with self._watcher.quiet():
            data = super().get_data(path)
        self._watcher.sources[os.path.abspath(path)] = data
        return data
