"""Executors that make each call in a process of its own, with limits; the scheduler knows no more than their interface.

On systems that can fork, a server forks for every call. Elsewhere every call starts a fresh interpreter.
"""

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mkdocs_colophon.problems import Refused
from mkdocs_colophon.processes import isolation
from mkdocs_colophon.processes.isolation import GRACE, MODULE, Limits, Warm, idle, name_of
from mkdocs_colophon.processes.messages import receive, send

SERVER = "mkdocs_colophon.processes.fork_server"
# one thread, as a fork copies no other; and a surrounding that is the same everywhere, unless it is chosen on purpose
SURROUNDING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
DEFAULTS = {"PYTHONHASHSEED": "0", "TZ": "UTC"}
NONE: Mapping[str, str] = MappingProxyType({})
CAN_FORK = sys.platform == "linux"  # macOS can, but its system libraries do not survive it


class ExecutorError(Refused):
    """There is no such executor here."""


def process_executor(jobs: int, limits: Limits, variables: Mapping[str, str] = NONE, warm: Warm = idle) -> Executor:
    """An executor for this machine that runs `jobs` calls at once, with these environment variables on top.

    `warm` imports what every call needs, before the first: a function of a module, called in processes without code of
    the project.
    """
    return (ForkExecutor if CAN_FORK else FreshExecutor)(jobs, limits, variables, warm)


def environment(variables: Mapping[str, str] = NONE) -> dict[str, str]:
    """The environment variables of a process that draws."""
    return DEFAULTS | dict(os.environ) | SURROUNDING | dict(variables)


class ForkExecutor(Executor):
    """Lets a server fork for every call; the server starts with the first one."""

    def __init__(self, jobs: int, limits: Limits, variables: Mapping[str, str] = NONE, warm: Warm = idle) -> None:
        self._environment = environment(variables)
        self._command = _command(SERVER, jobs, limits.timeout, limits.memory, name_of(warm))
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._pending: dict[int, Future[Any]] = {}
        self._numbers = count()
        self._closed = False

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        call = pickle.dumps(partial(function, *args, **kwargs))
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            server = self._running_server()
            assert server.stdin
            future: Future[Any] = Future()
            future.set_running_or_notify_cancel()
            number = next(self._numbers)
            self._pending[number] = future
        # not under the lock, which the reader needs: the server may have to be rid of a reply before it reads a request
        # nor is it told here if the server has ended: the reader sees that, too, and tells all
        with self._sending, suppress(BrokenPipeError, ValueError):
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
        with suppress(BrokenPipeError):
            server.stdin.close()
        reader.join()

    def _running_server(self) -> subprocess.Popen[bytes]:
        if self._server is None:
            pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
            self._server = subprocess.Popen(
                self._command, stdin=pipe, stdout=pipe, stderr=nowhere, env=self._environment
            )
            self._reader = threading.Thread(target=self._read, args=(self._server,), daemon=True)
            self._reader.start()
        return self._server

    def _read(self, server: "subprocess.Popen[bytes]") -> None:
        assert server.stdin and server.stdout
        with server.stdout as replies:
            while True:
                try:
                    number, *ending = receive(replies)
                except EOFError:
                    break
                with self._lock:
                    future = self._pending.pop(number)
                _settle(future, *ending)
        with suppress(BrokenPipeError):
            server.stdin.close()
        server.wait()
        with self._lock:  # it may have ended by itself: the next call has another
            lost, self._pending, self._server = list(self._pending.values()), {}, None
        for future in lost:
            future.set_exception(BrokenProcessPool("the process that draws figures has ended"))


class FreshExecutor(ThreadPoolExecutor):
    """Starts a fresh interpreter for every call."""

    def __init__(self, jobs: int, limits: Limits, variables: Mapping[str, str] = NONE, warm: Warm = idle) -> None:
        super().__init__(jobs)
        self._limits, self._environment, self._warm = limits, environment(variables), warm

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        call = pickle.dumps(partial(function, *args, **kwargs))
        return super().submit(call_fresh, call, self._limits, self._environment, self._warm)


def call_fresh(call: bytes, limits: Limits, surroundings: Mapping[str, str], warm: Warm) -> Any:
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
        command = _command(MODULE, result, dump, limits.timeout, limits.memory, name_of(warm))
        variables = dict(surroundings) | {"TMPDIR": folder, "TEMP": folder, "TMP": folder}
        try:
            nowhere, patience = subprocess.DEVNULL, limits.timeout + GRACE
            status = subprocess.run(
                command, input=call, stdout=nowhere, stderr=nowhere, timeout=patience, env=variables
            ).returncode
            late = False
        except subprocess.TimeoutExpired:
            status, late = 1, True
        content = result.read_bytes() if result.is_file() else b""
        text = dump.read_text("utf-8", "replace") if dump.is_file() else ""
    return isolation.returned(content, status, late, text)


def _command(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-P", "-m", module, *map(str, arguments)]


def _settle(future: "Future[Any]", content: bytes, status: int, late: bool, dump: str) -> None:
    try:
        future.set_result(isolation.returned(content, status, late, dump))
    except Exception as error:  # noqa: BLE001  whatever the function raised belongs to whoever waits for it
        future.set_exception(error)
