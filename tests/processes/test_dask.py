"""Calls on the workers of Dask: each is made, each is waited for, and what becomes of Dask itself is told."""

import os
import time
from concurrent.futures import BrokenExecutor, Future
from types import SimpleNamespace
from typing import Any

import pytest

from dask_cluster import cluster
from mkdocs_colophon.processes import dask as dask_module
from mkdocs_colophon.processes.dask import dask_executor
from mkdocs_colophon.processes.isolation import Ended, Limits

__all__ = ["cluster"]


def test_each_of_several_equal_calls_is_made(cluster: str) -> None:
    with dask_executor(cluster, 1, Limits()) as executor:
        numbers = [executor.submit(os.getpid).result() for _ in range(3)]
    assert len({*numbers, os.getpid()}) == 4


def test_a_call_has_the_surrounding_that_it_would_have_here(cluster: str) -> None:
    """Dask gives its workers a hash seed that nobody has chosen."""
    code = "[__import__('os').environ[name] for name in ('PYTHONHASHSEED', 'TZ', 'OMP_NUM_THREADS')]"
    with dask_executor(cluster, 1, Limits()) as executor:
        assert executor.submit(eval, code).result() == ["0", "UTC", "1"]


def test_what_a_function_raises_is_raised_and_the_end_of_its_process_is_told(cluster: str) -> None:
    with dask_executor(cluster, 1, Limits()) as executor:
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result()
        with pytest.raises(Ended):
            executor.submit(os.abort).result()


def test_the_end_waits_for_calls_that_are_under_way(cluster: str) -> None:
    with dask_executor(cluster, 1, Limits()) as executor:
        future = executor.submit(eval, "__import__('time').sleep(1) or 3")
    assert future.result(timeout=0) == 3


def test_calls_under_way_are_given_up_if_that_is_wanted(cluster: str) -> None:
    executor = dask_executor(cluster, 1, Limits(timeout=20))
    future, started = executor.submit(time.sleep, 20), time.monotonic()
    executor.shutdown(cancel_futures=True)
    with pytest.raises(BrokenExecutor, match="the workers of dask have ended"):
        future.result(timeout=10)
    assert time.monotonic() - started < 10


def test_without_an_address_there_are_workers_of_this_machine_until_the_end() -> None:
    with dask_executor("", 1, Limits()) as executor:
        worker = executor.submit(eval, "__import__('os').getppid()").result()
        assert os.path.exists(f"/proc/{worker}")
    end = time.monotonic() + 10
    while os.path.exists(f"/proc/{worker}") and time.monotonic() < end:
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{worker}")


def test_workers_that_cannot_go_on_break_the_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Dask raises it when a call has ended several of its workers."""

    class KilledWorker(Exception):
        pass

    class Inner:
        def submit(self, *given: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(KilledWorker("call_apart"))
            return future

    client = SimpleNamespace(get_executor=lambda pure: Inner(), close=None)
    monkeypatch.setattr(dask_module, "import_module", lambda name: SimpleNamespace(Client=lambda address: client))
    executor = dask_executor("tcp://here:1", 1, Limits())
    with pytest.raises(BrokenExecutor, match="the workers of dask have ended: call_apart"):
        executor.submit(len, "abc").result()
