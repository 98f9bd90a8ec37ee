"""How the modules of a project are imported where a figure is drawn: from their source, and in sight of a witness."""

import os
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
)
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_colophon.figures.witness import Witness


class Finder(FileFinder):
    """Finds modules of the project, and notes where there are none."""

    def __init__(self, path: str, witness: "Witness") -> None:
        def loader(name: str, path: str) -> "Loader":
            return Loader(name, path, witness)

        super().__init__(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (loader, SOURCE_SUFFIXES))  # type: ignore[arg-type]
        self._witness = witness

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        with self._witness.quiet():
            spec = super().find_spec(fullname, target)
        if spec is None or spec.loader is None:
            self._witness.seek(str(self.path), fullname.rpartition(".")[2])
        return spec


class Loader(SourceFileLoader):
    """Loads a module of the project from its source, and keeps that."""

    def __init__(self, name: str, path: str, witness: "Witness") -> None:
        super().__init__(name, path)
        self._witness = witness

    def path_stats(self, path: str) -> Any:
        # so the compiled file is neither read nor written: it counts as current if the source has the same size and was
        # changed in the same second, and that is how a figure would go stale
        raise OSError

    def get_data(self, path: str) -> bytes:
        if path != self.path:
            return super().get_data(path)
        with self._witness.quiet():
            data = super().get_data(path)
        self._witness.sources[os.path.abspath(path)] = data
        return data
