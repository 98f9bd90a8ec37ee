"""What the tracer records is what coverage.py records, and the interpreter is left as it was found."""

import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from mkdocs_colophon.tracing.code import layout
from mkdocs_colophon.tracing.tracer import Ran, Tracer

OLD = sys.version_info < (3, 12)  # has no sys.monitoring, but a trace function or probes

EXAMPLE = """import functools
import threading

SIZE = 2


def announced(function):
    @functools.wraps(function)
    def wrapper(*values):
        return function(*values)

    return wrapper


@announced
def branch(x):
    if x > 0:
        return "more"
    elif x < 0:
        return "less"
    for _ in range(3):
        x += 1
    else:
        x += SIZE
    return [
        y * 2
        for y in range(x)
        if y
    ]


def count(n):
    yield from range(n)
    yield -1


def total(n):
    return sum(
        y for y in count(n)
    )


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True


def guarded(x):
    with Guard():
        try:
            1 / x
        except ZeroDivisionError:
            raise
        finally:
            x += 1
    return x


def in_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(branch(-1)))
    thread.start()
    thread.join()
    return found


def match(x):
    class Local:
        y = x

    match Local.y:
        case 1:
            return "one"
        case [_, *rest]:
            return rest
    return None
"""
CALLS = [
    "branch(1)",
    "branch(0)",
    "total(3)",
    "list(count(2))",
    "next(count(2))",
    "guarded(0)",
    "guarded(1)",
    "in_thread()",
    "match(1)",
    "match([1, 2])",
    "match(3)",
    "SIZE",
]


@pytest.fixture(params=[False, True] if OLD else [False], ids=["tracing", "probing"] if OLD else ["monitoring"])
def instrumenting(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "example.py").write_text(EXAMPLE)
    (folder / "site-packages").mkdir()
    (folder / "site-packages/installed.py").write_text("def f():\n    return 1\n")
    return folder


def load(path: Path) -> ModuleType:
    """The module at `path`, imported as Python imports it, but never kept."""
    name, sys.path[0:0] = path.stem, [str(path.parent)]
    try:
        importlib.invalidate_caches()
        return importlib.import_module(name)
    finally:
        del sys.path[0], sys.modules[name]


def lines_by_coverage(folder: Path, call: str) -> set[int]:
    """The lines that coverage.py, in a process of its own, sees running by `call`."""
    program = (
        "import coverage, example\n"
        "cov = coverage.Coverage(data_file=None, include=['*/example.py'], config_file=False)\n"
        "cov.start()\n"
        f"eval({call!r}, example.__dict__)\n"
        "cov.stop()\n"
        "data = cov.get_data()\n"
        "print(*[line for file in data.measured_files() for line in data.lines(file)])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    return {int(line) for line in run.stdout.split()}


@contextmanager
def following(folder: Path, *, instrumenting: bool = False) -> Iterator[Tracer]:
    tracer = Tracer([folder], instrumenting=instrumenting)
    tracer.start()
    try:
        yield tracer
    finally:
        tracer.stop()


def recorded(instrumenting: bool, folder: Path, path: Path, call: str) -> dict[str, Ran]:
    """What of the files below `folder` runs by `call` in the module at `path`, once that is imported."""
    with following(folder, instrumenting=instrumenting) as tracer:
        module = load(path)
        tracer.take()
        eval(call, module.__dict__)
        taken = tracer.take()
    return {str(Path(path).relative_to(folder)): ran for path, ran in (taken or {}).items()}


@pytest.mark.parametrize("call", CALLS)
def test_the_lines_are_those_of_coverage(instrumenting: bool, folder: Path, call: str) -> None:
    ran = recorded(instrumenting, folder, folder / "example.py", call).get("example.py", Ran())
    expected = lines_by_coverage(folder, call)
    where = layout(EXAMPLE)
    assert where.places(ran.lines) == where.places(expected)
    assert ran.lines <= expected if instrumenting else ran.lines == expected


def test_the_functions_are_those_that_ran(instrumenting: bool, folder: Path) -> None:
    functions = {
        call: recorded(instrumenting, folder, folder / "example.py", call)["example.py"].functions for call in CALLS[:8]
    }
    wrapped = {"announced.<locals>.wrapper", "branch"}
    guarded = {"guarded", "Guard.__enter__", "Guard.__exit__"}
    assert functions == {
        "branch(1)": wrapped,
        "branch(0)": wrapped,
        "total(3)": {"total", "count"},
        "list(count(2))": {"count"},
        "next(count(2))": {"count"},
        "guarded(0)": guarded,
        "guarded(1)": guarded,
        "in_thread()": {"in_thread", "in_thread.<locals>.<lambda>", *wrapped},
    }


def test_the_run_of_a_module_has_lines_but_no_function(instrumenting: bool, tmp_path: Path) -> None:
    (tmp_path / "constants.py").write_text("A = 1\n\nclass C:\n    B = [x for x in (1, 2)]\n")
    with following(tmp_path, instrumenting=instrumenting) as tracer:
        load(tmp_path / "constants.py")
    assert tracer.take() == {str(tmp_path / "constants.py"): Ran(frozenset(), frozenset({1, 3, 4}))}


def test_installed_packages_and_other_folders_are_not_followed(
    instrumenting: bool, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.py").write_text("def f():\n    return 1\n")
    assert recorded(instrumenting, folder, folder / "site-packages/installed.py", "f()") == {}
    assert recorded(instrumenting, folder, tmp_path / "elsewhere.py", "f()") == {}


def test_each_take_begins_anew(instrumenting: bool, folder: Path) -> None:
    functions = []
    with following(folder, instrumenting=instrumenting) as tracer:
        example = load(folder / "example.py")
        for call in (str, example.branch, example.guarded, example.branch):
            call(1)
            functions.append({name for ran in (tracer.take() or {}).values() for name in ran.functions})
    branch, guarded = {"announced.<locals>.wrapper", "branch"}, {"guarded", "Guard.__enter__", "Guard.__exit__"}
    assert functions == [{"announced"}, branch, guarded, branch]


def test_a_generator_is_recorded_where_it_goes_on(instrumenting: bool, folder: Path) -> None:
    with following(folder, instrumenting=instrumenting) as tracer:
        generator = load(folder / "example.py").count(1)
        tracer.take()
        next(generator)
        first = tracer.take()
        next(generator)
        second = tracer.take()
    assert [sorted(ran.lines) for taken in (first, second) for ran in (taken or {}).values()] == [[33], [34]]


def test_nothing_is_recorded_after_the_end(instrumenting: bool, folder: Path) -> None:
    with following(folder, instrumenting=instrumenting) as tracer:
        pass
    load(folder / "example.py").branch(1)
    assert tracer.take() == {}


def hooks() -> tuple[object, ...]:
    names = [] if OLD else [sys.monitoring.get_tool(tool) for tool in range(6)]
    return (sys.gettrace(), sys.getprofile(), threading.gettrace(), list(sys.meta_path), names)


def test_the_hooks_are_put_back(instrumenting: bool, folder: Path) -> None:
    before = hooks()
    with following(folder, instrumenting=instrumenting):
        assert hooks() != before
    assert hooks() == before


def trace(frame: object, event: str, argument: object) -> None:
    return None


@pytest.mark.skipif(not OLD, reason="run with Python 3.11, which has one trace function only")
def test_where_there_is_one_trace_function_that_of_another_is_left_alone(folder: Path) -> None:
    sys.settrace(trace)
    try:
        with pytest.raises(RuntimeError, match="another tool traces this run"):
            Tracer([folder]).start()
        assert sys.gettrace() is trace
    finally:
        sys.settrace(None)


@pytest.mark.skipif(not OLD, reason="run with Python 3.11, which has one trace function only")
def test_a_trace_that_another_tool_has_taken_over_is_known_as_incomplete(folder: Path) -> None:
    with following(folder) as tracer:
        load(folder / "example.py").branch(1)
        sys.settrace(trace)
        assert tracer.take() is None
    assert sys.gettrace() is trace
    sys.settrace(None)
    assert tracer.take() is None


@pytest.mark.skipif(OLD, reason="run with Python 3.12, which has room for six tools")
def test_two_tracers_work_side_by_side(folder: Path) -> None:
    example = load(folder / "example.py")
    with following(folder) as one, following(folder) as other:
        example.branch(1)
        assert one.take() == other.take() != {}


def test_beside_a_debugger_all_is_seen_that_probes_or_monitoring_see(folder: Path) -> None:
    events = []
    before = sys.gettrace()
    with following(folder, instrumenting=True) as tracer:
        example = load(folder / "example.py")
        tracer.take()
        sys.settrace(lambda frame, event, argument: events.append(frame.f_code.co_name))
        example.branch(1)
        sys.settrace(before)
        ran = tracer.take()
    assert "branch" in events
    assert [set(each.functions) for each in (ran or {}).values()] == [{"announced.<locals>.wrapper", "branch"}]


@pytest.mark.skipif(not OLD, reason="run with Python 3.11: later ones see what was imported before, too")
def test_a_module_that_was_imported_before_its_probes_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "example", load(folder / "example.py"))
    with pytest.raises(RuntimeError, match=r"example\.py was imported before recording began"):
        Tracer([folder], instrumenting=True).start()
