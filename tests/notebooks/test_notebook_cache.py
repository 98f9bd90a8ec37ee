"""What is kept of an executed notebook, and when it counts no more."""

import json
import platform
from collections.abc import Callable
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.notebooks import notebook_cache
from mkdocs_colophon.notebooks.notebook import ExecutionSettings, Json, Notebook
from mkdocs_colophon.tracing.trace import Module, Trace

TEXT = "# %%\nx = 1\n"
Read = Callable[..., Notebook]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExecutionSettings:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/a.py").write_text("A = 1")
    (tmp_path / "style").write_text("font.size: 9")
    monkeypatch.setenv("SIZE", "1")
    return ExecutionSettings(tmp_path, tmp_path / ".cache/colophon/notebooks", (tmp_path / "lib",), tmp_path / "style")


def report(root: Path, *, python: str = platform.python_version(), **packages: str) -> str:
    """That of a notebook that used `lib/a.py` and NumPy, and read a variable of ours and one of the kernel's."""
    trace = Trace(
        modules={str(root / "lib/a.py"): Module(sha256(b"A = 1").hexdigest())},
        coarse=True,
        files={str(root / "missing"): None},
        folders={},
        variables={"SIZE": sha256(b"1").hexdigest(), "KERNEL": sha256(b"2").hexdigest()},
        packages=packages or {"numpy": version("numpy")},
    )
    return json.dumps({"python": python, "trace": asdict(trace)})


def store(notebook: Notebook, settings: ExecutionSettings, told: str) -> None:
    state = FileState(settings.root)
    now = notebook_cache.environment(notebook, settings, state)
    notebook_cache.store(notebook, settings, now, told, state)


def load(notebook: Notebook, settings: ExecutionSettings) -> Json | None:
    state = FileState(settings.root)
    return notebook_cache.load(notebook, settings, notebook_cache.environment(notebook, settings, state), state)


@pytest.fixture
def kept(notebook: Read, settings: ExecutionSettings) -> Notebook:
    """A notebook whose tree is kept."""
    one = notebook(TEXT)
    store(one, settings, report(settings.root))
    return one


def test_what_is_kept_is_found(kept: Notebook, settings: ExecutionSettings) -> None:
    assert load(kept, settings) == kept.tree


def test_paths_are_kept_as_they_are_in_every_clone_and_variables_only_if_they_are_not_the_kernel_s(
    kept: Notebook, settings: ExecutionSettings
) -> None:
    [path] = settings.cache.iterdir()
    trace = json.loads(path.read_text())["trace"]
    assert (list(trace["modules"]), trace["files"]) == (["lib/a.py"], {"missing": None})
    assert trace["variables"] == {"SIZE": sha256(b"1").hexdigest()}


CHANGES = {
    "source": lambda one, settings: (replace(one, source=TEXT + "\n"), settings),
    "kernel": lambda one, settings: (one, replace(settings, kernel="other")),
    "errors": lambda one, settings: (one, replace(settings, allow_errors=True)),
    "paths": lambda one, settings: (one, replace(settings, import_paths=())),
    "module": lambda one, settings: ((settings.root / "lib/a.py").write_text("A = 2"), (one, settings))[1],
    "no-module": lambda one, settings: ((settings.root / "lib/a.py").unlink(), (one, settings))[1],
    "new": lambda one, settings: ((settings.root / "missing").touch(), (one, settings))[1],
    "style": lambda one, settings: ((settings.root / "style").write_text("font.size: 8"), (one, settings))[1],
    "broken": lambda one, settings: (next(settings.cache.iterdir()).write_text("{"), (one, settings))[1],
    "foreign": lambda one, settings: (next(settings.cache.iterdir()).write_text("[]"), (one, settings))[1],
    "old": lambda one, settings: (next(settings.cache.iterdir()).write_text('{"record": {}}'), (one, settings))[1],
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_not_fresh(kept: Notebook, settings: ExecutionSettings, name: str) -> None:
    assert load(*CHANGES[name](kept, settings)) is None


def test_what_another_colophon_has_executed_is_not_fresh(
    kept: Notebook, settings: ExecutionSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kernel.py").write_text("")
    monkeypatch.setattr(notebook_cache.kernel, "__file__", str(tmp_path / "kernel.py"))
    assert load(kept, settings) is None


def test_a_touched_file_is_unchanged_nope(kept: Notebook, settings: ExecutionSettings) -> None:
    (settings.root / "lib/a.py").write_text("A = 1")
    assert load(kept, settings) == kept.tree


@pytest.mark.parametrize("versions", [{"numpy": "0.1"}, {"no_such_package": "1"}, {"python": "3.0.0"}])
def test_other_versions_are_not_fresh(kept: Notebook, settings: ExecutionSettings, versions: dict[str, str]) -> None:
    store(kept, settings, report(settings.root, **versions))
    assert load(kept, settings) is None


def test_what_is_kept_of_notebooks_that_are_no_more_is_removed(
    kept: Notebook, settings: ExecutionSettings, notebook: Read
) -> None:
    notebook_cache.clear([kept], settings)
    assert len(list(settings.cache.iterdir())) == 1
    notebook_cache.clear([notebook(TEXT, "two.py")], settings)
    assert list(settings.cache.iterdir()) == []
