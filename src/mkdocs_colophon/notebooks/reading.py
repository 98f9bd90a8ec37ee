"""Reads notebooks, and writes them for readers: `.ipynb`, and Python scripts with cells, as jupytext knows them."""

import re
from pathlib import Path

from mkdocs_colophon.notebooks.notebook import Json, Notebook
from mkdocs_colophon.problems import Problem


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
    if notebook.path.suffix == ".ipynb":
        return [0] * len(notebook.tree["cells"])
    file = notebook.source.splitlines()
    found, start = [], 0
    for cell in notebook.tree["cells"]:
        place = _find(file, cell, start)
        found.append(place + 1)
        start = place + 1 if place >= 0 else start
    return found


def searchable(notebook: Notebook) -> str:
    """The text of the file for finding words of its Markdown cells: lines as they are, without JSON's escapes."""
    if notebook.path.suffix != ".ipynb":
        return notebook.source
    return re.sub(r'\\([\\"])', r"\1", notebook.source)


def _find(file: list[str], cell: Json, start: int) -> int:
    """Where the first line of a cell that holds anything stands; Markdown and magics of IPython are comments there."""
    line = next((line for line in cell["source"].splitlines() if line.strip()), "")
    places = (place for place in range(start, len(file)) if line and file[place] in (line, f"# {line}"))
    return next(places, -1)
