"""How the modules of a project are imported in a run: from their source, and in sight of a monitor."""

import os
import sys
from contextlib import AbstractContextManager
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
)
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any, Protocol


class ImportMonitor(Protocol):
    """Who is told of modules: by absolute path the text of each that is imported, and where one was looked for."""

    sources: dict[str, bytes]

    def seek(self, folder: str, name: str) -> None: ...

    def quiet(self) -> AbstractContextManager[None]: ...


class Finder(FileFinder):
    """Finds modules of the project, and notes where there are none."""

    def __init__(self, path: str, monitor: ImportMonitor) -> None:
        def loader(name: str, path: str) -> "Loader":
            return Loader(name, path, monitor)

        super().__init__(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (loader, SOURCE_SUFFIXES))  # type: ignore[arg-type]
        self._monitor = monitor

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        with self._monitor.quiet():
            spec = super().find_spec(fullname, target)
        if spec is None or spec.loader is None:
            self._monitor.seek(str(self.path), fullname.rpartition(".")[2])
        return spec


class Loader(SourceFileLoader):
    """Loads a module of the project from its source, and keeps that."""

    def __init__(self, name: str, path: str, monitor: ImportMonitor) -> None:
        super().__init__(name, path)
        self._monitor = monitor

    def path_stats(self, path: str) -> Any:
        # so the compiled file is neither read nor written: it counts as current if the source has the same size and was
        # changed in the same second, and that is how a figure would go stale
        raise OSError

    def get_data(self, path: str) -> bytes:
        if path != self.path:
            return super().get_data(path)
        with self._monitor.quiet():
            data = super().get_data(path)
        self._monitor.sources[os.path.abspath(path)] = data
        return data


def load(name: str, path: str, monitor: ImportMonitor) -> ModuleType:
    """The module at `path`, imported under a name."""
    spec = spec_from_file_location(name, path, loader=Loader(name, path, monitor))
    assert spec and spec.loader
    module = sys.modules[name] = module_from_spec(spec)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
