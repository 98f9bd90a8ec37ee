"""The command `colophon`: what it can be told, and the status and the line with which it ends."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from mkdocs_colophon.command import main as command
from mkdocs_colophon.command.figures import accept, build, check, clean, listing, show, why
from mkdocs_colophon.figures.drift.lockfile import LockError
from mkdocs_colophon.figures.figure_cache import CacheError
from mkdocs_colophon.options import OptionsError
from mkdocs_colophon.problems import Refused
from mkdocs_colophon.processes.pool import ExecutorError

CHOICE = {"names": [], "jobs": 0}


@pytest.mark.parametrize(
    ("line", "module", "told"),
    [
        ("build", build, CHOICE | {"executor": "process", "shard": None, "verify": False}),
        (
            "build a b --jobs 2 --executor dask --shard 1/4 --verify",
            build,
            {"names": ["a", "b"], "jobs": 2, "executor": "dask", "shard": "1/4", "verify": True},
        ),
        ("list", listing, {"stale": False}),
        ("list --stale", listing, {"stale": True}),
        ("check", check, CHOICE | {"strict": False, "report": None, "against": None}),
        (
            "check a --jobs 2 --strict --report out --against site",
            check,
            {"names": ["a"], "jobs": 2, "strict": True, "report": Path("out"), "against": Path("site")},
        ),
        ("accept", accept, CHOICE),
        ("accept a --jobs 2", accept, {"names": ["a"], "jobs": 2}),
        ("why a", why, {"name": "a"}),
        ("show a", show, {"name": "a"}),
        ("clean", clean, {}),
    ],
)
def test_a_command_line_is_for_one_module_and_says_all_that_it_asks_for(line, module, told):
    given = vars(command.parser().parse_args(["figures", *line.split()]))
    assert given == {"config": Path("mkdocs.yml"), "run": module.run} | told


@pytest.mark.parametrize("arguments", [[], ["figures"], ["draw"], ["figures", "draw"], ["figures", "why"]])
def test_what_is_no_command_line_ends_with_status_2(arguments):
    with pytest.raises(SystemExit, match="2"):
        command.main(arguments)


@pytest.fixture
def added(monkeypatch):
    """Adds a command `new` that does what it is given."""

    def add(run):
        newcomer = SimpleNamespace(add=lambda parsers: parsers.add_parser("new").set_defaults(run=run))
        monkeypatch.setattr(command, "COMMANDS", (*command.COMMANDS, newcomer))

    return add


def test_a_command_is_added_by_one_entry_and_needs_no_options_of_figures(added, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    added(lambda given: 7)
    assert command.main(["new"]) == 7


@pytest.mark.parametrize("error", [Refused, OptionsError, ExecutorError, CacheError, LockError])
def test_an_error_that_says_why_ends_a_command_with_one_line_and_the_status_2(added, capsys, error):
    def refuse(given):
        raise error("there is no room")

    added(refuse)
    assert (command.main(["new"]), capsys.readouterr()) == (2, ("", "colophon: there is no room\n"))


def test_a_mistake_of_ours_is_not_said_in_one_line(added):
    def fail(given):
        raise ValueError("a mistake")

    added(fail)
    with pytest.raises(ValueError, match="a mistake"):
        command.main(["new"])


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["why", "deep/d"], "there is no figure 'deep/d' (did you mean 'deep/c'?)"),
        (["build", "--shard", "3/2"], "'3/2' is no part of a whole; write 1/3, 2/3 or 3/3"),
        (["build", "--executor", "pbs"], "there is no executor 'pbs'; there is process, dask and dask=ADDRESS"),
        (["--config", "no.yml", "list"], "no.yml cannot be read: No such file or directory; `--config` names another"),
        (["check"], "scripts/figures.lock cannot be read: Is a directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_the_status_is_2(run, arguments, text):
    Path("scripts/figures.lock").mkdir()
    assert run(*arguments) == (2, [], [f"colophon: {text}"])
