"""Texts kept between builds."""

import os
import threading
from pathlib import Path

import pytest

from mkdocs_colophon.store import AGE, Store


@pytest.fixture
def opened(tmp_path):
    """Opens the same store again and again, on the day that is named."""
    made = []

    def open_(day=0):
        made.append(Store(tmp_path / "new/texts.db", day))
        return made[-1]

    yield open_
    for each in made:
        each.close()


def kept(store, texts):
    store.write(texts)
    store.close()


def test_what_was_kept_is_read_by_another_build(opened):
    kept(opened(), {"a": "one", "b": "two"})
    assert opened().read(["b", "a", "c"]) == {"a": "one", "b": "two"}


def test_before_anything_is_kept_there_is_no_file(opened, tmp_path):
    store = opened()
    assert store.read(["a"]) == {}
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_text_kept_again_is_the_new_one(opened):
    kept(opened(), {"a": "one"})
    kept(opened(), {"a": "two"})
    assert opened().read(["a"]) == {"a": "two"}


def test_it_can_be_used_after_its_end(opened):
    store = opened()
    kept(store, {"a": "one"})
    assert store.read(["a"]) == {"a": "one"}


def test_what_no_build_has_used_for_long_is_forgotten(opened):
    kept(opened(0), {"used": "one", "left": "two"})
    for day in (AGE, AGE + 1):
        store = opened(day)
        store.read(["used"])
        store.close()
    assert opened(AGE + 1).read(["used", "left"]) == {"used": "one"}


@pytest.mark.parametrize(("day", "left"), [(AGE, {"left": "two"}), (AGE + 1, {})])
def test_what_is_not_used_is_kept_to_the_day(tmp_path, day, left):
    kept(Store(tmp_path / "texts.db", 0), {"used": "one", "left": "two"})
    store = Store(tmp_path / "texts.db", day)
    store.read(["used"])
    store.close()
    assert Store(tmp_path / "texts.db", day).read(["left"]) == left


def test_what_was_used_in_time_is_kept(opened):
    kept(opened(0), {"a": "one", "b": "two"})
    for day in range(1, 3 * AGE, AGE):
        store = opened(day)
        assert store.read(["a", "b"]) == {"a": "one", "b": "two"}
        store.close()


def test_two_builds_at_once_both_keep_their_texts(opened):
    one, two = opened(), opened()
    one.write({"a": "one"}), two.write({"a": "one", "b": "two"})
    one.close(), two.close()
    assert opened().read(["a", "b"]) == {"a": "one", "b": "two"}


def test_builds_in_many_threads_lose_nothing(tmp_path):
    def build(number):
        store = Store(tmp_path / "texts.db")
        kept(store, {f"{number} {n}": "x" for n in range(50)})

    threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store(tmp_path / "texts.db")
    assert len(store.read(f"{number} {n}" for number in range(8) for n in range(50))) == 400
    store.close()


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_database_that_is_none_costs_time_only(tmp_path, content):
    (tmp_path / "texts.db").write_bytes(content)
    store = Store(tmp_path / "texts.db")
    assert store.read(["a"]) == {}
    kept(store, {"a": "one"})
    assert store.read(["a"]) in ({}, {"a": "one"})
    store.close()


def test_a_folder_that_cannot_be_made_costs_time_only():
    store = Store(Path(os.devnull, "texts.db"))
    kept(store, {"a": "one"})
    assert store.read(["a"]) == {}
