"""The examples in the generator's docstrings run."""

import doctest
import importlib
import pkgutil

import pytest

import mkdocs_colophon

MODULES = [module.name for module in pkgutil.walk_packages(mkdocs_colophon.__path__, "mkdocs_colophon.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # what an example leaves behind is not left here
    assert doctest.testmod(importlib.import_module(name)).failed == 0
