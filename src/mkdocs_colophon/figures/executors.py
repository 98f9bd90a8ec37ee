"""Executors that make each call in a process of its own, with limits; the scheduler knows no more than their interface.

On systems that can fork, a server forks for every call. Elsewhere every call starts a fresh interpreter.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mkdocs_colophon.figures import isolation
from mkdocs_colophon.figures.isolation import GRACE, MODULE, Limits
from mkdocs_colophon.figures.messages import receive, send

SERVER = "mkdocs_colophon.figures.server"
# one thread, as a fork copies no other; and a surrounding that is the same everywhere, unless it is chosen on purpose
SURROUNDING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
DEFAULTS = {"PYTHONHASHSEED": "0", "TZ": "UTC"}
NONE: Mapping[str, str] = MappingProxyType({})
CAN_FORK = sys.platform == "linux"  # macOS can, but its system libraries do not survive it


def process_executor(jobs: int, limits: Limits, variables: Mapping[str, str] = NONE) -> Executor:
    """An executor for this machine that runs `jobs` calls at once, with these environment variables on top."""
    return ForkExecutor(jobs, limits, variables) if CAN_FORK else FreshExecutor(jobs, limits, variables)


def chosen_executor(choice: str, jobs: int, limits: Limits) -> Executor:
    """The executor that a choice names: ``process``, ``loky``, ``dask``, or ``dask=`` and the address of a scheduler.

    Raises
    ------
    ExecutorError
        If there is none of that name, or what it needs is not installed.
    """
    name, _, address = choice.partition("=")
    try:
        if name == "loky" and not address:
            loky: Any = import_module("loky")
            pool = loky.ProcessPoolExecutor(jobs)
            return Isolating(pool, limits, pool.shutdown)
        if name == "dask":
            distributed: Any = import_module("distributed")
            client = (
                distributed.Client(address) if address else distributed.Client(n_workers=jobs, threads_per_worker=1)
            )
            return Isolating(client.get_executor(), limits, client.close)
    except ImportError as error:
        raise ExecutorError(f"{name} is not installed; `pip install 'mkdocs-colophon[{name}]'` brings it") from error
    except OSError as error:
        raise ExecutorError(f"no scheduler of dask at {address}: {error}") from error
    if choice != "process":
        raise ExecutorError(f"there is no executor '{choice}'; there is process, loky, dask and dask=ADDRESS")
    return process_executor(jobs, limits)


class ExecutorError(Exception):
    """There is no such executor here."""


def environment(variables: Mapping[str, str] = NONE) -> dict[str, str]:
    """The environment variables of a process that draws."""
    return DEFAULTS | dict(os.environ) | SURROUNDING | dict(variables)


class ForkExecutor(Executor):
    """Lets a server fork for every call; the server starts with the first one."""

    def __init__(self, jobs: int, limits: Limits, variables: Mapping[str, str] = NONE) -> None:
        self._environment = environment(variables)
        self._arguments = [str(jobs), str(limits.timeout), str(limits.memory)]
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._pending: dict[int, Future[Any]] = {}
        self._count = 0
        self._closed = False

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if kwargs:
            raise TypeError("arguments are given by position")
        call = isolation.packed(function, args)
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            server = self._running_server()
            assert server.stdin
            future: Future[Any] = Future()
            future.set_running_or_notify_cancel()
            self._count += 1
            number = self._count
            self._pending[number] = future
        # not under the lock, which the reader needs: the server may have to be rid of a reply before it reads a request
        with self._sending, suppress(BrokenPipeError):  # the reader sees the end of the server, too, and tells all
            send(server.stdin, (number, call))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._lock:
            self._closed = True
            pending, server, reader = list(self._pending.values()), self._server, self._reader
        if not server or not reader:
            return
        if wait and not cancel_futures:
            for future in pending:
                future.exception()
        assert server.stdin
        server.stdin.close()
        server.wait()
        reader.join()

    def _running_server(self) -> subprocess.Popen[bytes]:
        if self._server is None or self._server.poll() is not None:
            command = [sys.executable, "-P", "-m", SERVER, *self._arguments]
            self._server = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment
            )
            self._reader = threading.Thread(target=self._read, args=(self._server,), daemon=True)
            self._reader.start()
        return self._server

    def _read(self, server: "subprocess.Popen[bytes]") -> None:
        assert server.stdout
        with server.stdout as replies:
            while True:
                try:
                    number, *ending = receive(replies)
                except EOFError:
                    break
                with self._lock:
                    future = self._pending.pop(number)
                _settle(future, *ending)
        with self._lock:
            lost, self._pending = list(self._pending.values()), {}
        for future in lost:
            future.set_exception(BrokenProcessPool("the process that draws figures has ended"))


class FreshExecutor(ThreadPoolExecutor):
    """Starts a fresh interpreter for every call."""

    def __init__(self, jobs: int, limits: Limits, variables: Mapping[str, str] = NONE) -> None:
        super().__init__(jobs)
        self._limits, self._environment = limits, environment(variables)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if kwargs:
            raise TypeError("arguments are given by position")
        return super().submit(call_fresh, isolation.packed(function, args), self._limits, self._environment)


def call_fresh(call: bytes, limits: Limits, surroundings: Mapping[str, str]) -> Any:
    """Make a call in a fresh interpreter.

    Raises
    ------
    Ended
        If it ended before the function returned.
    Exception
        Whatever the function raised.
    """
    with tempfile.TemporaryDirectory(prefix="colophon-", ignore_cleanup_errors=True) as folder:
        result, dump = Path(folder, "result"), Path(folder, "dump")
        command = [sys.executable, "-P", "-m", MODULE, str(result), str(dump), str(limits.timeout), str(limits.memory)]
        variables = dict(surroundings) | {"TMPDIR": folder, "TEMP": folder, "TMP": folder}
        try:
            status = subprocess.run(
                command,
                input=call,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limits.timeout + GRACE,
                env=variables,
            ).returncode
            late = False
        except subprocess.TimeoutExpired:
            status, late = 1, True
        content = result.read_bytes() if result.is_file() else b""
        text = dump.read_text("utf-8", "replace") if dump.is_file() else ""
    return isolation.returned(content, status, late, text)


class Isolating(Executor):
    """Sends calls to the workers of another executor, and lets each make them in a process of its own."""

    def __init__(self, inner: Executor, limits: Limits, close: Callable[[], object]) -> None:
        self._inner, self._limits, self._close = inner, limits, close

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._inner.submit(call_apart, self._limits, function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._close()


def call_apart(limits: Limits, function: Callable[..., Any], *args: Any) -> Any:
    """Make a call in a process of its own on this machine, with the server of this process."""
    return _own_executor(limits).submit(function, *args).result()


@cache
def _own_executor(limits: Limits) -> Executor:
    return process_executor(os.cpu_count() or 1, limits)


def _settle(future: "Future[Any]", content: bytes, status: int, late: bool, dump: str) -> None:
    try:
        future.set_result(isolation.returned(content, status, late, dump))
    except Exception as error:  # noqa: BLE001  whatever the function raised belongs to whoever waits for it
        future.set_exception(error)
