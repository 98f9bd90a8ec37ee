"""Who draws: processes of this machine, workers of Dask, or several machines, each its share."""

from collections.abc import Mapping
from concurrent.futures import Executor

from mkdocs_colophon.figures.drawing import worker
from mkdocs_colophon.problems import Refused
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


def shard(seconds: Mapping[str, float | None], number: int, count: int) -> list[str]:
    """The names that fall to machine `number` of `count`, when each takes so many seconds; sorted.

    Every machine comes to the same plan: the longest figure goes to whoever has least to do. What was never drawn is
    taken for the average of the rest.

    >>> times = {"a": 4.0, "b": 3.0, "c": 2.0, "d": 1.0}
    >>> shard(times, 1, 2), shard(times, 2, 2)
    (['a', 'd'], ['b', 'c'])
    >>> shard({"a": 1.0, "b": 3.0, "c": None}, 1, 2), shard({"a": 1.0, "b": 3.0, "c": None}, 2, 2)
    (['b'], ['a', 'c'])
    """
    known = [value for value in seconds.values() if value is not None]
    average = sum(known) / len(known) if known else 1.0
    times = {name: average if value is None else value for name, value in seconds.items()}
    loads = [0.0] * count
    mine = []
    for name in sorted(times, key=lambda name: (-times[name], name)):
        least = loads.index(min(loads))
        loads[least] += times[name]
        if least == number - 1:
            mine.append(name)
    return sorted(mine)


def parse_shard(text: str) -> tuple[int, int]:
    """The number and the count in a text such as ``2/3``.

    Raises
    ------
    Refused
        If it is no such text.

    Examples
    --------
    >>> parse_shard("2/3")
    (2, 3)
    """
    number, slash, count = text.partition("/")
    if not (slash and number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise Refused(f"'{text}' is no part of a whole; write 1/3, 2/3 or 3/3")
    return int(number), int(count)
