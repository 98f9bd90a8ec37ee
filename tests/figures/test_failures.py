"""What an author is told of a script that draws no figure."""

from pathlib import Path

import pytest

from mkdocs_colophon.figures import failures
from mkdocs_colophon.figures.drawing.job import Failure
from mkdocs_colophon.figures.figure_cache import CacheError
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.processes.isolation import Ended

ROOT = Path("/project")
SETTINGS = FigureSettings(ROOT, ROOT / "figures_src", ROOT / ".cache/figures", timeout=2.5)
SCRIPT = "figures_src/a.py"
DUMP = f'Current thread (most recent call first):\n  File "{ROOT}/src/b.py", line 9\n  File "{ROOT}/{SCRIPT}", line 3\n'


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (Failure("no luck"), "a.py FIG001 the figure is not drawn: no luck"),
        (Failure("no luck", 3), "a.py:3 FIG001 the figure is not drawn: no luck"),
        (
            Failure("no luck", 3, f"{ROOT}/src/b.py:9"),
            "a.py:3 FIG001 the figure is not drawn: no luck (raised in src/b.py:9)",
        ),
    ],
)
def test_an_error_is_told_with_its_line_and_where_else_it_was_raised(failure, text):
    assert str(failures.of_script(SETTINGS, SCRIPT, failure)) == f"figures_src/{text}"


@pytest.mark.parametrize(
    ("ended", "text"),
    [
        (
            Ended(-9, True, DUMP),
            "FIG002 the figure is not drawn: it took longer than 2.5 s and was stopped "
            "(make it quicker, or raise `figure_timeout`)",
        ),
        (
            Ended(-11, False, DUMP),
            "FIG003 the figure is not drawn: the script ended its process (signal 11) (let draw() return)",
        ),
        (
            Ended(0, False, DUMP),
            "FIG003 the figure is not drawn: the script ended its process (exit status 0) (let draw() return)",
        ),
    ],
)
def test_a_process_that_ended_is_told_with_the_line_that_it_was_in(ended, text):
    assert str(failures.of_process(SETTINGS, SCRIPT, ended)) == f"{SCRIPT}:3 {text}"


def test_a_figure_that_could_not_be_handed_over_is_told_with_the_reason():
    problem = failures.of_executor(SCRIPT, RuntimeError("no worker"))
    assert str(problem) == f"{SCRIPT} FIG003 the figure is not drawn: no worker"


def test_a_cache_that_cannot_be_used_is_told_with_what_would_help():
    assert str(failures.of_cache(SETTINGS, CacheError("disk full"))) == (
        "FIG008 the cache of figures, .cache/figures/, cannot be used: disk full "
        "(make room for it, or give this user the right to write there)"
    )


@pytest.mark.parametrize(
    ("size", "own", "kilobytes"),
    [
        (1000, "", None),
        (1001, "", "1 kB, more than 1"),
        (2_500_000, "x = 1\n  # colophon: size 2\n", "2,500 kB, more than 2"),
        (2000, "# colophon: size 2\n", None),
        (2000, "x = 1  # colophon: size 2\n", "2 kB, more than 1"),
    ],
)
def test_a_picture_may_have_as_many_bytes_as_the_site_or_its_script_allows(tmp_path, size, own, kilobytes):
    (tmp_path / "a.svg").write_bytes(bytes(size))
    (tmp_path / "a.py").write_text(own)
    problem = failures.overrun(tmp_path / "a.svg", 1000, tmp_path / "a.py", "figures_src/a.py")
    assert (str(problem) if problem else None) == (
        f"figures_src/a.py FIG007 the picture has {kilobytes} "
        "(draw dense parts with `rasterized=True`, or allow it with a line `# colophon: size …`)"
        if kilobytes
        else None
    )
