"""What a figure script may not do, event by event; that scripts are held to it is in `test_bad_scripts`."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest

from mkdocs_colophon.figures.drawing.sandbox import Forbidden, Sandbox

NETWORK = "the script uses the network; keep what it needs in the project"
PROCESS = "the script starts a process; what that reads and does is not known"
EVENTS = {
    ("socket.connect", ()): NETWORK,
    ("socket.getaddrinfo", ("localhost", 80)): NETWORK,
    ("socket.bind", ()): NETWORK,
    ("socket.sendto", ()): NETWORK,
    ("subprocess.Popen", ("true",)): PROCESS,
    ("os.system", ("true",)): PROCESS,
    ("os.exec", ("true",)): PROCESS,
    ("os.posix_spawn", ("true",)): PROCESS,
    ("os.spawn", ("true",)): PROCESS,
    ("os.fork", ()): PROCESS,
    ("os.forkpty", ()): PROCESS,
    ("import", ("PyQt6.QtWidgets", None)): "the script opens a window: it imports PyQt6.QtWidgets",
    ("open", ("data/x", "r+", os.O_RDWR)): "the script changes a file, data/x; a script only returns its figure",
    ("os.rename", ("scratch/x", "data/x")): "the script changes a file, data/x; a script only returns its figure",
    ("os.link", ("scratch/x", "data/x")): "the script changes a file, data/x; a script only returns its figure",
}
ALLOWED = [
    ("import", ("numpy", None)),
    ("open", ("data/x", "r", os.O_RDONLY)),
    ("open", ("scratch/x", "w", os.O_WRONLY)),
    ("open", (os.devnull, "w", os.O_WRONLY)),
    ("open", (3, "w", os.O_WRONLY)),
    ("os.mkdir", ("scratch/deep", 0o777, -1)),
]


@pytest.fixture
def happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has an event happen in a project, by the code of a file, such as this one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    rules = Sandbox(tmp_path, tmp_path / "scratch").rules()

    def happen(event: str, arguments: tuple[Any, ...], by: str = __file__) -> None:
        code = compile("rule(event, arguments)", by, "exec")
        exec(code, {"rule": rules[event], "event": event, "arguments": arguments})

    return happen


@pytest.mark.parametrize(("event", "arguments"), EVENTS)
def test_what_does_harm_is_forbidden_and_said(happens: Callable[..., None], event: str, arguments: Any) -> None:
    with pytest.raises(Forbidden) as forbidden:
        happens(event, arguments)
    assert str(forbidden.value) == EVENTS[event, arguments]


@pytest.mark.parametrize(("event", "arguments"), ALLOWED)
def test_what_does_none_is_not(happens: Callable[..., None], event: str, arguments: Any) -> None:
    happens(event, arguments)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [("subprocess.Popen", ("latex",)), ("import", ("tkinter", None)), ("open", ("/caches/tex/x", "w", os.O_WRONLY))],
)
def test_what_an_installed_package_does_is_its_own_affair(
    happens: Callable[..., None], event: str, arguments: Any
) -> None:
    happens(event, arguments, by=numpy.__file__)


@pytest.mark.parametrize(
    ("event", "arguments"), [("socket.connect", ()), ("open", ("data/x", "w", os.O_WRONLY)), ("os.remove", ("x", -1))]
)
def test_but_for_the_network_and_the_files_of_the_project(
    happens: Callable[..., None], event: str, arguments: Any
) -> None:
    with pytest.raises(Forbidden):
        happens(event, arguments, by=numpy.__file__)


def test_a_script_may_not_change_what_packages_keep(happens: Callable[..., None]) -> None:
    with pytest.raises(Forbidden, match="changes a file, /caches/tex/x"):
        happens("open", ("/caches/tex/x", "w", os.O_WRONLY))
