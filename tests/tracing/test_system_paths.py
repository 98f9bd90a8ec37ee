"""Which folders of a machine are no project's."""

import os
import sys
from pathlib import Path

import numpy
import pytest

from mkdocs_colophon.tracing.system_paths import STANDARD, caches, installed


@pytest.mark.parametrize("path", [os.__file__, numpy.__file__, numpy.linalg.__file__])
def test_python_and_installed_packages_are(path: str) -> None:
    assert path.startswith(installed())


def test_the_standard_library_is_where_python_has_it() -> None:
    assert (os.__file__.startswith(STANDARD), Path(STANDARD).name) == (True, f"python{sys.version[:4]}")


def test_a_project_and_the_rest_of_the_system_are_not(tmp_path: Path) -> None:
    assert [path for path in (str(tmp_path), "/etc/hosts", str(Path.home())) if path.startswith(installed())] == []


def test_caches_are_where_the_system_and_the_user_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/me")
    monkeypatch.setenv("XDG_CACHE_HOME", "/fast/cache")
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert caches() == ("/fast/cache/", "/me/.cache/", "/me/.matplotlib/", "/me/Library/Caches/")
