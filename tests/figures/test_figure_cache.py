"""The cache of figures: whole figures only, whatever ends a build, and however many builds there are."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest

from mkdocs_colophon.figures import figure_cache
from mkdocs_colophon.figures.batch import Batch
from mkdocs_colophon.figures.figure_cache import Cache, CacheError

SCRIPT = (
    '"""Shows a number."""\nfrom matplotlib.figure import Figure\ndef draw():\n    return Figure(figsize=({n}, 1))\n'
)
SCRIPTS = {f"figures_src/f{n}.py": SCRIPT.format(n=n) for n in range(1, 7)}
NAMES = {f"f{n}" for n in range(1, 7)}
BUILD = """
import sys
from pathlib import Path
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.figures.batch import Batch

root = Path(sys.argv[1])
with drawing_executor(2, Limits()) as executor:
    settings = FigureSettings(root, root / "figures_src", root / ".cache/figures", (root / "src",))
    Batch(settings, lambda: executor).finish()
"""


def build(root):
    """A build in a process of its own, under way."""
    return subprocess.Popen([sys.executable, "-c", BUILD, str(root)], stderr=subprocess.PIPE)


def whole(project):
    """Whether each record's files are those that it says, and there is no other file; gives the records' names."""
    folder = project.settings.cache
    records = Cache(folder).read()
    named = {output for states in records.values() for state in states for output in state.outputs.values()}
    for name in named:
        assert sha256((folder / "pictures" / name).read_bytes()).hexdigest().startswith(name.partition(".")[0])
    return set(records), {path.name for path in folder.glob("pictures/*")} - named


def test_nothing_but_whole_figures_is_left_in_the_cache(project):
    project.outcomes(SCRIPTS | {"figures_src/bad.py": "1 / 0"})
    assert whole(project) == (NAMES, set())
    assert {path.name for path in project.settings.cache.iterdir()} == {"pictures", "records.db"}


@pytest.fixture(scope="module")
def duration(tmp_path_factory):
    """The seconds of an undisturbed build."""
    root = tmp_path_factory.mktemp("undisturbed")
    (root / "figures_src").mkdir()
    for name, text in SCRIPTS.items():
        (root / name).write_text(text)
    started = time.monotonic()
    process = build(root)
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - started


@pytest.mark.parametrize("seed", range(5))
def test_a_build_killed_at_any_moment_leaves_a_cache_from_which_the_next_is_right(project, duration, seed):
    dice = random.Random(seed)
    for round_ in range(10):
        project.write({f"figures_src/f{n}.py": SCRIPT.format(n=n + round_ / 10) for n in range(1, 4)})
        process = build(project.root)
        time.sleep(dice.uniform(0.2, 1) * duration)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert whole(project)[0] <= NAMES
        outcomes = project.outcomes()
        widths = {name: outcome.figure.picture.width for name, outcome in outcomes.items()}
        assert widths == {f"f{n}": round(96 * (n + round_ / 10)) for n in range(1, 4)}
        assert project.draw() == set()
    project.draw({"figures_src/f1.py": SCRIPT.format(n=3.5)})  # a build that draws something sweeps
    assert whole(project) == ({"f1", "f2", "f3"}, set())


def test_builds_at_once_do_not_disturb_each_other(project):
    project.write(SCRIPTS)
    processes = [build(project.root) for _ in range(3)]
    errors = [process.communicate()[1] for process in processes]
    assert [(process.returncode, error) for process, error in zip(processes, errors, strict=True)] == [(0, b"")] * 3
    assert project.draw() == set()
    assert whole(project) == (NAMES, set())


def test_threads_that_keep_and_sweep_at_once_lose_nothing(project):
    project.draw(SCRIPTS)
    records = [states[0] for states in Cache(project.settings.cache).read().values()]
    contents = [
        {suffix: Cache(project.settings.cache).path(name).read_bytes() for suffix, name in record.outputs.items()}
        for record in records
    ]

    def work(number):
        shared = Cache(project.settings.cache)
        record = records[number % 6]
        picture = replace(record.picture, seconds=float(number))
        shared.keep(replace(record, picture=picture), contents[number % 6])
        shared.sweep()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(48)))
    assert whole(project) == (NAMES, set())


def test_files_of_figures_that_nobody_uses_any_more_are_swept(project, monkeypatch):
    monkeypatch.setattr(figure_cache, "_STATES", 2)
    for n in range(1, 6):
        project.draw({"figures_src/a.py": SCRIPT.format(n=n)})
    records = Cache(project.settings.cache).read()
    assert [state.picture.width for state in records["a"]] == [480, 384]
    assert whole(project) == ({"a"}, set())


def test_a_record_that_no_build_has_used_for_long_is_swept(project, monkeypatch):
    project.draw(SCRIPTS)
    (project.root / "figures_src/f1.py").unlink()
    now = time.time()
    monkeypatch.setattr(figure_cache.time, "time", lambda: now + 100 * 86400)
    project.draw({"figures_src/f2.py": SCRIPT.format(n=8)})
    assert whole(project) == (NAMES - {"f1"}, set())


def test_a_file_that_is_missing_is_drawn_again(project):
    project.draw(SCRIPTS)
    Cache(project.settings.cache).path(project.record("f1").outputs[".npz"]).unlink()
    assert project.draw() >= {"f1"}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_database_that_is_none_is_begun_anew(project, content):
    project.draw(SCRIPTS)
    (project.settings.cache / "records.db").write_bytes(content)
    assert project.draw() == NAMES
    assert project.draw() == set()


def test_a_database_of_another_version_is_begun_anew(project):
    project.draw(SCRIPTS)
    with closing(sqlite3.connect(project.settings.cache / "records.db")) as database:
        database.execute("PRAGMA user_version = 99")
    assert project.draw() == NAMES
    assert project.draw() == set()


def test_a_record_comes_back_as_it_was_kept(project):
    script = SCRIPT.format(n=1) + "def values(): return {'n': 1, 'x': 0.1, 's': 'é'}\n"
    project.draw({"figures_src/a.py": script})
    record = project.record("a")
    assert dict(record.picture.values) == {"n": 1, "x": 0.1, "s": "é"}
    assert type(record).from_json(record.to_json()) == record


def test_a_cache_that_cannot_be_written_is_one_error_that_says_why(project):
    project.write(SCRIPTS | {".cache/figures": "a file where the folder should be"})
    with pytest.raises(CacheError, match="File exists|Not a directory"):
        Batch(project.settings, lambda: project.executor).finish()


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
"""


@pytest.mark.parametrize("size", [0, 4096, 20000])
def test_a_full_disk_is_one_error_and_the_next_build_is_right(project, size):
    project.write(SCRIPTS)
    command = [sys.executable, "-c", FULL + BUILD, str(project.root), str(size)]
    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"TMPDIR": str(project.root)})
    assert run.returncode != 0
    assert "Error" in run.stderr.splitlines()[-1]
    assert {outcome.problem for outcome in project.outcomes().values()} == {None}
    assert project.draw() == set()
