"""The fork server, `python -m mkdocs_colophon.processes.fork_server`: ready to draw, it draws in copies of itself.

It has imported NumPy and Matplotlib and no code of the project, and it has one thread, so that a fork of it is as good
as a fresh process and costs a hundredth of one. Requests come on standard input, replies go to standard output. When
the input ends, so do the server and all that it has started.
"""

import contextlib
import gc
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from typing import IO, Any, NoReturn

from mkdocs_colophon.processes import isolation
from mkdocs_colophon.processes.isolation import GRACE, Limits
from mkdocs_colophon.processes.messages import receive, send


@dataclass(slots=True)
class Task:
    """A call under way: its number, its process, where it writes, and until when it may run."""

    number: int
    process: int
    result: IO[bytes]
    dump: IO[bytes]
    folder: str
    deadline: float
    late: bool = False


class Server:
    """Makes the calls that come in `requests`, at most `jobs` at once, and writes what became of each to `replies`."""

    def __init__(self, requests: IO[bytes], replies: IO[bytes], jobs: int, limits: Limits, folder: str) -> None:
        self._requests, self._replies, self._limits = requests, replies, limits
        self._jobs, self._folder = jobs, folder
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._running: dict[int, Task] = {}
        self._alarm, self._bell = socket.socketpair()
        for end in (self._alarm, self._bell):
            end.setblocking(False)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)  # a handler, or the bell would not ring

    def serve(self) -> None:
        """Work until there are no more requests to come."""
        try:
            while True:
                while self._waiting and len(self._running) < self._jobs:
                    self._start(*self._waiting.popleft())
                inputs: list[Any] = [self._requests, self._alarm]
                ready, _, _ = select.select(inputs, [], [], self._patience())
                if self._alarm in ready:
                    self._alarm.recv(4096)
                if self._requests in ready:
                    self._waiting.append(receive(self._requests))
                self._stop_late_ones()
                self._reap()
        except (EOFError, BrokenPipeError):
            for process in self._running:
                _kill(process)

    def _patience(self) -> float | None:
        deadlines = [task.deadline for task in self._running.values() if not task.late]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _start(self, number: int, call: bytes) -> None:
        folder = tempfile.mkdtemp(dir=self._folder)
        # without a name, so that nothing is left of them; closed when the reply is written
        result, dump = (tempfile.TemporaryFile(dir=self._folder) for _ in range(2))  # noqa: SIM115
        process = os.fork()
        if not process:
            self._call(call, result, dump, folder)
        deadline = time.monotonic() + self._limits.timeout + GRACE
        self._running[process] = Task(number, process, result, dump, folder, deadline)

    def _call(self, call: bytes, result: IO[bytes], dump: IO[bytes], folder: str) -> NoReturn:
        """What the copy does."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for stream in (self._requests, self._replies):
            os.close(stream.fileno())
        self._alarm.close()
        self._bell.close()
        tempfile.tempdir = folder
        isolation.run(call, result, dump, self._limits)

    def _stop_late_ones(self) -> None:
        for task in self._running.values():
            if not task.late and time.monotonic() >= task.deadline:
                task.late = True
                _kill(task.process)

    def _reap(self) -> None:
        while self._running:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            if process in self._running:
                self._reply(self._running.pop(process), os.waitstatus_to_exitcode(status))

    def _reply(self, task: Task, status: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(task.process, signal.SIGKILL)  # whatever it has started itself
        contents = []
        for file in (task.result, task.dump):
            with file:
                file.seek(0)
                contents.append(file.read())
        shutil.rmtree(task.folder, ignore_errors=True)
        send(self._replies, (task.number, contents[0], status, task.late, contents[1].decode("utf-8", "replace")))


def _kill(process: int) -> None:
    """End a process and all in its group; it may not have come to make itself a group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(process, signal.SIGKILL)


def main() -> None:
    jobs, timeout, memory, warm = sys.argv[1:]
    requests, replies = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    isolation.silence()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then closes our input
    pkgutil.resolve_name(warm)()
    gc.collect()
    gc.freeze()  # so that the collector of a copy does not write to, and so copy, all that is shared
    gc.set_threshold(50_000, 10, 10)  # what a copy makes is small, and most of it is needed to the end
    with tempfile.TemporaryDirectory(prefix="colophon-", ignore_cleanup_errors=True) as folder:
        Server(requests, replies, int(jobs), Limits(float(timeout), int(memory)), folder).serve()


if __name__ == "__main__":
    main()
