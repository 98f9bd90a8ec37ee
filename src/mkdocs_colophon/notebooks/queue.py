"""Brings the notebooks of a site up to date: those are executed of which something has changed, several at once."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.notebooks import kernel, notebook_cache
from mkdocs_colophon.notebooks.notebook import Executed, ExecutionSettings, Notebook, read
from mkdocs_colophon.problems import Problem


def run_all(paths: Sequence[tuple[Path, bool]], settings: ExecutionSettings, jobs: int) -> list[Executed]:
    """The notebooks at `paths` with their outputs; each path says whether its notebook is to be executed at all."""
    found = [(*read(path, settings.relative(path)), wanted) for path, wanted in paths]
    notebook_cache.clear([notebook for notebook, _, _ in found], settings)
    work = _all(found, settings, jobs)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:  # built by a program that has a loop of its own, such as Jupyter
        return thread.submit(asyncio.run, work).result()


async def _all(
    found: Sequence[tuple[Notebook, Problem | None, bool]], settings: ExecutionSettings, jobs: int
) -> list[Executed]:
    free = asyncio.Semaphore(jobs)
    state = FileState(settings.root, thorough=bool(os.environ.get("CI")))  # a CI cannot trust the dates of its checkout

    async def up_to_date(notebook: Notebook, problem: Problem | None, wanted: bool) -> Executed:
        if problem or not wanted:
            return Executed(notebook, problem=problem)
        now = notebook_cache.environment(notebook, settings, state)
        if tree := notebook_cache.load(notebook, settings, now, state):
            return Executed(Notebook(notebook.path, notebook.source, tree))
        async with free:
            executed, report = await kernel.execute(notebook, settings)
        if report:
            notebook_cache.store(executed.notebook, settings, now, report, state)
        return executed

    executed = await asyncio.gather(*(up_to_date(*each) for each in found))
    state.save()
    return executed
