"""Calls on the workers of Dask, on this machine or on many; each is made in a process of its own there."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from importlib import import_module
from typing import Any

from mkdocs_colophon.processes.isolation import Limits, Warm, idle
from mkdocs_colophon.processes.pool import ExecutorError, process_executor


def dask_executor(address: str, jobs: int, limits: Limits, warm: Warm = idle) -> Executor:
    """An executor for the scheduler at `address`, or, without one, for a cluster of `jobs` workers on this machine.

    Raises
    ------
    ExecutorError
        If Dask is not installed, or there is no scheduler at `address`.
    """
    try:
        distributed: Any = import_module("distributed")
        client = distributed.Client(address) if address else distributed.Client(n_workers=jobs, threads_per_worker=1)
    except ImportError as error:
        raise ExecutorError("dask is not installed; `pip install 'mkdocs-colophon[dask]'` brings it") from error
    except OSError as error:
        raise ExecutorError(f"no scheduler of dask at {address}: {error}") from error
    return DaskExecutor(client.get_executor(), limits, warm, client.close)


class DaskExecutor(Executor):
    """Sends calls to the workers behind another executor, and lets each make them in a process of its own."""

    def __init__(self, inner: Executor, limits: Limits, warm: Warm, close: Callable[[], object]) -> None:
        self._inner, self._limits, self._warm, self._close = inner, limits, warm, close

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._inner.submit(call_apart, self._limits, self._warm, function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._close()


def call_apart(limits: Limits, warm: Warm, function: Callable[..., Any], *args: Any) -> Any:
    """Make a call in a process of its own on this machine, with the server of this process."""
    return own_executor(limits, warm).submit(function, *args).result()


@cache
def own_executor(limits: Limits, warm: Warm) -> Executor:
    return process_executor(os.cpu_count() or 1, limits, warm=warm)
