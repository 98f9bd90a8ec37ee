"""What a kernel reports of a notebook, and when the outputs of that count no more."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

import mkdocs_colophon
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.notebooks import kernel, notebook_cache
from mkdocs_colophon.notebooks.notebook import Executed, ExecutionSettings, Notebook, read
from mkdocs_colophon.tracing.trace import Trace

CELLS = """
# %%
import colorsys, glob, os, sqlite3, tempfile
import kit

def rows(name):
    with sqlite3.connect(name) as database:
        return database.execute("SELECT * FROM t").fetchall()

# %%
print(kit.A, open("../data/one.csv").read(), os.environ.get("SIZE"), len(glob.glob("../data/*")), rows("../t.db"))
os.chdir("../data")
print(open("two.csv").read())
try:
    open(b"three.csv")
except FileNotFoundError:
    pass

# %%
with open("log.txt", "r+") as log:
    log.write("1")
with open("made.txt", "w") as made:
    made.write("2")
print(open("made.txt").read())
open(tempfile.mkstemp()[1]).close()
print(dir())
"""
FILES = {
    "docs/one.py": CELLS,
    "lib/kit.py": "A = 1\n",
    "lib/unused.py": "",
    "data/one.csv": "11",
    "data/two.csv": "22",
    "data/log.txt": "",
    "other.txt": "",
    "style": "font.size: 9",
}


def settings_at(root: Path) -> ExecutionSettings:
    return ExecutionSettings(root, root / ".cache/colophon/notebooks", (root / "lib",), root / "style", timeout=60)


def notebook_at(root: Path) -> Notebook:
    return read(root / "docs/one.py", "docs/one.py")[0]


def executed_at(root: Path) -> tuple[Executed, str]:
    with ThreadPoolExecutor(1) as thread:  # tests in a browser leave a loop running in this one
        return thread.submit(lambda: asyncio.run(kernel.execute(notebook_at(root), settings_at(root)))).result()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a notebook that has been executed, and is kept."""
    root = tmp_path_factory.mktemp("original").resolve()
    for name, text in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    with sqlite3.connect(root / "t.db") as database:
        database.execute("CREATE TABLE t (n INT)")
    database.close()
    state, settings = FileState(root), settings_at(root)
    now = notebook_cache.environment(notebook_at(root), settings, state)
    executed, report = executed_at(root)
    assert executed.problem is None
    (root / "report.json").write_text(report)
    notebook_cache.store(executed.notebook, settings, now, report, state)
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    return shutil.copytree(original, tmp_path / "root").resolve()


def is_fresh(root: Path) -> bool:
    state, notebook, settings = FileState(root), notebook_at(root), settings_at(root)
    now = notebook_cache.environment(notebook, settings, state)
    return notebook_cache.load(notebook, settings, now, state) is not None


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_what_a_notebook_touched_is_reported_as_that_of_a_figure_is(original: Path) -> None:
    told = json.loads((original / "report.json").read_text())["trace"]
    trace = Trace.of(told).relative(lambda path: path.removeprefix(f"{original}/"))
    read_files = {path: found for path, found in trace.files.items() if found or path == "data/three.csv"}
    assert {path: module.digest for path, module in trace.modules.items()} == {"lib/kit.py": digest("A = 1\n")}
    assert read_files == {
        "data/one.csv": digest("11"),
        "data/two.csv": digest("22"),
        "data/three.csv": None,
        "data/made.txt": digest("2"),
        "t.db": sha256((original / "t.db").read_bytes()).hexdigest(),
    }
    assert trace.folders == {"data": digest("log.txt\0made.txt\0one.csv\0two.csv")}
    assert trace.variables["SIZE"] is None
    assert trace.coarse


def test_the_notebook_finds_nothing_in_its_namespace_that_it_has_not_made(original: Path) -> None:
    [kept] = (original / ".cache/colophon/notebooks").iterdir()
    outputs = json.loads(kept.read_text())["tree"]["cells"][-1]["outputs"]
    names = [name for name in eval(outputs[0]["text"].splitlines()[-1]) if not name.startswith("_")]
    own = ["colorsys", "glob", "kit", "log", "made", "os", "rows", "sqlite3", "tempfile"]
    assert names == ["In", "Out", *sorted([*own, "exit", "get_ipython", "open", "quit"])]


def test_without_a_change_it_is_fresh(root: Path) -> None:
    assert is_fresh(root)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda root: (root / "data/one.csv").write_text("12"),
    "a file that is gone": lambda root: (root / "data/one.csv").unlink(),
    "a file read from another folder": lambda root: (root / "data/two.csv").write_text("23"),
    "a file that was not there": lambda root: (root / "data/three.csv").write_text("33"),
    "a file in a folder that was listed": lambda root: (root / "data/four.csv").write_text("44"),
    "a file that it made": lambda root: (root / "data/made.txt").write_text("3"),
    "a database": lambda root: (root / "t.db").write_bytes(b""),
    "a module": lambda root: (root / "lib/kit.py").write_text("A = 2\n"),
    "a module in the place of one of Python's": lambda root: (root / "lib/colorsys.py").write_text(""),
    "the style": lambda root: (root / "style").write_text("font.size: 8"),
    "no style": lambda root: (root / "style").unlink(),
    "the notebook": lambda root: (root / "docs/one.py").write_text(f"{CELLS}\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_of_what_it_used_it_is_not_fresh(root: Path, name: str) -> None:
    CHANGES[name](root)
    assert not is_fresh(root)


def test_after_a_change_of_a_variable_that_it_read_it_is_not_fresh(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZE", "2")
    assert not is_fresh(root)


@pytest.mark.parametrize("name", ["lib/unused.py", "lib/new.py", "other.txt", "docs/index.md", "data/log.txt"])
def test_after_a_change_of_anything_else_it_is_fresh(root: Path, name: str) -> None:
    """What it only writes is nothing that it is made from, even if it opened it to read as well."""
    (root / name).write_text("anything")
    assert is_fresh(root)


def test_a_kernel_that_cannot_be_watched_reports_nothing_and_puts_out_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_colophon, "__file__", "/nowhere/mkdocs_colophon/__init__.py")
    (root / "data/made.txt").unlink()
    executed, report = executed_at(root)
    [kept] = (root / ".cache/colophon/notebooks").iterdir()
    expected = json.loads(kept.read_text())["tree"]["cells"]
    found = [cell.get("outputs") for cell in executed.notebook.tree["cells"]]
    assert (executed.problem, report, found) == (None, "", [cell.get("outputs") for cell in expected])


def test_of_a_notebook_that_fails_nothing_is_reported(root: Path) -> None:
    (root / "docs/one.py").write_text("# %%\nx = 1\n1 / 0\n")
    executed, report = executed_at(root)
    assert str(executed.problem) == (
        "docs/one.py:3 BOOK001 cell 1 fails in its line 2: ZeroDivisionError: division by zero"
    )
    assert report == ""
