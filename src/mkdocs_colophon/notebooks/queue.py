"""Brings the notebooks of a site up to date: those are executed of which something has changed, several at once."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mkdocs_colophon.notebooks import kernel, notebook_cache
from mkdocs_colophon.notebooks.notebook import Executed, ExecutionSettings, Notebook
from mkdocs_colophon.notebooks.reading import read
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
    return await asyncio.gather(*(_bring_up_to_date(*each, settings, free) for each in found))


async def _bring_up_to_date(
    notebook: Notebook, problem: Problem | None, wanted: bool, settings: ExecutionSettings, free: asyncio.Semaphore
) -> Executed:
    if problem or not wanted:
        return Executed(notebook, problem=problem)
    if tree := notebook_cache.load(notebook, settings):
        return Executed(Notebook(notebook.path, notebook.source, tree))
    async with free:
        executed, report = await kernel.execute(notebook, settings)
    if report:
        notebook_cache.store(executed.notebook, settings, report)
    return executed
