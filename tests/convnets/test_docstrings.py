"""Every example in a docstring runs and shows what it gives, and every public function has one."""

import ast
import doctest
import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import convnets

NAMES = sorted(module.name for module in pkgutil.iter_modules(convnets.__path__))
MODULES = [import_module(f"convnets.{name}") for name in NAMES]


def public_functions(module):
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


FUNCTIONS = [function for module in MODULES for function in public_functions(module)]


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_examples_give_what_they_show(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__qualname__)
def test_every_public_function_has_an_example(function):
    examples = inspect.getdoc(function).partition("\nExamples\n--------\n")[2]
    assert ">>> " in examples


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__qualname__)
def test_every_docstring_describes_every_parameter(function):
    after = inspect.getdoc(function).partition("\nParameters\n----------\n")[2]
    section = re.split(r"\n\n\w[\w ]*\n---", after)[0]
    described = [name for line in re.findall(r"^\w.*", section, re.MULTILINE) for name in line.split(", ")]
    assert described == list(inspect.signature(function).parameters)


def test_the_package_lists_its_modules():
    listed = re.findall(r"^- (\w+) +\S", convnets.__doc__, re.MULTILINE)
    assert sorted(listed) == NAMES


def test_the_package_imports_nothing():
    body = ast.parse(Path(convnets.__file__).read_text(encoding="utf-8")).body
    assert [type(statement) for statement in body] == [ast.Expr]
