"""What notebooks are made of: their cells, what execution left in them, and how a site executes and shows them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
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


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """What a page shows of its notebook; tags are those of cells.

    Attributes
    ----------
    inputs : whether code is shown.
    hidden_cells, hidden_inputs, hidden_outputs : the tags of cells of which nothing, no code, or no output is shown.
    palette : by the light color, in lower case with its #, the dark one that a dark page shows instead.
    """

    inputs: bool = True
    hidden_cells: frozenset[str] = frozenset({"remove-cell"})  # as Jupyter Book made it known
    hidden_inputs: frozenset[str] = frozenset({"remove-input"})
    hidden_outputs: frozenset[str] = frozenset({"remove-output"})
    palette: Mapping[str, str] = field(default_factory=dict)


def display_options(options: Mapping[str, Any], palette: Path) -> DisplayOptions:
    """What pages show, by the options of mkdocs-jupyter, which brings the notebooks, and the file of the palette.

    >>> given = {"remove_tag_config": {"remove_input_tags": ["quiet"]}}
    >>> display_options(given, Path("none")).hidden_inputs >= {"quiet"}
    True
    """
    more = options.get("remove_tag_config") or {}
    inputs = bool(options.get("show_input", True)) and not options.get("no_input")
    default = DisplayOptions()
    return DisplayOptions(
        inputs,
        default.hidden_cells | set(more.get("remove_cell_tags", ())),
        default.hidden_inputs | set(more.get("remove_input_tags", ())),
        default.hidden_outputs | set(more.get("remove_all_outputs_tags", ())),
        pairs(palette),
    )


def is_executed(path: PurePath, options: Mapping[str, Any]) -> bool:
    """Whether mkdocs-jupyter was told to execute the notebook at `path`.

    >>> is_executed(PurePath("docs/a.py"), {"execute": True, "execute_ignore": ["a.*"]})
    False
    """
    ignored = any(path.match(str(pattern)) for pattern in options.get("execute_ignore") or ())
    return bool(options.get("execute")) and not ignored


def pairs(palette: Path) -> Mapping[str, str]:
    """By each light color of the palette its dark partner; none if there is no palette, or it cannot be read."""
    try:
        colors = tomllib.loads(palette.read_text("utf-8"))["colors"]
        return dict(colors.values())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):  # what is wrong with it, the figures will tell
        return {}
