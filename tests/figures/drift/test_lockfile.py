"""The lockfile: what is written is read, a diff is as small as the change, and a broken file has a line."""

import difflib
import stat
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.drift.fingerprint import Entry, entry, fingerprint
from mkdocs_colophon.figures.drift.lockfile import Lock, LockError, dump, line_of, load, read, write
from mkdocs_colophon.figures.figure_cache import Record
from mkdocs_colophon.tracing.trace import Module, Trace

HERE = {"matplotlib": "3.11.2", "python": "3.11"}
ENTRIES = {
    "dilation": Entry("f0", "d0", {}, {}, HERE),
    "max_pooling": Entry("f1", "d1", {".svg": "o1", ".dark.svg": "o2"}, {"kept": 4, "share": 0.25, "unit": "px"}, HERE),
    "maps/of the world": Entry("f2", "d2", {".svg": "o3"}, {}, HERE | {"scipy": "1.17"}),
    "old": Entry("f3", "d3", {".svg": "o4"}, {}, {"python": "3.10"}),
}
TEXT = """\
# Every figure as it was accepted. `colophon figures check` draws them anew and compares;
# `colophon figures accept` writes this file. After a merge conflict, keep either side and accept.
version = 1

[environment]
matplotlib = "3.11.2"
python = "3.11"

[figures.dilation]
fingerprint = "f0"
data = "d0"

[figures."maps/of the world"]
fingerprint = "f2"
data = "d2"
outputs.".svg" = "o3"
environment.scipy = "1.17"

[figures.max_pooling]
fingerprint = "f1"
data = "d1"
outputs.".dark.svg" = "o2"
outputs.".svg" = "o1"
values.kept = 4
values.share = 0.25
values.unit = "px"

[figures.old]
fingerprint = "f3"
data = "d3"
outputs.".svg" = "o4"
environment.matplotlib = ""
environment.python = "3.10"
"""

LINES = "# a line\n" * 9


def locked(entries):
    return load(dump(entries), "figures.lock")


def test_a_lockfile_is_sorted_and_names_the_environment_of_most_figures_once():
    assert dump(dict(reversed(ENTRIES.items()))) == TEXT


def test_what_is_written_is_read():
    assert load(TEXT, "figures.lock") == Lock("figures.lock", TEXT, ENTRIES)


words = st.text(max_size=8)
surroundings = st.dictionaries(words, st.text(min_size=1, max_size=8), max_size=3)
numbers = st.integers() | st.floats(allow_nan=False) | words
entries = st.builds(Entry, words, words, st.dictionaries(words, words), st.dictionaries(words, numbers), surroundings)


@given(st.dictionaries(words, entries, max_size=4))
def test_whatever_is_written_is_read(given):
    assert locked(given) == Lock("figures.lock", dump(given), given)


@given(st.text() | st.text("[]=.\"'figures \n1{}").map(lambda text: f"version = 1\n{text}"))
def test_no_text_is_more_than_one_problem(text):
    lock = load(text, "figures.lock")
    assert len(lock.problems) <= 1
    assert [(problem.path, problem.line > 0) for problem in lock.problems] in ([], [("figures.lock", True)])


def test_a_change_of_one_figure_is_a_change_of_its_lines_alone():
    after = ENTRIES | {"old": replace(ENTRIES["old"], data="d9")}
    changed = [line for line in difflib.ndiff(TEXT.splitlines(), dump(after).splitlines()) if line[0] in "+-"]
    assert changed == ['- data = "d3"', '+ data = "d9"']


def test_a_new_version_for_all_is_a_change_of_one_line():
    before = {name: replace(ENTRIES[name], environment=HERE) for name in ENTRIES}
    after = {name: replace(ENTRIES[name], environment=HERE | {"python": "3.14"}) for name in ENTRIES}
    changed = [d for d in difflib.ndiff(dump(before).splitlines(), dump(after).splitlines()) if d[0] in "+-"]
    assert changed == ['- python = "3.11"', '+ python = "3.14"']


BROKEN = {
    "our side of a conflict": (f"{LINES}<<<<<<< HEAD\n", 10, "it holds the marks of a merge conflict"),
    "the middle of a conflict": (f"{LINES}=======\n", 10, "it holds the marks of a merge conflict"),
    "their side of a conflict": (f"{LINES}>>>>>>> main\n", 10, "it holds the marks of a merge conflict"),
    "a line cut off": (f"{LINES}[figures.a]\ndata = 'd\n", 11, "it is no TOML: "),
    "a figure twice": ("version = 1\n[figures.a]\n[figures.a]\n", 3, "it is no TOML: Cannot declare"),
    "a file cut off": (f"{TEXT}[figures", 34, "it is no TOML: "),
    "nothing": ("", 1, "its version is None, and this Colophon reads version 1"),
    "a later version": ("version = 2\n", 1, "its version is 2, and this Colophon reads version 1"),
    "figures that are no table": ("version = 1\nfigures = 1\n", 1, "'figures' is no table"),
    "a figure that is no table": ("version = 1\nfigures.a = 1\n", 1, "'a' is no table"),
    "no data": (TEXT.replace('data = "d3"\n', ""), 28, "'old' has no data"),
    "data that are a number": (TEXT.replace('"d3"', "3"), 30, "'old' has no data"),
    "an output that is a number": (TEXT.replace('"o4"', "4"), 31, "'outputs' of 'old' is no table of strings"),
    "outputs in a row": (TEXT.replace('outputs.".svg" = "o4"', "outputs = [1]"), 31, "'outputs' of 'old' is no table"),
    "a value that is a list": (TEXT.replace("kept = 4", "kept = [4]"), 24, "the values of 'max_pooling' are no num"),
    "a value that is true": (TEXT.replace("kept = 4", "kept = true"), 24, "the values of 'max_pooling' are no num"),
    "a version that is a number": (TEXT.replace('"3.10"', "3.10"), 32, "'environment' of 'old' is no table of strings"),
    "an environment of all in a row": ("environment = [1]\nversion = 1\n", 1, "'environment' is no table of strings"),
    "a deep nest": ("a = " + "[" * 100_000, 1, "it is nested too deeply"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_lockfile_is_a_problem_at_its_line(name):
    text, line, words = BROKEN[name]
    lock = load(text, "figures_src/figures.lock")
    [problem] = lock.problems
    assert (lock.entries, problem.code, problem.path, problem.line) == ({}, "FIG040", "figures_src/figures.lock", line)
    assert problem.text.startswith(f"the lockfile of figures cannot be used: {words}")
    assert problem.hint == "mend it, or accept the figures anew: `colophon figures accept`"


def test_words_between_conflict_marks_are_no_conflict():
    text = dump({"a": Entry("f", "d", {}, {"shown": "<<<<<<< HEAD"})})
    assert load(text, "x").problems == ()


def test_the_line_of_a_figure_is_that_of_its_block_and_of_a_key_that_of_the_key():
    assert [line_of(TEXT, *keys) for keys in [("old",), ("max_pooling", "values"), ("gone",), ()]] == [28, 24, 1, 1]


def test_no_lockfile_is_none_and_no_problem(tmp_path):
    assert read(tmp_path / "figures.lock", "figures.lock") == Lock("figures.lock")


def test_a_lockfile_that_cannot_be_read_or_written_is_an_error_in_words(tmp_path):
    (tmp_path / "figures.lock").mkdir()
    with pytest.raises(LockError, match=r"^x cannot be read: Is a directory$"):
        read(tmp_path / "figures.lock", "x")
    with pytest.raises(LockError, match=r"^figures.lock cannot be written: Is a directory$"):
        write(tmp_path / "figures.lock", {})
    assert [path.name for path in tmp_path.iterdir()] == ["figures.lock"]


def test_a_lockfile_that_says_the_same_is_not_touched(tmp_path):
    path = tmp_path / "figures.lock"
    path.write_text(TEXT)
    path.chmod(stat.S_IRUSR)
    before = path.stat()
    write(path, ENTRIES)
    after = path.stat()  # when it was read does not count
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


RECORD = Record(
    name="a",
    picture=Picture(1, 1, "A.", data="4" * 64, values={"share": 1 / 3, "count": 10**20}),
    outputs={".svg": "1" * 32 + ".svg", ".npz": "2" * 32 + ".npz", ".webp": "3" * 32 + ".webp"},
    environment={"python": "3.11.9"},
    trace=Trace(
        {"figures_src/a.py": Module("m", "s", {"draw": "x"})}, False, {"b.csv": "c"}, {"d": "l"}, {"E": "v"}, {"p": "1"}
    ),
)


def test_an_entry_holds_pictures_by_their_digest_and_numbers_to_nine_digits():
    assert entry(RECORD, {"python": "3.11"}) == Entry(
        fingerprint(RECORD.trace),
        "4" * 32,
        {".svg": "1" * 32, ".webp": "3" * 32},
        {"count": 10**20, "share": 0.333333333},
        {"p": "1", "python": "3.11"},
    )


TRACES = {
    "a function": ({"modules": {"figures_src/a.py": Module("m", "s", {"draw": "y"})}}, True),
    "what importing runs": ({"modules": {"figures_src/a.py": Module("m", "t", {"draw": "x"})}}, True),
    "a comment": ({"modules": {"figures_src/a.py": Module("n", "s", {"draw": "x"})}}, False),
    "a module": ({"modules": {}}, True),
    "a file": ({"files": {"b.csv": "d"}}, True),
    "a folder": ({"folders": {"d": "k"}}, True),
    "a file that is not there": ({"files": {"b.csv": "c", "src/b.py": None}}, False),
    "a variable": ({"variables": {}}, False),
    "a version": ({"packages": {}}, False),
}


@pytest.mark.parametrize("name", TRACES)
def test_a_fingerprint_changes_with_what_the_project_holds_and_with_nothing_else(name):
    change, changes = TRACES[name]
    assert (fingerprint(replace(RECORD.trace, **change)) != fingerprint(RECORD.trace)) == changes


def test_a_fingerprint_of_code_that_looks_at_itself_changes_with_a_comment():
    coarse = replace(RECORD.trace, coarse=True)
    other = replace(coarse, modules={"figures_src/a.py": Module("n", "s", {"draw": "x"})})
    assert fingerprint(coarse) != fingerprint(other)
