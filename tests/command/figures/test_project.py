"""A project as the commands know it."""

from pathlib import Path

import pytest

from mkdocs_colophon.command.figures.project import Project
from mkdocs_colophon.figures.drift import lockfile, redraw
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.problems import Refused

CONFIG = Path("mkdocs.yml")


def test_it_lies_where_its_mkdocs_yml_does_which_says_where_its_scripts_are(run, tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    project = Project.of(tmp_path / CONFIG)
    assert (project.settings.root, project.settings.scripts) == (tmp_path, tmp_path / "scripts")


@pytest.mark.parametrize(("asked", "jobs"), [(0, 1), (3, 3)])
def test_it_draws_as_many_figures_at_once_as_it_is_told_or_else_as_the_site_says(run, asked, jobs):
    assert Project.of(CONFIG, asked).jobs == jobs


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ([], ["a", "b", "deep/c"]),
        (["b"], ["b"]),
        (["scripts/deep/c.py", "a"], ["deep/c", "a"]),
    ],
)
def test_a_figure_is_chosen_by_its_name_or_the_path_of_its_script_and_without_names_all_are(run, names, chosen):
    assert Project.of(CONFIG).chosen(names) == chosen


@pytest.mark.parametrize(("name", "hint"), [("deep/d", " (did you mean 'deep/c'?)"), ("z", "")])
def test_a_figure_that_is_not_there_is_refused_with_the_nearest(run, name, hint):
    with pytest.raises(Refused) as refused:
        Project.of(CONFIG).chosen([name])
    assert str(refused.value) == f"there is no figure '{name}'{hint}"


def test_a_figure_has_every_reason_why_it_is_stale(run):
    assert Project.of(CONFIG).figure("b").reasons == ("it was never drawn",)


@pytest.fixture
def project(run, monkeypatch):
    """The project, with a lockfile of one figure that no script draws and one that a script does."""
    monkeypatch.setattr(redraw, "PAUSE", 0.0)
    lockfile.write(Path("scripts/figures.lock"), {"a": Entry("f", "d", {}), "gone": Entry("f", "d", {})})
    return Project.of(CONFIG)


def test_the_lockfile_lies_beside_the_scripts(project):
    lock = project.lock()
    assert (lock.path, lock.entries.keys()) == ("scripts/figures.lock", {"a", "gone"})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], {"a": "data", "b": "new", "deep/c": "new", "gone": "orphan"}),
        (["b"], {"b": "new"}),
        (["scripts/a.py"], {"a": "data"}),
    ],
)
def test_only_what_is_named_is_compared_and_without_names_all_of_both(project, names, found):
    assert {each.name: each.kind for each in project.compared(project.lock(), names)} == found
