"""Notebooks, `.ipynb` or Python scripts with cells: how they are read, written for readers, executed and shown."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from mkdocs_colophon.problems import Problem

Json: TypeAlias = dict[str, Any]  # nbformat's trees
SUFFIXES = (".py", ".ipynb")
# as they stand in every cell; in code the quotes have backslashes
_CELL, _SOURCE = re.compile(r'\s*"cell_type"\s*:'), re.compile(r'\s*"source"\s*:\s*(\[\s*$)?')


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


def read(path: Path, name: str) -> tuple[Notebook, Problem | None]:
    """The notebook in the file at `path`, which messages call `name`; an empty one and a problem if there is none."""
    # with mkdocs-jupyter only, which brings notebooks
    import jupytext
    from nbformat import ValidationError

    source = path.read_text("utf-8", errors="replace")
    try:
        tree = jupytext.reads(source, fmt=path.suffix.removeprefix("."))
        for number, cell in enumerate(tree["cells"], start=1):
            if not {"cell_type", "metadata", "source"} <= cell.keys():
                raise ValueError(f"cell {number} is none")
            cell["id"] = f"cell-{number}"  # jupytext makes ids by chance
    except (ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        text = f"the notebook cannot be read: {type(error).__name__}: {error}".splitlines()[0]
        empty = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
        return Notebook(path, source, empty), Problem("BOOK005", text, "open it with Jupyter and save it again", name)
    return Notebook(path, source, tree), None


def downloads(notebook: Notebook) -> dict[str, bytes]:
    """What readers can have of it, by file name: itself with its outputs, and its code as a script with cells.

    The outputs stand in the first, and not what they were made on.
    """
    import jupytext
    import nbformat

    stem = notebook.path.stem
    tree = nbformat.from_dict(notebook.tree)  # type: ignore[no-untyped-call]
    script = notebook.source if notebook.path.suffix == ".py" else jupytext.writes(tree, fmt="py:percent")
    executed = nbformat.writes(tree)  # type: ignore[no-untyped-call]
    return {f"{stem}.ipynb": executed.encode(), f"{stem}.py": script.encode()}


def lines(notebook: Notebook) -> list[int]:
    """The line of the file, from 1, at which the text of each cell begins; 0 where that cannot be told."""
    cells, file = notebook.tree["cells"], notebook.source.splitlines()
    if notebook.path.suffix == ".ipynb":
        found = _in_json(file)
        return found if len(found) == len(cells) else [0] * len(cells)
    found, start = [], 0
    for cell in cells:
        place = _find(file, cell, start)
        found.append(place + 1)
        start = place + 1 if place >= 0 else start
    return found


def searchable(notebook: Notebook) -> str:
    """The text of the file for finding words of its Markdown cells: lines as they are, without JSON's escapes."""
    if notebook.path.suffix != ".ipynb":
        return notebook.source
    return re.sub(r'\\([\\"])', r"\1", notebook.source)


def _in_json(file: list[str]) -> list[int]:
    """The lines at which the texts of cells begin, in a file of Jupyter that has a line for each of theirs."""
    found: list[int] = []
    for number, line in enumerate(file, 1):
        if _CELL.match(line):
            found.append(number)
        elif found and (source := _SOURCE.match(line)):
            found[-1] = number + bool(source[1])
    return found


def _find(file: list[str], cell: Json, start: int) -> int:
    """Where the first line of a cell that holds anything stands; Markdown and magics of IPython are comments there."""
    line = next((line for line in cell["source"].splitlines() if line.strip()), "")
    places = (place for place in range(start, len(file)) if line and file[place] in (line, f"# {line}"))
    return next(places, -1)
