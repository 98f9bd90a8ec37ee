"""Notebooks as read, what can be downloaded of them, and where in their files the cells stand."""

import json
from dataclasses import replace

import pytest

from mkdocs_colophon.notebooks.notebook import downloads, lines, read, searchable

SCRIPT = """\
# ---
# title: T
# ---

# %% [markdown]
# # Head
# text

# %% alt="A"

x = 1

# %%
# %matplotlib inline
x = 1
"""
PLAIN = '# %% [markdown]\n# A\n\n# %% alt="B"\nx = 1\n'


def test_cells_are_found_in_a_script(notebook):
    assert lines(notebook(SCRIPT)) == [1, 6, 11, 14]


def test_cells_are_found_in_a_notebook_of_jupyter(notebook):
    one = notebook(SCRIPT, "one.ipynb")
    first = [one.source.splitlines()[line - 1].strip(' ",').removesuffix("\\n") for line in lines(one)]
    assert first == [cell["source"].partition("\n")[0] for cell in one.tree["cells"]]


def test_cells_of_a_notebook_on_one_line_have_no_lines_nope(notebook):
    one = notebook(SCRIPT, "one.ipynb")
    flat = replace(one, source=json.dumps(json.loads(one.source)))
    assert lines(flat) == [0] * 4


def test_ids_are_the_same_each_time(notebook):
    assert [cell["id"] for cell in notebook(SCRIPT).tree["cells"]] == ["cell-1", "cell-2", "cell-3", "cell-4"]


def test_words_are_sought_without_the_escapes_of_json(notebook):
    one = notebook('# %% [markdown]\n# $\\foo$ and "x"\n', "one.ipynb")
    assert '$\\foo$ and "x"' not in one.source
    assert '$\\foo$ and "x"' in searchable(one)
    assert searchable(one).count("\n") == one.source.count("\n")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"nbformat": 4, "cells": [{}]}', '{"nbformat": 4, "metadata": {}, "cells": [{}]}']
)
def test_what_is_no_notebook_is_a_problem(tmp_path, text):
    path = tmp_path / "one.ipynb"
    path.write_text(text)
    one, problem = read(path, "one.ipynb")
    assert problem is not None
    assert str(problem).startswith("one.ipynb BOOK005 the notebook cannot be read: ")
    assert one.tree["cells"] == []


@pytest.mark.parametrize("text", ["", "\n", "x = 1", "def f(:", "# ---\n", "'''", "# %% {", '# %% alt="'])
def test_any_script_is_a_notebook(tmp_path, text):
    path = tmp_path / "one.py"
    path.write_text(text)
    one, problem = read(path, "one.py")
    assert problem is None
    assert len(lines(one)) == len(one.tree["cells"])


@pytest.mark.parametrize("name", ["one.py", "one.ipynb"])
def test_a_notebook_can_be_had_as_itself_and_as_a_script(notebook, name):
    files = downloads(notebook(PLAIN, name))
    assert list(files) == ["one.ipynb", "one.py"]
    cells = json.loads(files["one.ipynb"])["cells"]
    assert [(cell["cell_type"], "".join(cell["source"])) for cell in cells] == [("markdown", "A"), ("code", "x = 1")]
    assert files["one.py"].decode().endswith(PLAIN)
