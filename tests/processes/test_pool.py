"""Executors of this machine: a process for each call, whether it is forked or begins anew."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from pathlib import Path

import pytest

from mkdocs_colophon.processes import pool
from mkdocs_colophon.processes.isolation import Ended, Limits
from mkdocs_colophon.processes.pool import ForkExecutor, FreshExecutor, process_executor


@pytest.fixture(params=[ForkExecutor, FreshExecutor], ids=["fork", "fresh"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with request.param(2, Limits(timeout=20), {"GIVEN": "1"}) as executor:
        yield executor


def test_each_call_has_a_process_of_its_own(executor: Executor) -> None:
    numbers = [executor.submit(os.getpid).result() for _ in range(3)]
    assert len({*numbers, os.getpid()}) == 4


def test_what_a_function_raises_is_raised(executor: Executor) -> None:
    with pytest.raises(ZeroDivisionError):
        executor.submit(divmod, 1, 0).result()


def test_a_process_that_is_ended_harms_no_other(executor: Executor) -> None:
    killed, other = executor.submit(exec, "import os; os.kill(os.getpid(), 9)"), executor.submit(len, "abc")
    with pytest.raises(Ended) as ended:
        killed.result()
    assert (ended.value.status, other.result()) == (-signal.SIGKILL, 3)


def test_a_call_has_a_folder_for_temporary_files_that_is_gone_with_it(executor: Executor) -> None:
    folder = Path(executor.submit(eval, "__import__('tempfile').mkdtemp()").result())
    assert not folder.exists()
    assert folder.parent != Path(tempfile.gettempdir())


def test_a_call_has_one_thread_and_the_variables_that_are_given(executor: Executor) -> None:
    names = ["GIVEN", "OMP_NUM_THREADS", "PYTHONHASHSEED"]
    wanted = {"GIVEN": "1", **pool.SURROUNDING, **pool.DEFAULTS, **os.environ}
    found = executor.submit(eval, f"[__import__('os').environ[name] for name in {names}]").result()
    assert found == ["1", "1", wanted["PYTHONHASHSEED"]]


def test_arguments_may_be_given_by_name(executor: Executor) -> None:
    assert executor.submit(int, "11", base=2).result() == 3


def test_after_the_end_no_call_is_taken(executor: Executor) -> None:
    executor.shutdown()
    with pytest.raises(RuntimeError, match="after shutdown"):
        executor.submit(len, "abc")


def test_the_end_waits_for_calls_that_are_under_way(executor: Executor) -> None:
    future = executor.submit(time.sleep, 0.5)
    executor.shutdown()
    assert future.done() and future.result() is None


def test_many_calls_with_large_results_do_not_block_each_other() -> None:
    with process_executor(2, Limits()) as executor:
        futures = [executor.submit(bytes, 200_000 + n) for n in range(300)]
        assert [len(future.result()) for future in futures] == [200_000 + n for n in range(300)]


def test_calls_of_a_server_that_has_ended_are_lost_and_the_next_has_another() -> None:
    with ForkExecutor(1, Limits()) as executor:
        server = executor.submit(os.getppid).result()
        lost = executor.submit(time.sleep, 20)
        os.kill(server, signal.SIGKILL)
        with pytest.raises(BrokenExecutor):
            lost.result()
        assert executor.submit(os.getppid).result() != server
