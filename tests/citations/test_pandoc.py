"""Which pandoc runs, and what happens when there is none, or one that is too old."""

import pytest

from mkdocs_colophon.citations import pandoc
from mkdocs_colophon.citations.pandoc import PandocError


@pytest.fixture
def program(tmp_path):
    """Writes a program that says `text` whatever it is asked, and gives its path."""

    def write(text, name="pandoc"):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\necho '{text}'\n")
        path.chmod(0o755)
        return str(path)

    return write


def test_the_pandoc_of_the_package_runs_and_is_new_enough():
    path, identity = pandoc.find()
    pandoc.check(path)
    assert identity.startswith("pypandoc_binary ")


def test_the_environment_may_name_another(monkeypatch, program):
    monkeypatch.setenv("COLOPHON_PANDOC", program("pandoc 3.5"))
    assert pandoc.find()[0] == program("pandoc 3.5")


def test_another_pandoc_is_told_apart_from_its_successor(monkeypatch, program):
    monkeypatch.setenv("COLOPHON_PANDOC", program("pandoc 3.5"))
    before = pandoc.find()
    program("pandoc 3.10")
    assert pandoc.find() != before


def test_without_the_package_the_one_of_the_system_is_taken(monkeypatch, program):
    path = program("pandoc 3.5")
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", path.removesuffix("/pandoc"))
    assert pandoc.find()[0] == path


def test_without_any_the_message_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PandocError, match=r"^pandoc is missing; `pip install pypandoc_binary` brings one$"):
        pandoc.find()


def test_a_name_in_the_environment_that_is_no_program_is_an_error(monkeypatch):
    monkeypatch.setenv("COLOPHON_PANDOC", "no-such-pandoc")
    with pytest.raises(PandocError, match="^COLOPHON_PANDOC is 'no-such-pandoc', which is no program"):
        pandoc.find()


@pytest.mark.parametrize("said", ["pandoc 3.1", "pandoc 3.1.11.1", "pandoc 4.0", "pandoc.exe 3.9"])
def test_a_pandoc_that_is_new_enough_passes(program, said):
    assert pandoc.check(program(said)) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("pandoc 2.19.2", r"^pandoc 2\.19 is too old, 3\.1 is needed; `pip install pypandoc_binary` brings one$"),
        ("pandoc 3.0", r"^pandoc 3\.0 is too old"),
        ("something else", "is no pandoc"),
    ],
)
def test_a_pandoc_that_is_too_old_or_none_is_an_error(program, said, reason):
    with pytest.raises(PandocError, match=reason):
        pandoc.check(program(said))


def test_what_does_not_run_is_an_error(tmp_path):
    with pytest.raises(PandocError, match="does not run"):
        pandoc.check(str(tmp_path))
