"""What is known of source files from before holds as long as the file system says that they are the same."""

import os
from pathlib import Path

import pytest

from mkdocs_colophon.evidence.source_tree import Project
from mkdocs_colophon.freshness.source_cache import Notes

CODE = "import math\n\n\ndef half(x):\n    y = x / 2\n    return y\n"
LATER = CODE.replace("2", "4")
OLD = 1_000_000_000  # seconds; when the file was written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "src/half.py"
    path.parent.mkdir()
    path.write_text(CODE)
    return path


def project(root: Path, *, thorough: bool = False) -> Project:
    return Project(root, [Path("src")], (), Notes(root / "notes.json", thorough=thorough))


def known(root: Path, monkeypatch: pytest.MonkeyPatch, *, thorough: bool = False) -> tuple[object, ...]:
    """All facts about the file; it is noted as if it had been written long ago."""
    monkeypatch.setattr("time.time_ns", lambda: 2 << 60)
    found = project(root, thorough=thorough)
    source = found["src/half.py"]
    facts = source.digests, source.imports, dict(source.lines), source.whole
    found.note()
    return facts


def test_what_is_noted_is_what_was_found_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = file.parents[1]
    first, second = known(root, monkeypatch), known(root, monkeypatch)
    assert first == second
    assert first[1:3] == (frozenset({(0, "math")}), {"half": (5, 6)})


def test_a_file_that_has_not_changed_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = file.parents[1]
    first = known(root, monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", None)
        assert known(root, monkeypatch) == first


@pytest.mark.parametrize("content", [LATER, CODE + "\n\ndef more(): pass\n", ""])
def test_a_file_that_has_changed_is_read(file: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    root = file.parents[1]
    before = known(root, monkeypatch)
    file.write_text(content)
    os.utime(file, (OLD, OLD))
    after = known(root, monkeypatch)
    assert after != before
    assert after == known(root, monkeypatch, thorough=True)


def test_a_file_that_was_written_just_now_is_not_noted(file: Path) -> None:
    found = project(file.parents[1])
    assert found["src/half.py"].whole
    found.note()
    assert not (file.parents[1] / "notes.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"key": 1, "rows": 2}', "\x00"])
def test_a_broken_file_of_notes_is_none(file: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    root = file.parents[1]
    first = known(root, monkeypatch)
    (root / "notes.json").write_text(text)
    assert known(root, monkeypatch) == first


def test_a_folder_that_cannot_be_written_is_no_problem(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = file.parents[1]
    (root / "notes.json").mkdir()
    assert known(root, monkeypatch) == known(root, monkeypatch)


def test_a_file_that_is_gone_is_absent(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = file.parents[1]
    known(root, monkeypatch)
    file.rename(file.with_name("other.py"))
    assert project(root)["src/half.py"].whole == "absent"
    assert project(root)["src/half.py"].lines == {}
