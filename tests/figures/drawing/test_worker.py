"""What a failing script is told by the process that ran it; drawing itself is tested by drawing."""

from pathlib import Path

import pytest

from mkdocs_colophon.figures.drawing.job import Failure, Job
from mkdocs_colophon.figures.drawing.sandbox import Forbidden
from mkdocs_colophon.figures.drawing.worker import PRINTS, Sink, failure
from mkdocs_colophon.tracing.access_monitor import AccessMonitor

FILES = {
    "figures_src/a.py": "import sys\n\ndef draw():\n    return half(0)\n",
    "src/kit.py": "def half(x):\n\n    return 1 / x\n",
}


@pytest.fixture
def job(tmp_path: Path) -> Job:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    folder = tmp_path / "figures_src"
    return Job("a", folder / "a.py", tmp_path, folder, tmp_path / ".cache", folder / "style", folder / "palette")


def told(job: Job, code: str) -> Failure:
    """What is told of the error that `code` raises, which knows the functions of both files."""
    names: dict[str, object] = {"Forbidden": Forbidden}
    for file in FILES:
        path = job.root / file
        exec(compile(path.read_text(), str(path), "exec"), names)
    with pytest.raises(BaseException) as error:
        exec(code, names)
    return failure(job, AccessMonitor(job.root), error.value)


def test_a_failure_in_a_module_has_the_line_of_the_script_and_the_place_in_the_module(job: Job) -> None:
    assert told(job, "draw()") == Failure("ZeroDivisionError: division by zero", 4, f"{job.root}/src/kit.py:3")


def test_a_failure_elsewhere_has_no_line(job: Job) -> None:
    assert told(job, "half(0)") == Failure("ZeroDivisionError: division by zero", 0, "")


def test_a_script_that_is_no_python_has_the_line_of_the_error(job: Job) -> None:
    assert told(job, f"compile('a\\n\\ndef', {str(job.script)!r}, 'exec')") == Failure(
        f"SyntaxError: invalid syntax ({job.script.name}, line 3)", 3, ""
    )


def test_what_colophon_says_itself_stands_without_the_name_of_the_error(job: Job) -> None:
    assert told(job, "raise Forbidden('the script opens a window')") == Failure("the script opens a window")


def test_an_error_without_words_is_named(job: Job) -> None:
    assert told(job, "raise KeyError") == Failure("KeyError")


def test_a_script_may_print_up_to_a_limit() -> None:
    sink = Sink()
    print("x" * (PRINTS - 1), file=sink)
    with pytest.raises(Forbidden, match="the script prints more than 1 MB, and nobody reads it"):
        print(file=sink)
