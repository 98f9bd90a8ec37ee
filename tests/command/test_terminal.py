"""What commands show: problems on one of the streams, and a bar on terminals only."""

import sys

from mkdocs_colophon.command.terminal import progress, tell
from mkdocs_colophon.problems import Problem

PROBLEMS = [Problem("FIG001", "the figure is not drawn", path="a.py", line=3), Problem("FIG041", "no lockfile")]
LINES = "a.py:3 FIG001 the figure is not drawn\nFIG041 no lockfile\n"


def test_problems_are_printed_one_a_line_and_give_the_status_1(capsys):
    assert tell(iter(PROBLEMS)) == 1
    assert capsys.readouterr() == (LINES, "")


def test_problems_of_a_command_that_prints_something_else_go_to_the_other_stream(capsys):
    assert tell(PROBLEMS, sys.stderr) == 1
    assert capsys.readouterr() == ("", LINES)


def test_without_problems_nothing_is_printed_and_the_status_is_0(capsys):
    assert tell([]) == 0
    assert capsys.readouterr() == ("", "")


def test_where_there_is_no_terminal_only_the_lines_are_printed_and_as_they_are(capsys):
    line = f"Drew figures/[a]:x:{'b' * 100}.svg (0.12 s)"
    with progress("Drawing figures", 2) as step:
        step(line)
        step()
    assert capsys.readouterr() == ("", f"{line}\n")
