"""When files were last changed, as real repositories tell it."""

import os
import subprocess

import pytest

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import revisions

NEUTRAL = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(autouse=True)
def neutral(monkeypatch):
    for name, value in NEUTRAL.items():
        monkeypatch.setenv(name, value)


def git(folder, *arguments, day="2026-01-01T12:00:00+0000"):
    who = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    # the committer's day is another: a commit that is rebased keeps its author's
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day.replace("2026", "2027")}
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **who, **dates})


@pytest.fixture
def repository(tmp_path):
    """A folder of documents in a repository, and `commit(day, name=text, …)`; None as text removes a file."""
    docs = tmp_path / "repository" / "docs"
    docs.mkdir(parents=True)
    git(docs.parent, "init", "--quiet")

    def commit(day, **files):
        for name, text in files.items():
            path = docs / f"{name}.md"
            path.unlink() if text is None else path.write_text(text)
        git(docs.parent, "add", "--all")
        git(docs.parent, "commit", "--quiet", "--message=x", day=f"{day}T12:00:00+0000")

    return docs, commit


def days(docs):
    found, problems = revisions.changed(docs)
    assert problems == []
    return found


def test_the_last_change_of_each_file_counts_and_not_the_commit_that_brought_it(repository):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1", c="1")
    commit("2026-01-02", a="2", b="2")
    commit("2026-01-03", a="3")
    assert days(docs) == {"a.md": (2026, 1, 3), "b.md": (2026, 1, 2)}


def test_a_day_is_that_of_the_author_on_the_authors_calendar(repository):
    docs, commit = repository
    commit("2026-01-01", a="1")
    (docs / "a.md").write_text("2")
    git(docs, "commit", "--quiet", "--all", "--message=x", day="2026-02-01T23:30:00-1100")
    assert days(docs) == {"a.md": (2026, 2, 1)}


def test_a_file_that_is_touched_made_executable_or_moved_has_not_changed(repository):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1 and more")
    commit("2026-01-02", a="2", b="2 and more")
    (docs / "a.md").chmod(0o755)
    os.utime(docs / "a.md", (0, 0))
    (docs / "c").mkdir()
    git(docs, "mv", "b.md", "c/é.md")
    commit("2026-01-03")
    assert days(docs) == {"a.md": (2026, 1, 2), "c/é.md": (2026, 1, 2)}


def test_a_file_that_stands_where_another_was_has_no_date_of_that(repository):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1")
    commit("2026-01-02", a="2", b="2")
    commit("2026-01-03", a=None, b=None)
    commit("2026-01-04", a="new")
    (docs / "b.md").write_text("not committed")
    assert days(docs) == {}


def test_what_is_not_committed_has_no_date_and_an_edit_under_way_changes_none(repository):
    docs, commit = repository
    commit("2026-01-01", a="1")
    commit("2026-01-02", a="2")
    (docs / "a.md").write_text("3")
    (docs / "b.md").write_text("1")
    assert days(docs) == {"a.md": (2026, 1, 2)}


def test_a_merge_changes_no_date(repository):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1")
    git(docs, "checkout", "--quiet", "-b", "side")
    commit("2026-01-02", a="2")
    git(docs, "checkout", "--quiet", "main")
    commit("2026-01-03", b="2")
    git(docs, "merge", "--quiet", "--no-ff", "side", day="2026-01-09T12:00:00+0000")
    assert days(docs) == {"a.md": (2026, 1, 2), "b.md": (2026, 1, 3)}


def test_settings_of_git_do_not_matter(repository, tmp_path, monkeypatch):
    docs, commit = repository
    commit("2026-01-01", a="1")
    commit("2026-01-02", a="2")
    settings = "[log]\nshowSignature = true\ndate = relative\n[color]\nui = always\n[diff]\nrenames = copies\n"
    (tmp_path / "config").write_text(settings + "[core]\nquotePath = true\n[format]\npretty = fuller\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert days(docs) == {"a.md": (2026, 1, 2)}


def test_a_shallow_clone_knows_less_and_nothing_that_is_wrong_and_says_so(repository, tmp_path):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1")
    commit("2026-01-02", a="2")
    commit("2026-01-03", b="2")
    address = f"file://{docs.parent}"
    known, said = {}, {}
    for depth in (1, 2, 9):
        git(tmp_path, "clone", "--quiet", f"--depth={depth}", address, f"clone{depth}")
        known[depth], problems = revisions.changed(tmp_path / f"clone{depth}" / "docs")
        said[depth] = [str(problem) for problem in problems]
    warning = (
        "PUB009 when pages were last changed is not known: this is a shallow clone, so only the last commits tell it "
        "(`git fetch --unshallow`; in a CI, have the whole history checked out)"
    )
    assert said == {1: [warning], 2: [warning], 9: []}
    whole = {"a.md": (2026, 1, 2), "b.md": (2026, 1, 3)}
    assert known == {1: {}, 2: {"b.md": (2026, 1, 3)}, 9: whole}


def test_outside_of_a_repository_nothing_is_known_and_nothing_is_wrong(tmp_path):
    assert revisions.changed(tmp_path) == ({}, [])


def test_a_machine_without_git_is_told_of(repository, monkeypatch):
    docs, _ = repository
    monkeypatch.setenv("PATH", "")
    text = "when pages were last changed is not known: git is not installed"
    problem = Problem("PUB009", text, "install it, or set `updated_from_git: false`", informational=True)
    assert revisions.changed(docs) == ({}, [problem])


def test_a_repository_that_git_cannot_read_is_told_of(repository):
    docs, _ = repository
    found, [problem] = revisions.changed(docs)
    assert found == {} and problem.informational
    assert problem.text.startswith("when pages were last changed is not known: git says: fatal: ")
    assert "\\n" not in problem.text


def test_a_partial_clone_asks_no_other_machine(repository, tmp_path):
    docs, commit = repository
    commit("2026-01-01", a="1", b="1\n" * 99)
    commit("2026-01-02", a="2")
    commit("2026-01-03", b=None, c="1\n" * 98)  # moved and mended: to know that, one has to read both
    git(docs, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{docs.parent}", "partial")
    assert days(tmp_path / "partial" / "docs") == {"a.md": (2026, 1, 2)}
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", f"file://{docs.parent}", "bare")
    found, [problem] = revisions.changed(tmp_path / "bare" / "docs")
    assert found == {} and "git says: fatal: " in problem.text


def test_two_processes_serve_all_files(repository, monkeypatch):
    docs, commit = repository
    commit("2026-01-01", **{f"page{n}": "1" for n in range(50)})
    commit("2026-01-02", **{f"page{n}": "2" for n in range(50)})
    started = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **how: started.append(command) or run(command, **how))
    assert len(days(docs)) == 50
    assert len(started) == 2
