"""What was found out of a file holds for as long as the file system says that it has not changed, and no longer."""

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from mkdocs_colophon.freshness.file_state import PATH, FileState

LATER = 5_000_000_000  # nanoseconds after which a file of just now is settled


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "data.csv").write_bytes(b"one")
    return tmp_path / "data.csv"


def digest(file: Path, *, thorough: bool = False, later: int = LATER) -> str | None:
    """The digest of the file as a build sees it, which keeps what it has learned."""
    state = FileState(file.parent, thorough=thorough, later=later)
    found = state.digest(file.name)
    state.save()
    return found


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file that is read be another."""
    monkeypatch.setattr("mkdocs_colophon.tracing.file_digests.content", lambda path: "read")


def test_a_digest_is_that_of_the_bytes(file: Path) -> None:
    assert digest(file) == digest(file) == sha256(b"one").hexdigest()


def test_a_file_that_has_not_changed_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(file)
    unread(monkeypatch)
    assert digest(file) == first


def test_a_file_is_read_nonetheless_where_dates_are_not_trusted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest(file)
    unread(monkeypatch)
    assert digest(file, thorough=True) == "read"


def replaced(file: Path) -> None:
    """Another file of the same size and date in the place of the file."""
    other, before = file.with_name("other"), file.stat()
    other.write_bytes(b"two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def rewritten(file: Path) -> None:
    """The same file with other bytes, of the same size and date, but for the date of the change."""
    before = file.stat()
    time.sleep(0.02)  # the clock of a file system has steps
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [replaced, rewritten, lambda file: file.write_bytes(b"three")])
def test_a_file_that_has_changed_is_read(file: Path, change: object) -> None:
    digest(file)
    change(file)
    assert digest(file) == sha256(file.read_bytes()).hexdigest()


def test_of_a_file_that_is_gone_there_is_no_digest(file: Path) -> None:
    digest(file)
    file.unlink()
    assert digest(file) is None


def test_of_a_file_written_a_moment_ago_nothing_is_kept_as_it_may_change_without_a_sign(file: Path) -> None:
    digest(file, later=0)
    assert not (file.parent / PATH).exists()


@pytest.mark.parametrize(("age", "later"), [(100, 0), (-100, LATER)], ids=["changed just now", "of tomorrow"])
def test_a_file_is_settled_once_both_of_its_dates_are_old(file: Path, age: int, later: int) -> None:
    then = time.time() - age
    os.utime(file, (then, then))  # the date of the change is that of now
    digest(file, later=later)
    assert not (file.parent / PATH).exists()


def counted(file: Path, calls: list[bytes], kind: str = "length") -> str | None:
    """The length of the file, in words; `calls` says what was read for it."""

    def length(content: bytes) -> str:
        calls.append(content)
        return str(len(content))

    state = FileState(file.parent, later=LATER)
    found = state.derived(file.name, kind, length)
    state.save()
    return found


def test_what_is_derived_of_a_file_is_made_once_for_the_same_bytes(file: Path) -> None:
    calls: list[bytes] = []
    found = [counted(file, calls), counted(file, calls)]
    file.write_bytes(b"three")
    found.append(counted(file, calls))
    file.write_bytes(b"one")
    found.append(counted(file, calls))
    assert (found, calls) == (["3", "3", "5", "3"], [b"one", b"three"])


def test_what_is_derived_is_another_thing_of_another_kind(file: Path) -> None:
    calls: list[bytes] = []
    assert [counted(file, calls, kind) for kind in ("length", "size")] == ["3", "3"]
    assert calls == [b"one", b"one"]


def test_of_a_file_that_is_not_there_nothing_is_derived(file: Path) -> None:
    assert counted(file.with_name("nowhere"), []) is None


def test_what_is_derived_from_a_file_that_changes_meanwhile_is_kept_for_the_bytes_that_were_read(file: Path) -> None:
    state = FileState(file.parent, later=LATER)
    state.digest(file.name)
    file.write_bytes(b"three")
    assert state.derived(file.name, "length", lambda content: str(len(content))) == "5"
    state.save()
    file.write_bytes(b"one")
    assert counted(file, []) == "3"


def test_a_folder_that_cannot_be_written_costs_time_only(file: Path) -> None:
    (file.parent / ".cache").write_bytes(b"")
    assert digest(file) == digest(file) == sha256(b"one").hexdigest()


def test_variables_and_versions_are_those_of_the_run(file: Path) -> None:
    state = FileState(file.parent, {"SIZE": "1"})
    assert state.variable("SIZE") == sha256(b"1").hexdigest()
    assert [state.variable("HOME"), state.version("no-such-package")] == [None, None]
    assert state.version("pytest") == pytest.__version__
