"""A call in a process of its own, and what the caller is told of its end."""

import math
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mkdocs_colophon.processes import isolation
from mkdocs_colophon.processes.isolation import MODULE, Ended, idle, name_of, returned


def called(tmp_path: Path, function: Any, *arguments: Any, timeout: float = 30, memory: int = 4 << 30) -> Any:
    """What a call in a fresh interpreter gives."""
    result, dump = tmp_path / "result", tmp_path / "dump"
    command = [sys.executable, "-m", MODULE, str(result), str(dump), str(timeout), str(memory), name_of(idle)]
    status = subprocess.run(command, input=pickle.dumps(partial(function, *arguments)), timeout=60).returncode
    return returned(result.read_bytes(), status, False, dump.read_text())


def test_a_call_returns_what_the_function_does(tmp_path: Path) -> None:
    assert called(tmp_path, math.hypot, 3, 4) == 5


def test_a_call_raises_what_the_function_does(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        called(tmp_path, divmod, 1, 0)


@pytest.mark.parametrize(
    ("function", "arguments", "status"),
    [(sys.exit, (3,), 3), (sys.exit, (), 0), (sys.exit, ("bye",), 1)],
)
def test_a_process_that_ends_before_its_function_returns_is_known_by_its_status(
    tmp_path: Path, function: Any, arguments: tuple[Any, ...], status: int
) -> None:
    with pytest.raises(Ended) as ended:
        called(tmp_path, function, *arguments)
    assert (ended.value.status, ended.value.late) == (status, False)


def test_a_process_that_is_past_its_time_says_where_it_was(tmp_path: Path) -> None:
    code = "import time\ntime.sleep(60)"
    with pytest.raises(Ended) as ended:
        called(tmp_path, exec, code, timeout=0.5)
    assert ended.value.late
    assert 'File "<string>", line 2' in ended.value.dump


def test_more_memory_than_allowed_is_an_error_of_the_function(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        called(tmp_path, bytes, 2 << 30, memory=1 << 30)


def test_what_cannot_be_handed_on_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="what was returned cannot be handed on"):
        called(tmp_path, eval, "lambda: 1")


def test_a_result_that_breaks_off_is_an_end() -> None:
    with pytest.raises(Ended):
        returned(pickle.dumps((True, "x"))[:-1], -9, True, "")


def test_what_is_to_be_imported_first_is_named_so_that_another_process_finds_it() -> None:
    assert name_of(isolation.idle) == "mkdocs_colophon.processes.isolation:idle"
