"""What draws: processes of this machine, or workers of Dask."""

from collections.abc import Mapping
from concurrent.futures import Executor

from mkdocs_colophon.figures.drawing import worker
from mkdocs_colophon.processes.dask import dask_executor
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.processes.pool import NONE, ExecutorError, process_executor


def drawing_executor(jobs: int, limits: Limits, variables: Mapping[str, str] = NONE) -> Executor:
    """Processes that draw `jobs` figures at once, with these environment variables on top."""
    return process_executor(jobs, limits, variables, worker.warm)


def chosen_executor(choice: str, jobs: int, limits: Limits) -> Executor:
    """The executor that a choice names: ``process``, ``dask``, or ``dask=`` and the address of a scheduler.

    Raises
    ------
    ExecutorError
        If there is none of that name, or what it needs is not installed.
    """
    name, _, address = choice.partition("=")
    if name == "dask":
        return dask_executor(address, jobs, limits, worker.warm)
    if choice != "process":
        raise ExecutorError(f"there is no executor '{choice}'; there is process, dask and dask=ADDRESS")
    return drawing_executor(jobs, limits)
