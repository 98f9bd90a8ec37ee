"""The server that forks for every call."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mkdocs_colophon.processes import fork_server
from mkdocs_colophon.processes.isolation import idle, name_of, returned
from mkdocs_colophon.processes.messages import receive, send


@pytest.fixture
def server() -> Iterator[Any]:
    """A server that makes two calls at once and gives each a second."""
    command = [sys.executable, "-m", fork_server.__name__, "2", "1", str(4 << 30), name_of(idle)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.stdin.close()
        assert process.wait(10) == 0


def ask(server: Any, *codes: str) -> None:
    for number, code in enumerate(codes):
        send(server.stdin, (number, pickle.dumps(partial(exec, code))))


def children(process: int) -> set[int]:
    return {int(n) for path in Path(f"/proc/{process}/task").glob("*/children") for n in path.read_text().split()}


def ended(processes: set[int]) -> bool:
    return not any(os.path.exists(f"/proc/{number}") for number in processes)


def eventually(what: Any) -> None:
    end = time.monotonic() + 10
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def test_no_more_calls_are_made_at_once_than_there_may_be(server: Any) -> None:
    code = "[time.monotonic(), time.sleep(0.3), time.monotonic()]".replace("time.", "__import__('time').")
    for number in range(4):
        send(server.stdin, (number, pickle.dumps(partial(eval, code))))
    spans = [returned(content, *rest) for _, content, *rest in (receive(server.stdout) for _ in range(4))]
    assert max(sum(begin <= one[0] < end for begin, _, end in spans) for one in spans) == 2


def test_a_call_that_is_past_its_time_is_ended_even_if_it_hears_no_signal(server: Any) -> None:
    code = "import ctypes, signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\nwhile True: pass"
    ask(server, code)
    number, _, status, late, dump = receive(server.stdout)
    assert (number, late or "Timeout (" in dump, status != 0) == (0, True, True)


def test_what_a_call_has_started_ends_with_it(server: Any) -> None:
    code = "__import__('subprocess').Popen(['sleep', '99']).pid"
    send(server.stdin, (0, pickle.dumps(partial(eval, code))))
    _, content, *rest = receive(server.stdout)
    started = returned(content, *rest)
    eventually(lambda: ended({started}))


def test_calls_under_way_end_with_the_server(server: Any) -> None:
    ask(server, "import time; time.sleep(99)")
    eventually(lambda: children(server.pid))
    started = children(server.pid)
    server.stdin.close()
    server.wait(10)
    eventually(lambda: ended(started))
