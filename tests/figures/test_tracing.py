"""What the tracer records is what coverage.py records, and the interpreter is left as it was found."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from mkdocs_colophon.figures.tracing import Ran, Tracer

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "example.py").write_text(EXAMPLE)
    (folder / "site-packages").mkdir()
    (folder / "site-packages/installed.py").write_text("def f():\n    return 1\n")
    return folder


def load(path: Path) -> ModuleType:
    module = ModuleType(path.stem)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module


@pytest.fixture(scope="module")
def example(folder: Path) -> ModuleType:
    return load(folder / "example.py")


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


def recorded(folder: Path, action: Callable[[], object]) -> dict[str, Ran]:
    with Tracer([folder]) as tracer:
        action()
        taken = tracer.take()
    assert taken is not None
    return {str(Path(path).relative_to(folder)): ran for path, ran in taken.items()}


@pytest.mark.parametrize("call", CALLS)
def test_the_lines_are_those_of_coverage(folder: Path, example: ModuleType, call: str) -> None:
    found = recorded(folder, lambda: eval(call, example.__dict__))
    assert found.get("example.py", Ran()).lines == lines_by_coverage(folder, call)


def test_the_functions_are_those_that_ran(folder: Path, example: ModuleType) -> None:
    functions = {call: recorded(folder, lambda call=call: eval(call, example.__dict__)) for call in CALLS[:8]}
    wrapped = {"announced.<locals>.wrapper", "branch"}
    assert {call: set(ran["example.py"].functions) for call, ran in functions.items()} == {
        "branch(1)": wrapped,
        "branch(0)": wrapped,
        "total(3)": {"total", "count"},
        "list(count(2))": {"count"},
        "next(count(2))": {"count"},
        "guarded(0)": {"guarded", "Guard.__enter__", "Guard.__exit__"},
        "guarded(1)": {"guarded", "Guard.__enter__", "Guard.__exit__"},
        "in_thread()": {"in_thread", "in_thread.<locals>.<lambda>", *wrapped},
    }


def test_the_run_of_a_module_has_lines_but_no_function(tmp_path: Path) -> None:
    (tmp_path / "constants.py").write_text("A = 1\n\nclass C:\n    B = [x for x in (1, 2)]\n")
    ran = recorded(tmp_path, lambda: load(tmp_path / "constants.py"))
    assert ran == {"constants.py": Ran(frozenset(), frozenset({1, 3, 4}))}


def test_installed_packages_and_other_folders_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text("def f():\n    return 1\n")
    installed, elsewhere = load(folder / "site-packages/installed.py"), load(tmp_path / "elsewhere.py")
    assert recorded(folder, lambda: (installed.f(), elsewhere.f())) == {}


def test_each_take_begins_anew(folder: Path, example: ModuleType) -> None:
    functions = []
    with Tracer([folder]) as tracer:
        for call in (example.branch, example.guarded, example.branch):
            call(1)
            functions.append({name for ran in (tracer.take() or {}).values() for name in ran.functions})
    branch, guarded = {"announced.<locals>.wrapper", "branch"}, {"guarded", "Guard.__enter__", "Guard.__exit__"}
    assert functions == [branch, guarded, branch]


def test_a_generator_is_recorded_where_it_goes_on(folder: Path, example: ModuleType) -> None:
    with Tracer([folder]) as tracer:
        generator = example.count(1)
        next(generator)
        first = tracer.take()
        next(generator)
        second = tracer.take()
    assert [sorted(ran.lines) for taken in (first, second) for ran in (taken or {}).values()] == [[33], [34]]


def test_nothing_is_recorded_after_the_end(folder: Path, example: ModuleType) -> None:
    with Tracer([folder]) as tracer:
        pass
    example.branch(1)
    assert tracer._observer.take()[0] == []


def hooks() -> tuple[object, ...]:
    names = [sys.monitoring.get_tool(tool) for tool in range(6)] if sys.version_info >= (3, 12) else []
    return (sys.gettrace(), sys.getprofile(), threading.gettrace(), *names)


def test_the_hooks_are_put_back(folder: Path) -> None:
    before = hooks()
    with Tracer([folder]):
        assert hooks() != before
    assert hooks() == before


def test_the_hooks_are_put_back_after_an_error(folder: Path) -> None:
    before = hooks()
    with pytest.raises(KeyError), Tracer([folder]):
        raise KeyError
    assert hooks() == before


def trace(frame: object, event: str, argument: object) -> None:
    return None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="run with Python 3.11, which has one trace function only")
def test_where_there_is_one_trace_function_that_of_another_is_left_alone(folder: Path) -> None:
    sys.settrace(trace)
    try:
        with pytest.raises(RuntimeError, match="another tool traces this run"):
            Tracer([folder]).start()
        assert sys.gettrace() is trace
    finally:
        sys.settrace(None)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="run with Python 3.11, which has one trace function only")
def test_a_trace_that_another_tool_has_taken_over_is_known_as_incomplete(folder: Path, example: ModuleType) -> None:
    with Tracer([folder]) as tracer:
        example.branch(1)
        sys.settrace(trace)
        assert tracer.take() is None
    assert sys.gettrace() is trace
    sys.settrace(None)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="run with Python 3.12, which has room for six tools")
def test_two_tracers_work_side_by_side(folder: Path, example: ModuleType) -> None:
    with Tracer([folder]) as one, Tracer([folder]) as other:
        example.branch(1)
        assert one.take() == other.take() != {}
