"""What is kept of an executed notebook, and when it counts no more."""

import json
from dataclasses import replace
from importlib.metadata import version

import pytest

from mkdocs_colophon.notebooks import cache
from mkdocs_colophon.notebooks.model import Desk

TEXT = "# %%\nx = 1\n"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/a.py").write_text("A = 1")
    (tmp_path / "style").write_text("font.size: 9")
    return Desk(tmp_path, tmp_path / ".cache/colophon/notebooks", (tmp_path / "lib",), tmp_path / "style")


@pytest.fixture
def kept(notebook, desk):
    """A notebook that used `lib/a.py` and NumPy, and whose tree is kept."""
    one = notebook(TEXT)
    python = ".".join(map(str, __import__("sys").version_info[:3]))
    files = [str(desk.root / "lib/a.py"), str(desk.root / "missing"), json.__file__, str(desk.cache / "x")]
    report = {"files": files, "versions": {"numpy": version("numpy"), "python": python}}
    cache.store(one, desk, json.dumps(report))
    return one, report


def test_what_is_kept_is_found(kept, desk):
    one, _ = kept
    assert cache.load(one, desk) == one.tree


def test_only_files_of_the_project_are_followed(kept, desk):
    [path] = desk.cache.iterdir()
    assert list(json.loads(path.read_text())["record"]["files"]) == ["lib/a.py"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one, desk: (replace(one, source=TEXT + "\n"), desk),
        lambda one, desk: (one, replace(desk, kernel="other")),
        lambda one, desk: (one, replace(desk, allow_errors=True)),
        lambda one, desk: (one, replace(desk, import_paths=())),
        lambda one, desk: ((desk.root / "lib/a.py").write_text("A = 2"), (one, desk))[1],
        lambda one, desk: ((desk.root / "lib/a.py").unlink(), (one, desk))[1],
        lambda one, desk: ((desk.root / "style").write_text("font.size: 8"), (one, desk))[1],
        lambda one, desk: (next(desk.cache.iterdir()).write_text("{"), (one, desk))[1],
        lambda one, desk: (next(desk.cache.iterdir()).write_text("[]"), (one, desk))[1],
    ],
    ids=["source", "kernel", "errors", "paths", "module", "no-module", "style", "broken", "foreign"],
)
def test_what_has_changed_is_not_fresh(kept, desk, change):
    assert cache.load(*change(kept[0], desk)) is None


def test_a_touched_file_is_unchanged_nope(kept, desk):
    (desk.root / "lib/a.py").write_text("A = 1")
    assert cache.load(kept[0], desk) == kept[0].tree


@pytest.mark.parametrize("versions", [{"numpy": "0.1"}, {"no-such-package": "1"}, {"python": "3.0.0"}])
def test_other_versions_are_not_fresh(kept, desk, versions):
    one, report = kept
    cache.store(one, desk, json.dumps(report | {"versions": versions}))
    assert cache.load(one, desk) is None


def test_what_is_kept_of_notebooks_that_are_no_more_is_removed(kept, desk, notebook):
    cache.clear([kept[0]], desk)
    assert len(list(desk.cache.iterdir())) == 1
    cache.clear([notebook(TEXT, "two.py")], desk)
    assert list(desk.cache.iterdir()) == []
