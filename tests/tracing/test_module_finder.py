"""Modules of a project are imported from their source, and whoever watches is told."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from mkdocs_colophon.tracing.module_finder import Finder, load


class Told:
    """Takes what it is told."""

    def __init__(self) -> None:
        self.sources: dict[str, bytes] = {}
        self.missing: list[tuple[str, str]] = []

    def seek(self, folder: str, name: str) -> None:
        self.missing.append((folder, name))

    def quiet(self) -> AbstractContextManager[None]:
        return nullcontext()


def test_the_text_of_a_module_is_told_when_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "kit.py").write_text("A = 1\n")
    told = Told()
    spec = Finder(str(tmp_path), told).find_spec("kit")
    assert spec is not None and spec.loader is not None
    assert (told.sources, told.missing) == ({}, [])
    code = spec.loader.get_code("kit")
    assert code is not None
    assert told.sources == {str(tmp_path / "kit.py"): b"A = 1\n"}


def test_a_module_that_is_not_there_is_told_by_its_own_name(tmp_path: Path) -> None:
    told = Told()
    assert Finder(str(tmp_path), told).find_spec("kit.part") is None
    assert told.missing == [(str(tmp_path), "part")]


def test_a_folder_without_an_init_may_become_a_package_so_it_is_told_as_missing(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    told = Told()
    spec = Finder(str(tmp_path), told).find_spec("kit")
    assert spec is not None and spec.loader is None
    assert told.missing == [(str(tmp_path), "kit")]


def test_a_script_is_loaded_as_a_module_that_knows_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a b.py"
    path.write_text("from dataclasses import dataclass\n\n@dataclass\nclass Point:\n    x: 'int' = 1\n")
    monkeypatch.delitem(sys.modules, "script", raising=False)
    told = Told()
    module = load("script", str(path), told)
    monkeypatch.delitem(sys.modules, "script")
    assert (module.__file__, module.Point().x, module.__name__) == (str(path), 1, "script")
    assert told.sources == {str(path): path.read_bytes()}
