"""Digests of what is on the disk."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from mkdocs_colophon.tracing.file_digests import content, listing


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1])
def test_the_digest_of_a_file_is_that_of_all_its_bytes(tmp_path: Path, size: int) -> None:
    (tmp_path / "x").write_bytes(b"a" * size)
    assert content(str(tmp_path / "x")) == sha256(b"a" * size).hexdigest()


def test_what_is_no_ordinary_file_has_no_digest_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [content(str(path)) for path in (tmp_path, tmp_path / "nowhere", tmp_path / "pipe", "a\0b")] == [None] * 4


def test_the_digest_of_a_folder_is_that_of_its_names_in_order(tmp_path: Path) -> None:
    for name in ("b", "a", "__pycache__"):
        (tmp_path / name).touch()
    assert listing(str(tmp_path)) == sha256(b"a\0b").hexdigest()
    assert listing(str(tmp_path / "a")) is None
