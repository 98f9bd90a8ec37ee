"""Notebooks are brought up to date wherever a site is built."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from mkdocs_colophon.notebooks.notebook import ExecutionSettings
from mkdocs_colophon.notebooks.queue import run_all


@pytest.fixture
def broken(tmp_path):
    """Settings, and a notebook that needs no kernel to fail."""
    (tmp_path / "one.ipynb").write_text("{")
    return [(tmp_path / "one.ipynb", True)], ExecutionSettings(tmp_path, tmp_path / ".cache")


def test_a_site_is_built_within_a_program_that_has_a_loop_of_its_own(broken):
    paths, settings = broken

    async def program():
        return run_all(paths, settings, 1)

    with ThreadPoolExecutor(1) as thread:  # where no other test has left a loop
        [executed] = thread.submit(lambda: asyncio.run(program())).result()
    assert executed.problem is not None and executed.problem.code == "BOOK005"
    assert executed == run_all(paths, settings, 1)[0]


def test_without_notebooks_nothing_happens(tmp_path):
    assert run_all([], ExecutionSettings(tmp_path, tmp_path / ".cache"), 1) == []
