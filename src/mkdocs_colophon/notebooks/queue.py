"""Brings the notebooks of a site up to date: those are executed of which something has changed, several at once.

Executed notebooks are kept with all that they were made from: as long as that is unchanged, so are their outputs.
"""

import asyncio
import json
import os
import platform
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from mkdocs_colophon import tracing
from mkdocs_colophon.atomic import write
from mkdocs_colophon.freshness.changes import changes
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.notebooks import kernel, kernel_monitor
from mkdocs_colophon.notebooks.notebook import Executed, ExecutionSettings, Json, Notebook, read
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.tracing.trace import Trace


def run_all(paths: Sequence[tuple[Path, bool]], settings: ExecutionSettings, jobs: int) -> list[Executed]:
    """The notebooks at `paths` with their outputs; each path says whether its notebook is to be executed at all."""
    found = [(*read(path, settings.relative(path)), wanted) for path, wanted in paths]
    clear([notebook for notebook, _, _ in found], settings)
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
        now = environment(notebook, settings, state)
        if tree := load(notebook, settings, now, state):
            return Executed(Notebook(notebook.path, notebook.source, tree))
        async with free:
            executed, report = await kernel.execute(notebook, settings)
        if report:
            store(executed.notebook, settings, now, report, state)
        return executed

    executed = await asyncio.gather(*(up_to_date(*each) for each in found))
    state.save()
    return executed


def environment(notebook: Notebook, settings: ExecutionSettings, state: FileState) -> Json:
    """What is executed and by what, as it is now."""
    files = [kernel.__file__, kernel_monitor.__file__, *sorted(Path(tracing.__path__[0]).glob("*.py"))]
    return {
        "source": sha256(notebook.source.encode()).hexdigest(),
        "kernel": settings.kernel,
        "allow_errors": settings.allow_errors,
        "import_paths": [settings.relative(path) for path in settings.import_paths],
        "style": state.digest(str(settings.style)),
        "colophon": [state.digest(str(path)) for path in files],
        "python": platform.python_version(),
        **{name: state.version(name) for name in ("ipykernel", "ipython", "matplotlib-inline")},
    }


def load(notebook: Notebook, settings: ExecutionSettings, now: Json, state: FileState) -> Json | None:
    """The cells of `notebook` as executed before, if nothing that they were made from has changed."""
    try:
        kept = json.loads(_file(notebook, settings).read_text("utf-8"))
        fresh = kept["environment"] == now and not any(changes(Trace.of(kept["trace"]), state))
        return kept["tree"] if fresh else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # a missing or broken file costs time only
        return None


def store(notebook: Notebook, settings: ExecutionSettings, now: Json, report: str, state: FileState) -> None:
    """Keep `notebook`, which was executed in an environment, with what its kernel reported."""
    told = json.loads(report)
    trace = Trace.of(told["trace"]).relative(lambda path: settings.relative(Path(path)))
    # others are set for each kernel, such as the number of its parent
    inherited = {name: digest for name, digest in trace.variables.items() if digest == state.variable(name)}
    kept = {
        "environment": now | {"python": told["python"]},  # that of the kernel, which may not be ours
        "trace": asdict(replace(trace, variables=inherited)),
        "tree": notebook.tree,
    }
    write(_file(notebook, settings), json.dumps(kept).encode())


def clear(notebooks: Iterable[Notebook], settings: ExecutionSettings) -> None:
    """Remove what is kept of notebooks that are no more."""
    wanted = {_file(notebook, settings) for notebook in notebooks}
    for path in settings.cache.glob("*.json"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def _file(notebook: Notebook, settings: ExecutionSettings) -> Path:
    name = sha256(settings.relative(notebook.path).encode()).hexdigest()[:16]
    return settings.cache / f"{notebook.path.stem}-{name}.json"
