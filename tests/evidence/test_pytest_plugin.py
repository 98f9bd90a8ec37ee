"""`pytest --colophon` on a small project: what it writes, what it keeps, and what `--colophon-stale` runs."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mkdocs_colophon.evidence import ledger
from mkdocs_colophon.evidence.ledger import Ledger
from mkdocs_colophon.tracing.code import layout

POOLING = '''"""Pooling."""

from functools import wraps

from sample.shapes import SIZE, windows


def checked(function):
    @wraps(function)
    def wrapper(rows, *rest):
        if not rows:
            raise ValueError("no rows")
        return function(rows, *rest)

    return wrapper


@checked
def pool(rows, size=SIZE):
    """The largest of each window."""
    if size == 1:
        return list(rows)
    return [max(window) for window in windows(rows, size)]


def mean(rows):
    return sum(rows) / len(rows)
'''
SHAPES = """SIZE = 2


def windows(rows, size):
    # every one
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def unused():
    return 1


TABLE = [unused()]
"""
TESTS = """import threading

import pytest

from sample.pooling import mean, pool


@pytest.mark.parametrize("size", [1, 2])
def test_pool(size):
    assert pool([1, 2, 3], size)[-1] == 3


def test_empty():
    with pytest.raises(ValueError):
        pool([])


def test_wrong():
    assert mean([1, 2]) == 7


@pytest.mark.xfail
def test_expected():
    assert mean([1, 2]) == 7


@pytest.mark.skip(reason="later")
def test_later():
    mean([1])


def test_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(mean([1, 2])))
    thread.start()
    thread.join()
    assert found == [1.5]


@pytest.fixture(scope="module")
def pooled():
    return pool([4, 5])


def test_first(pooled):
    assert pooled == [5]


def test_second(pooled):
    assert pooled == [5]


@pytest.fixture
def broken():
    return mean([])


def test_broken(broken):
    pass
"""
FILES = {
    "src/sample/__init__.py": "",
    "src/sample/pooling.py": POOLING,
    "src/sample/shapes.py": SHAPES,
    "tests/test_pooling.py": TESTS,
    "tests/test_shapes.py": "import sample.shapes\n\ndef test_size():\n    assert sample.shapes.SIZE == 2\n",
    "tests/conftest.py": "import sample.shapes\n",
    "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['src']\naddopts = ['-p', 'no:cacheprovider']\n",
}
PASSING = [f"test_pool[{size}]" for size in (1, 2)] + ["test_empty", "test_thread", "test_first", "test_second"]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with the ledger of a first run."""
    folder = tmp_path_factory.mktemp("original")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    run(folder, "--colophon")
    return folder


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy of the recorded project, to be changed."""
    shutil.copytree(original, tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "project"


@pytest.fixture(scope="module")
def recorded(original: Path) -> Ledger:
    return read(original)


def run(project: Path, *options: str) -> tuple[int, set[str]]:
    """Run pytest; its exit status, and the names of the tests that it ran."""
    report = project / "report.xml"
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *options]
    status = subprocess.run(command, cwd=project, capture_output=True).returncode
    return status, {case.get("name", "") for case in ElementTree.parse(report).iter("testcase")}


def read(project: Path) -> Ledger:
    return ledger.loads((project / ".cache/colophon/evidence.json").read_text())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def short(names: Iterable[str]) -> set[str]:
    return {name.partition("::")[2] for name in names}


def functions(found: Ledger, test: str) -> dict[str, tuple[int, ...]]:
    """The functions that a test of pooling ran, and which statements."""
    ran = found.tests[f"tests/test_pooling.py::{test}"].ran
    return {piece.function: piece.places for piece in ran if piece.function}


def test_every_outcome_is_recorded(recorded: Ledger) -> None:
    outcomes = {name: result.outcome for name, result in recorded.tests.items()}
    assert outcomes == {
        "tests/test_shapes.py::test_size": "passed",
        **{f"tests/test_pooling.py::{name}": "passed" for name in PASSING},
        "tests/test_pooling.py::test_wrong": "failed",
        "tests/test_pooling.py::test_expected": "xfailed",
        "tests/test_pooling.py::test_later": "skipped",
        "tests/test_pooling.py::test_broken": "failed",
    }


def test_each_test_has_the_functions_and_statements_that_it_ran(recorded: Ledger) -> None:
    imported = {"checked": (0, 1), "unused": (0,)}  # importing the modules ran these, for every test that does
    both = {"checked.<locals>.wrapper": (0, 2), "pool": (0, 2), "windows": (0, 1)}
    assert {name: functions(recorded, name) for name in ("test_pool[1]", "test_pool[2]", "test_empty")} == {
        "test_pool[1]": imported | {"checked.<locals>.wrapper": (0, 2), "pool": (0, 1)},
        "test_pool[2]": imported | both,
        "test_empty": imported | {"checked.<locals>.wrapper": (0, 1)},
    }
    assert functions(recorded, "test_thread") == functions(recorded, "test_wrong") == imported | {"mean": (0,)}
    assert functions(recorded, "test_later") == imported


def test_what_a_fixture_runs_once_counts_for_every_test_that_uses_it(recorded: Ledger) -> None:
    assert (
        functions(recorded, "test_first") == functions(recorded, "test_second") == functions(recorded, "test_pool[2]")
    )


def test_a_run_without_the_option_records_nothing(project: Path) -> None:
    shutil.rmtree(project / ".cache")
    run(project)
    assert not (project / ".cache").exists()


COVERAGE = """
import json, sys, coverage
data = coverage.CoverageData("contexts.db")
data.read()
[file] = [file for file in data.measured_files() if file.endswith(sys.argv[1])]
json.dump({str(line): contexts for line, contexts in data.contexts_by_lineno(file).items()}, sys.stdout)
"""
CONFTEST = """
import coverage, pytest
import sample.shapes

@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    coverage.Coverage.current().switch_context(item.name)
    result = yield
    coverage.Coverage.current().switch_context("none")
    return result
"""


def contexts(project: Path, module: str) -> dict[str, list[str]]:
    """By line of a module, the tests that coverage.py says ran it."""
    command = [sys.executable, "-c", COVERAGE, module]
    return json.loads(subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("module", ["pooling.py", "shapes.py"])
def test_the_statements_of_each_test_are_those_of_coverage(project: Path, recorded: Ledger, module: str) -> None:
    (project / "tests/conftest.py").write_text(CONFTEST)
    command = ["-m", "coverage", "run", "--data-file=contexts.db", "--source=src", "-m", "pytest", "-q"]
    subprocess.run([sys.executable, *command], cwd=project, capture_output=True, env={"COVERAGE_CORE": "ctrace"})
    by_line = contexts(project, module)
    where = layout(FILES[f"src/sample/{module}"])
    in_setup = {"test_first", "test_second", "test_broken"}
    for test in {*PASSING, "test_wrong", "test_expected"} - in_setup:
        expected = where.places(int(line) for line, tests in by_line.items() if test in tests)
        ran = {name: places for name, places in functions(recorded, test).items() if name in where.lines}
        assert {name: places for name, places in ran.items() if name not in ("checked", "unused")} == expected


def test_a_second_run_runs_only_what_failed(project: Path) -> None:
    assert run(project, "--colophon-stale") == (1, {"test_wrong", "test_broken"})


def test_when_nothing_has_to_run_the_run_is_a_success(project: Path) -> None:
    assert run(project, "--colophon-stale", "tests/test_shapes.py") == (0, set())


FAILING = {"test_wrong", "test_broken"}
EVERY = {*PASSING, *FAILING, "test_expected", "test_later", "test_size"}
POOLED = {"test_pool[1]", "test_pool[2]", "test_first", "test_second"}
EDITS = [
    ("src/sample/shapes.py", "# every one", "# each\n    # of them", set()),
    ("src/sample/pooling.py", '"""Pooling."""', '"""Pooling.\n\nOf windows.\n"""', set()),
    ("src/sample/pooling.py", "return sum(rows) / len(rows)", "return (sum(rows)\n    / len(rows))", set()),
    ("tests/test_pooling.py", "def test_empty", "# a comment\ndef test_empty", set()),
    ("src/sample/pooling.py", "if size == 1", "if size <= 1", POOLED),
    ("src/sample/pooling.py", "return sum(rows) /", "return +sum(rows) /", {"test_expected", "test_thread"}),
    ("src/sample/shapes.py", "start + size]", "start + size][:]", POOLED - {"test_pool[1]"}),
    ("src/sample/pooling.py", "from functools", "LIMIT = 2\nfrom functools", EVERY - {"test_size"}),
    ("src/sample/shapes.py", "SIZE = 2", "SIZE = 2\nMORE = 3", EVERY),
    ("src/sample/shapes.py", "return 1", "return 2", EVERY),
    ("tests/test_shapes.py", "SIZE == 2", "SIZE < 3", {"test_size"}),
    ("tests/conftest.py", "import sample.shapes", "import sample.shapes, math", EVERY),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), EDITS)
def test_after_an_edit_the_tests_run_that_may_be_touched_by_it(
    project: Path, name: str, old: str, new: str, expected: set[str]
) -> None:
    edit(project / name, old, new)
    assert run(project, "--colophon-stale")[1] == expected | FAILING


def test_what_has_run_again_is_fresh(project: Path) -> None:
    edit(project / "src/sample/shapes.py", "SIZE = 2", "SIZE = 2\nMORE = 3")
    assert [run(project, "--colophon-stale")[1] for _ in range(2)] == [EVERY, FAILING]


def test_a_run_of_some_tests_leaves_the_evidence_of_others(project: Path, recorded: Ledger) -> None:
    edit(project / "tests/test_pooling.py", "== 7\n\n\n@pytest.mark.xfail", "== 1.5\n\n\n@pytest.mark.xfail")
    run(project, "--colophon", "tests/test_pooling.py::test_wrong")
    found = read(project)
    wrong = "tests/test_pooling.py::test_wrong"
    assert found.tests[wrong].outcome == "passed"
    assert {name: each for name, each in found.tests.items() if name != wrong} == {
        name: each for name, each in recorded.tests.items() if name != wrong
    }


def test_tests_that_are_gone_are_forgotten(project: Path, recorded: Ledger) -> None:
    edit(project / "tests/test_pooling.py", "[1, 2])\ndef", "[2])\ndef")
    (project / "tests/test_shapes.py").unlink()
    run(project, "--colophon", "-k", "test_empty")
    assert short(recorded.tests) - short(read(project).tests) == {"test_pool[1]", "test_size"}


def test_the_same_run_writes_the_same_bytes(project: Path, recorded: Ledger) -> None:
    path = project / ".cache/colophon/evidence.json"
    before = path.read_bytes()
    path.unlink()
    run(project, "--colophon")
    assert path.read_bytes() == before


def test_workers_of_xdist_write_what_one_process_writes(project: Path, recorded: Ledger) -> None:
    path = project / ".cache/colophon/evidence.json"
    path.unlink()
    run(project, "--colophon", "-n", "2")
    assert read(project) == recorded


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', "\x00", '{"version": 1, "code": 3}'])
def test_a_broken_file_is_written_anew(project: Path, recorded: Ledger, text: str) -> None:
    (project / ".cache/colophon/evidence.json").write_text(text)
    run(project, "--colophon")
    assert read(project) == recorded


def test_beside_coverage_both_see_all(project: Path, recorded: Ledger) -> None:
    path = project / ".cache/colophon/evidence.json"
    path.unlink()
    command = [sys.executable, "-m", "coverage", "run", "--source=src", "-m", "pytest", "--colophon", "-q"]
    subprocess.run(command, cwd=project, capture_output=True)
    report = [sys.executable, "-m", "coverage", "report", "--format=total"]
    assert subprocess.run(report, cwd=project, capture_output=True, text=True).stdout.strip() == "100"
    assert read(project) == recorded


def test_the_folders_are_the_import_paths_of_the_site(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: !ENV NAME\nplugins:\n  - search\n  - colophon: {import_paths: [lib]}\n"
    )
    (project / "lib").mkdir()
    run(project, "--colophon")
    assert {piece.path for result in read(project).tests.values() for piece in result.ran} == set()


def test_the_folders_can_be_named_in_the_ini_file(project: Path) -> None:
    edit(project / "pyproject.toml", "pythonpath", "colophon_paths = ['src/sample/nowhere', 'lib']\npythonpath")
    run(project, "--colophon")
    assert {piece.path for result in read(project).tests.values() for piece in result.ran} == set()


def test_without_a_record_only_the_files_are_read_that_are_nearest_to_what_scripts_call(project: Path) -> None:
    (project / ".cache/colophon/evidence.json").unlink()
    (project / "figures_src").mkdir()
    (project / "figures_src/sizes.py").write_text("import sample.shapes\n")
    edit(project / "tests/test_pooling.py", "import threading", "raise RuntimeError")
    assert run(project, "--colophon-stale", "-n", "2") == (0, {"test_size"})
