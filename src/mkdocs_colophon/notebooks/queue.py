"""Brings the notebooks of a site up to date: those are executed of which something has changed, several at once."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mkdocs_colophon.notebooks import cache, kernel
from mkdocs_colophon.notebooks.model import Desk, Executed, Notebook
from mkdocs_colophon.notebooks.reading import read
from mkdocs_colophon.problems import Problem


def run_all(paths: Sequence[tuple[Path, bool]], desk: Desk, jobs: int) -> list[Executed]:
    """The notebooks at `paths` with their outputs; each path says whether its notebook is to be executed at all."""
    found = [(*read(path, desk.relative(path)), wanted) for path, wanted in paths]
    cache.clear([notebook for notebook, _, _ in found], desk)
    work = _all(found, desk, jobs)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:  # built by a program that has a loop of its own, such as Jupyter
        return thread.submit(asyncio.run, work).result()


async def _all(found: Sequence[tuple[Notebook, Problem | None, bool]], desk: Desk, jobs: int) -> list[Executed]:
    free = asyncio.Semaphore(jobs)
    return await asyncio.gather(*(_bring_up_to_date(*each, desk, free) for each in found))


async def _bring_up_to_date(
    notebook: Notebook, problem: Problem | None, wanted: bool, desk: Desk, free: asyncio.Semaphore
) -> Executed:
    if problem or not wanted:
        return Executed(notebook, problem=problem)
    if tree := cache.load(notebook, desk):
        return Executed(Notebook(notebook.path, notebook.source, tree))
    async with free:
        executed, report = await kernel.execute(notebook, desk)
    if report:
        cache.store(executed.notebook, desk, report)
    return executed
