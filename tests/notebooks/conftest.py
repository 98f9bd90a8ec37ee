"""Notebooks as text, and pages made of them without a kernel: what the cells have put out is written by hand."""

from collections.abc import Callable
from pathlib import Path

import jupytext
import pytest

from mkdocs_colophon.notebooks.notebook import DisplayOptions, Executed, Notebook, read
from mkdocs_colophon.notebooks.pages import NotebookPage, compose

Compose = Callable[..., NotebookPage]


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Notebook]:
    """Reads a notebook from its text."""

    def written(text: str, name: str = "one.py") -> Notebook:
        path = tmp_path / name
        if name.endswith(".ipynb") and text.lstrip().startswith("#"):
            text = jupytext.writes(jupytext.reads(text, fmt="py:percent"), fmt="ipynb")
        path.write_text(text, "utf-8")
        read_one, problem = read(path, name)
        assert problem is None
        return read_one

    return written


@pytest.fixture
def page(notebook: Callable[..., Notebook]) -> Compose:
    """The page of a notebook, whose code cells have the outputs that are given, one list for each."""

    def composed(
        text: str, *outputs: list[dict], options: DisplayOptions | None = None, name: str = "one.py"
    ) -> NotebookPage:
        one = notebook(text, name)
        cells = [cell for cell in one.tree["cells"] if cell["cell_type"] == "code"]
        for cell, given in zip(cells, outputs, strict=False):
            cell["outputs"], cell["execution_count"] = given, 1
        return compose(Executed(one), options or DisplayOptions(), name, "notebooks/one")

    return composed
