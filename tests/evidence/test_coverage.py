"""What the site says of three of its figures is what coverage.py sees: functions, tests, and lines that no test ran.

Both look at the same tests, each in a run of its own. Neither shares code with the other.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path

import pytest

from mkdocs_colophon.evidence import evidence
from mkdocs_colophon.evidence.current_ledger import current_ledger_at
from mkdocs_colophon.figures.batch import Batch
from mkdocs_colophon.figures.settings import FigureSettings

ROOT = Path(__file__).parents[2]
FIGURES = ["dilation", "max_pooling", "sliding_kernel"]
TESTS = [f"tests/convnets/test_{name}.py" for name in ("arithmetic", "convolution", "windows", "pooling")]
OPTIONS = ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
KEPT = ["src/convnets", "figures_src", "tests/conftest.py", "tests/browser/serving.py", "mkdocs.yml", "pyproject.toml"]

# every line that these figures run is tested, so one of them is given a line that is not
HOLE = "\n\ndef holed(x: int) -> int:\n    if x > 0:\n        return 1\n    return 0\n"
CALL = "    from convnets.pooling import holed\n\n    holed(1)\n"
TEST = "\n\nfrom convnets.pooling import holed\n\n\ndef test_holed() -> None:\n    assert holed(0) == 0\n"

# coverage.py knows no contexts for single cases of a parametrized test: it is told
CONTEXTS = """
import coverage
import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    measured = coverage.Coverage.current()
    measured.switch_context(item.nodeid)
    result = yield
    measured.switch_context("")
    return result
"""
# what the builder calls of each script, and what coverage.py saw by file, function, line and context
MEASURE = """
import importlib, json, runpy, sys
from pathlib import Path
import coverage
from coverage.python import PythonFileReporter

sys.path[:0] = ["src", "figures_src", "."]
figures, tests = json.loads(sys.argv[1])
measured = coverage.Coverage(data_file=None, config_file=False, source=["src/convnets"])
measured.start()
import pytest
failed = pytest.main(["-p", "contexts", *tests])
for name in figures:
    measured.switch_context("")
    script = importlib.import_module(name)
    measured.switch_context(f"figure {name}")
    script.draw()
    getattr(script, "values", dict)()
measured.switch_context("")
measured.stop()
data, found = measured.get_data(), {}
for file in sorted(data.measured_files()):
    contexts = data.contexts_by_lineno(file)
    reporter = PythonFileReporter(file, measured)
    statements = reporter.lines()
    for region in reporter.code_regions():
        if region.kind == "function":
            lines = {line: contexts.get(line, []) for line in sorted(region.lines & statements)}
            found.setdefault(str(Path(file).relative_to(Path.cwd()).as_posix()), {})[region.name] = lines
Path("measured.json").write_text(json.dumps(found))
sys.exit(failed)
"""

Seen = Mapping[str, Mapping[str, Mapping[int, set[str]]]]  # by file, function and line: in which contexts it ran


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The part of this site that the three figures need."""
    folder = tmp_path_factory.mktemp("site")
    for name in [*KEPT, *TESTS]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for name, more in {"src/convnets/pooling.py": HOLE, TESTS[-1]: TEST}.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(more)
    script = folder / "figures_src/max_pooling.py"
    text = script.read_text("utf-8")
    script.write_text(text.replace("def draw() -> Figure:\n", f"def draw() -> Figure:\n{CALL}"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def proven(site: Path, executor: Executor) -> Mapping[str, evidence.Evidence]:
    """What Colophon says of each figure, from a recorded run of the tests."""
    command = [sys.executable, "-m", "pytest", "--colophon", *OPTIONS, *TESTS]
    subprocess.run(command, cwd=site, check=True, capture_output=True)
    settings = FigureSettings(site, site / "figures_src", site / ".cache/figures", (site / "src",), 60.0)
    figures = {each.name: each.figure for each in Batch(settings, lambda: executor).finish()}
    current, sources, wrong = current_ledger_at(site, [Path("src")])
    assert wrong == []
    return {name: evidence.evidence_for(figures[name].ran, current, sources) for name in FIGURES}


@pytest.fixture(scope="module")
def seen(site: Path) -> Seen:
    """What coverage.py says of the tests and the figures."""
    (site / "contexts.py").write_text(CONTEXTS)
    command = [sys.executable, "-c", MEASURE, json.dumps([FIGURES, [*OPTIONS, *TESTS]])]
    subprocess.run(command, cwd=site, check=True, capture_output=True)
    measured = json.loads((site / "measured.json").read_text())
    return {
        file: {name: {int(n): set(contexts) for n, contexts in lines.items()} for name, lines in functions.items()}
        for file, functions in measured.items()
    }


def ran(lines: Mapping[int, set[str]], name: str) -> set[int]:
    return {line for line, contexts in lines.items() if f"figure {name}" in contexts}


def standing(lines: Mapping[int, set[str]]) -> set[str]:
    return {each for contexts in lines.values() for each in contexts if "::" in each}


@pytest.mark.parametrize("name", FIGURES)
def test_the_functions_are_those_that_coverage_saw_the_script_run(
    proven: Mapping[str, evidence.Evidence], seen: Seen, name: str
) -> None:
    functions = {
        (file, function) for file, found in seen.items() for function, lines in found.items() if ran(lines, name)
    }
    assert {(each.path, each.name) for each in proven[name].functions} == functions
    assert len(functions) > 2


@pytest.mark.parametrize("name", FIGURES)
def test_the_tests_of_each_function_are_those_that_coverage_saw_run_it(
    proven: Mapping[str, evidence.Evidence], seen: Seen, name: str
) -> None:
    for each in proven[name].functions:
        assert (str(each), set(each.passing)) == (str(each), standing(seen[each.path][each.name]))
        assert (each.failing, each.stale) == ((), ())


@pytest.mark.parametrize("name", FIGURES)
def test_the_untested_lines_are_those_that_coverage_saw_no_test_run(
    proven: Mapping[str, evidence.Evidence], seen: Seen, name: str
) -> None:
    for each in proven[name].functions:
        lines = seen[each.path][each.name]
        alone = {line for line in ran(lines, name) if not standing({line: lines[line]})}
        assert (str(each), set(each.untested)) == (str(each), alone)


def test_the_line_that_no_test_runs_is_told(proven: Mapping[str, evidence.Evidence], site: Path) -> None:
    lines = (site / "src/convnets/pooling.py").read_text("utf-8").splitlines()
    told = {(name, lines[line - 1]) for name in FIGURES for each in proven[name].functions for line in each.untested}
    assert told == {("max_pooling", "        return 1")}
