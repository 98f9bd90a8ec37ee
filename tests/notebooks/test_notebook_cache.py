"""What is kept of an executed notebook, and when it counts no more."""

import json
from dataclasses import replace
from importlib.metadata import version

import pytest

from mkdocs_colophon.notebooks import notebook_cache
from mkdocs_colophon.notebooks.notebook import ExecutionSettings

TEXT = "# %%\nx = 1\n"


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/a.py").write_text("A = 1")
    (tmp_path / "style").write_text("font.size: 9")
    return ExecutionSettings(tmp_path, tmp_path / ".cache/colophon/notebooks", (tmp_path / "lib",), tmp_path / "style")


@pytest.fixture
def kept(notebook, settings):
    """A notebook that used `lib/a.py` and NumPy, and whose tree is kept."""
    one = notebook(TEXT)
    python = ".".join(map(str, __import__("sys").version_info[:3]))
    files = [str(settings.root / "lib/a.py"), str(settings.root / "missing"), json.__file__, str(settings.cache / "x")]
    report = {"files": files, "versions": {"numpy": version("numpy"), "python": python}}
    notebook_cache.store(one, settings, json.dumps(report))
    return one, report


def test_what_is_kept_is_found(kept, settings):
    one, _ = kept
    assert notebook_cache.load(one, settings) == one.tree


def test_only_files_of_the_project_are_followed(kept, settings):
    [path] = settings.cache.iterdir()
    assert list(json.loads(path.read_text())["record"]["files"]) == ["lib/a.py"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one, settings: (replace(one, source=TEXT + "\n"), settings),
        lambda one, settings: (one, replace(settings, kernel="other")),
        lambda one, settings: (one, replace(settings, allow_errors=True)),
        lambda one, settings: (one, replace(settings, import_paths=())),
        lambda one, settings: ((settings.root / "lib/a.py").write_text("A = 2"), (one, settings))[1],
        lambda one, settings: ((settings.root / "lib/a.py").unlink(), (one, settings))[1],
        lambda one, settings: ((settings.root / "style").write_text("font.size: 8"), (one, settings))[1],
        lambda one, settings: (next(settings.cache.iterdir()).write_text("{"), (one, settings))[1],
        lambda one, settings: (next(settings.cache.iterdir()).write_text("[]"), (one, settings))[1],
    ],
    ids=["source", "kernel", "errors", "paths", "module", "no-module", "style", "broken", "foreign"],
)
def test_what_has_changed_is_not_fresh(kept, settings, change):
    assert notebook_cache.load(*change(kept[0], settings)) is None


def test_a_touched_file_is_unchanged_nope(kept, settings):
    (settings.root / "lib/a.py").write_text("A = 1")
    assert notebook_cache.load(kept[0], settings) == kept[0].tree


@pytest.mark.parametrize("versions", [{"numpy": "0.1"}, {"no-such-package": "1"}, {"python": "3.0.0"}])
def test_other_versions_are_not_fresh(kept, settings, versions):
    one, report = kept
    notebook_cache.store(one, settings, json.dumps(report | {"versions": versions}))
    assert notebook_cache.load(one, settings) is None


def test_what_is_kept_of_notebooks_that_are_no_more_is_removed(kept, settings, notebook):
    notebook_cache.clear([kept[0]], settings)
    assert len(list(settings.cache.iterdir())) == 1
    notebook_cache.clear([notebook(TEXT, "two.py")], settings)
    assert list(settings.cache.iterdir()) == []
