"""Calls on the workers of Dask, on this machine or on many; each is made in a process of its own there."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import cache, partial
from importlib import import_module
from typing import Any

from mkdocs_colophon.processes.isolation import Limits, Warm, idle
from mkdocs_colophon.processes.pool import DEFAULTS, ExecutorError, process_executor


def dask_executor(address: str, jobs: int, limits: Limits, warm: Warm = idle) -> Executor:
    """An executor for the scheduler at `address`, or, without one, for a cluster of `jobs` workers on this machine.

    Raises
    ------
    ExecutorError
        If Dask is not installed, or there is no scheduler at `address`.
    """
    local = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    try:
        distributed: Any = import_module("distributed")
        client = distributed.Client(address) if address else distributed.Client(**local)
    except ImportError as error:
        raise ExecutorError("dask is not installed; `pip install 'mkdocs-colophon[dask]'` brings it") from error
    except (OSError, RuntimeError) as error:
        where = f"at {address}" if address else "starts here"
        raise ExecutorError(f"no scheduler of dask {where}: {error}") from error
    return DaskExecutor(client, limits, warm)


class DaskExecutor(Executor):
    """Sends calls to the workers of a client of Dask, and lets each make them in a process of its own."""

    def __init__(self, client: Any, limits: Limits, warm: Warm) -> None:
        self._client, self._limits, self._warm = client, limits, warm
        self._inner = client.get_executor(pure=False)  # or the second of two equal calls would not be made

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        made = self._inner.submit(call_apart, self._limits, self._warm, partial(function, *args, **kwargs))
        made.add_done_callback(partial(_settle, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def call_apart(limits: Limits, warm: Warm, call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """Make a call in a process of its own on this machine, with the server of this process: what it returned or raised.

    Whatever Dask raises is so known to be its own.
    """
    try:
        return own_executor(limits, warm).submit(call).result(), None
    except Exception as error:  # noqa: BLE001  whatever the function raised belongs to whoever waits for it
        return None, error


@cache
def own_executor(limits: Limits, warm: Warm) -> Executor:
    return process_executor(os.cpu_count() or 1, limits, DEFAULTS, warm)  # Dask gives its workers others


def _settle(future: Future[Any], made: Future[tuple[Any, Exception | None]]) -> None:
    try:
        value, error = made.result()
    except Exception as broken:  # noqa: BLE001  of a worker or a scheduler that is gone
        value, error = None, BrokenExecutor(f"the workers of dask have ended: {str(broken) or type(broken).__name__}")
    future.set_exception(error) if error else future.set_result(value)
