"""What notebooks are made of: their cells, what execution left in them, and the settings of a site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs_colophon.problems import Problem

Json: TypeAlias = dict[str, Any]  # nbformat's trees
SUFFIXES = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class ExecutionSettings:
    """Where notebooks are executed and with what.

    Attributes
    ----------
    root : the project's folder; files below it are what a notebook can depend on.
    cache : the folder in which executed notebooks are kept.
    import_paths : folders from which notebooks import local modules.
    style : a Matplotlib style that their pictures have, if the file is there.
    kernel : the name of the Jupyter kernel; empty for the one that a notebook names, or Python's.
    timeout : seconds that a cell may take.
    allow_errors : whether a cell that raises is left as it is, and the cells after it executed.
    """

    root: Path
    cache: Path
    import_paths: tuple[Path, ...] = ()
    style: Path = Path()
    kernel: str = ""
    timeout: float = 600.0
    allow_errors: bool = False

    def relative(self, path: Path) -> str:
        """`path` as messages and records name it: below the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook as read from its file.

    Attributes
    ----------
    path : its file.
    source : the text of that file.
    tree : what nbformat calls a notebook, version 4.
    """

    path: Path
    source: str
    tree: Json

    @property
    def language(self) -> str:
        """What its code is written in."""
        metadata = self.tree["metadata"]
        given = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name")
        return str(given or "python")


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook with its outputs, and what went wrong.

    Attributes
    ----------
    notebook : with the outputs, as far as execution came.
    ran : whether it was executed now; what had not changed was executed before.
    problem : why execution ended early.
    """

    notebook: Notebook
    ran: bool = False
    problem: Problem | None = None
