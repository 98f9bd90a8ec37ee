"""What a run was made from, put together at its end."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from mkdocs_colophon.tracing.access_monitor import AccessMonitor
from mkdocs_colophon.tracing.code import digests
from mkdocs_colophon.tracing.trace import Module, traced
from mkdocs_colophon.tracing.tracer import Ran
from traced_run import Run

SOURCE = "def half(x):\n    y = x / 2\n    return y\n\n\ndef unused():\n    return 1\n"


def monitor(root: Path, source: bytes = SOURCE.encode()) -> AccessMonitor:
    """A monitor that has seen one module being imported."""
    seen = AccessMonitor(root)
    seen.before = frozenset(__import__("sys").modules)
    seen.sources[str(root / "kit.py")] = source
    return seen


def test_of_a_module_counts_what_importing_it_runs_and_the_functions_that_ran(tmp_path: Path) -> None:
    ran = {str(tmp_path / "kit.py"): Ran(frozenset({"half"}), frozenset({1, 2, 6}))}
    found = traced(monitor(tmp_path), ran)
    of = digests(SOURCE)
    digest = sha256(SOURCE.encode()).hexdigest()
    expected = Module(digest, of.skeleton, {"half": of.functions["half"]}, {"half": (0,)})
    assert (found.modules, found.coarse) == ({str(tmp_path / "kit.py"): expected}, False)


@pytest.mark.parametrize("line", ["import inspect", "# colophon: coarse", "print(f.__doc__)", "sys._getframe()"])
def test_code_that_looks_at_its_own_text_makes_a_run_coarse(tmp_path: Path, line: str) -> None:
    assert traced(monitor(tmp_path, f"{SOURCE}# {line}\n".encode()), {}).coarse


def test_a_run_of_which_it_is_not_known_what_ran_is_coarse(tmp_path: Path) -> None:
    assert traced(monitor(tmp_path)).coarse


def test_packages_are_those_that_were_imported_by_the_name_of_their_distribution(run: Run) -> None:
    names = {"PIL": "pillow", "markdown": "markdown"}
    found = run(f"import {', '.join(names)}").packages
    assert {name.lower(): number for name, number in found.items()} == {name: version(name) for name in names.values()}


def test_a_module_that_came_by_another_way_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kit.txt").write_bytes(b"A = 1\n")
    code = "import sys, types; m = types.ModuleType('kit'); m.__file__ = 'kit.txt'; sys.modules['kit'] = m"
    assert run(code).files == {"kit.txt": sha256(b"A = 1\n").hexdigest()}
