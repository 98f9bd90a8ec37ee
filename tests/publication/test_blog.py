"""The authors of a blog by their keys."""

import pytest

from mkdocs_colophon.publication.blog import authors

AUTHORS = "authors:\n  ada: {name: Ada Lovelace, avatar: a.png}\n  nameless: {avatar: b.png}\n  1: {name: One}\n"


def test_names_come_from_the_nearest_file_above(tmp_path):
    posts = tmp_path / "blog/posts"
    posts.mkdir(parents=True)
    (tmp_path / ".authors.yml").write_text("authors: {far: {name: Far Away}}")
    (tmp_path / "blog/.authors.yml").write_text(AUTHORS)
    assert authors(posts, tmp_path) == {"ada": "Ada Lovelace", "1": "One"}


def test_a_file_above_the_folder_of_pages_is_not_read(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / ".authors.yml").write_text(AUTHORS)
    assert authors(docs, docs) == {}


@pytest.mark.parametrize("text", ["authors: [", "authors: [a]", "- a", "", "authors: 2026-02-30"])
def test_a_broken_file_gives_no_names(tmp_path, text):
    (tmp_path / ".authors.yml").write_text(text)
    assert authors(tmp_path, tmp_path) == {}
