"""A bad script is one clear problem and harms nothing else: not the other figures, not the files, not the build."""

import os
import time
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from mkdocs_colophon.figures.batch import Batch
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.processes.pool import FreshExecutor

LIMITS = Limits(timeout=60, memory=2 << 30)  # what draws has time, however busy the machine is
SHORT = replace(LIMITS, timeout=5)
HEAD = '"""Shows nothing."""\nfrom matplotlib.figure import Figure\n'
GOOD = HEAD + "def draw(): return Figure(figsize=(1, 1))\n"


def drawing(*lines):
    """A script whose draw() runs `lines`, the first of which is line 4, and returns a figure."""
    return HEAD + "def draw():\n" + "".join(f"    {line}\n" for line in (*lines, "return Figure(figsize=(1, 1))"))


CHANGES = "the script changes a file, {}; a script only returns its figure"
STARTS = "the script starts a process; what that reads and does is not known"
NETWORK = "the script uses the network; keep what it needs in the project"
LATE = "it took longer than 5 s and was stopped"
# The script, the code of the problem, its line (0: none; None: any), and its text; a star is what the machine decides.
BAD = {
    "an exception": (drawing('raise ValueError("no such luck")'), "FIG001", 4, "ValueError: no such luck"),
    "an exception in a finally": (
        drawing("try: 1 / 0", "finally: pass"),
        "FIG001",
        4,
        "ZeroDivisionError: division by zero",
    ),
    "an exception that cannot be handed on": (
        drawing("class E(Exception): __slots__ = ('f',)", "e = E('mine')", "e.f = lambda: 1", "raise e"),
        "FIG001",
        7,
        "E: mine",
    ),
    "an import of nothing": (HEAD + "import nowhere\n", "FIG001", 3, "ModuleNotFoundError: No module named 'nowhere'"),
    "no Python": (HEAD + "def draw(:\n", "FIG001", 3, "SyntaxError: invalid syntax (bad.py, line 3)"),
    "no UTF-8": (
        b'"""Shows \xff."""\n',
        "FIG001",
        1,
        "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff *",
    ),
    "no docstring": (
        "def draw(): pass\n",
        "FIG001",
        0,
        "the script has no docstring; its first paragraph must say what the picture shows",
    ),
    "no draw": (HEAD, "FIG001", 0, "the script has no function draw(); write `def draw() -> Figure:`"),
    "a draw that is no function": (
        HEAD + "draw = 1\n",
        "FIG001",
        0,
        "the script has no function draw(); write `def draw() -> Figure:`",
    ),
    "returns None": (
        HEAD + "def draw(): pass\n",
        "FIG001",
        0,
        "draw() returned NoneType; it must return a matplotlib.figure.Figure",
    ),
    "values of a wrong kind": (
        GOOD + "def values(): return {'a': [1]}\n",
        "FIG001",
        0,
        "values() gives a list for 'a'; it must be an int, a float or a str",
    ),
    "values with a wrong name": (
        GOOD + "def values(): return {'a b': 1}\n",
        "FIG001",
        0,
        "values() names a value 'a b'; a name is letters, digits and underscores",
    ),
    "an endless loop": (drawing("while True: pass"), "FIG002", 4, LATE),
    "an endless sleep": (drawing("import time", "time.sleep(99)"), "FIG002", 5, LATE),
    "an endless import": (HEAD + "while True: pass\n", "FIG002", 3, LATE),
    "an endless loop that catches all": (
        drawing("while True:", "    try:", "        while True: pass", "    except BaseException: pass"),
        "FIG002",
        None,
        LATE,
    ),
    "30 GB": (
        drawing("import numpy", "numpy.ones(30 << 27)"),
        "FIG001",
        5,
        "MemoryError: Unable to allocate 30.0 GiB for an array with shape (4026531840,) and data type float64",
    ),
    "30 GB bit by bit": (drawing("rows = []", "while True: rows.append(bytes(1 << 28))"), "FIG001", 5, "MemoryError"),
    "a deep recursion": (
        drawing("f = lambda: f()", "f()"),
        "FIG001",
        4,
        "RecursionError: maximum recursion depth exceeded",
    ),
    "a segmentation fault": (
        drawing("import ctypes", "ctypes.string_at(0)"),
        "FIG003",
        5,
        "the script ended its process (signal 11)",
    ),
    "an abort": (drawing("import os", "os.abort()"), "FIG003", 5, "the script ended its process (signal 6)"),
    "sys.exit": (drawing("import sys", "sys.exit(0)"), "FIG003", 0, "the script ended its process (exit status 0)"),
    "sys.exit with words": (
        drawing("import sys", "sys.exit('bye')"),
        "FIG003",
        0,
        "the script ended its process (exit status 1)",
    ),
    "os._exit": (drawing("import os", "os._exit(7)"), "FIG003", 0, "the script ended its process (exit status 7)"),
    "a keyboard interrupt": (
        drawing("raise KeyboardInterrupt"),
        "FIG003",
        0,
        "the script ended its process (exit status 1)",
    ),
    "writes a file": (drawing("open('made.txt', 'w')"), "FIG001", 4, CHANGES.format("made.txt")),
    "appends to a file": (drawing("open('keep.txt', 'a')"), "FIG001", 4, CHANGES.format("keep.txt")),
    "opens a file to write, low": (
        drawing("import os", "os.open('keep.txt', os.O_RDWR)"),
        "FIG001",
        5,
        CHANGES.format("keep.txt"),
    ),
    "removes a file": (drawing("import os", "os.remove('keep.txt')"), "FIG001", 5, CHANGES.format("keep.txt")),
    "renames a file": (drawing("import os", "os.rename('keep.txt', 'b')"), "FIG001", 5, CHANGES.format("keep.txt")),
    "removes a folder": (drawing("import shutil", "shutil.rmtree('.')"), "FIG001", 5, CHANGES.format("*")),
    "makes a folder": (drawing("import os", "os.makedirs('made')"), "FIG001", 5, CHANGES.format("made")),
    "writes outside": (drawing("open('../made.txt', 'w')"), "FIG001", 4, CHANGES.format("*/made.txt")),
    "saves its figure": (drawing("Figure().savefig('made.png')"), "FIG001", 4, CHANGES.format("made.png")),
    "prints megabytes": (
        drawing("while True: print('x' * 10000)"),
        "FIG001",
        4,
        "the script prints more than 1 MB, and nobody reads it",
    ),
    "a window of tkinter": (drawing("import tkinter"), "FIG001", 4, "the script opens a window: it imports tkinter"),
    "a fork": (drawing("import os", "os.fork()"), "FIG001", 5, STARTS),
    "a process": (drawing("import subprocess", "subprocess.run(['true'])"), "FIG001", 5, STARTS),
    "a shell": (drawing("import os", "os.system('true')"), "FIG001", 5, STARTS),
    "processes": (
        drawing("import multiprocessing as m", "m.Process(target=print).start()"),
        "FIG001",
        5,
        STARTS,
    ),
    "a pool of processes": (
        drawing("from concurrent.futures import ProcessPoolExecutor as P", "P(2).submit(print).result()"),
        "FIG001",
        5,
        STARTS,
    ),
    "the network": (
        drawing("import urllib.request", "urllib.request.urlopen('http://localhost')"),
        "FIG001",
        5,
        NETWORK,
    ),
    "a socket": (
        drawing("import socket", "socket.socket().connect(('127.0.0.1', 9))"),
        "FIG001",
        5,
        NETWORK,
    ),
    "a datagram": (
        drawing("import socket", "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))"),
        "FIG001",
        5,
        NETWORK,
    ),
}


@pytest.fixture(scope="module")
def patient():
    with drawing_executor(2, LIMITS) as executor:
        yield executor


@pytest.fixture(scope="module")
def strict():
    with drawing_executor(2, SHORT) as executor:
        yield executor


@pytest.mark.parametrize("name", BAD)
def test_a_bad_script_is_one_clear_problem_and_harms_nothing_else(project, patient, strict, name):
    script, code, line, text = BAD[name]
    limits, executor = (SHORT, strict) if code == "FIG002" else (LIMITS, patient)
    files = {"figures_src/bad.py": script, "figures_src/good.py": GOOD, "keep.txt": "kept"}
    project.write(files)
    settings = replace(project.settings, timeout=limits.timeout)
    outcomes = {outcome.name: outcome for outcome in Batch(settings, lambda: executor).finish()}
    assert outcomes["good"].drawn
    [problem] = outcomes["bad"].problems
    assert (problem.code, problem.path) == (code, "figures_src/bad.py")
    assert line is None or problem.line == line
    assert fnmatchcase(problem.text, f"the figure is not drawn: {text}"), problem.text
    assert str(project.root) not in problem.text
    left = {path.name for path in project.root.iterdir()} - {".cache"}
    assert (left, (project.root / "keep.txt").read_text()) == ({"figures_src", "keep.txt"}, "kept")
    assert outcomes["bad"].figure is None


GENTLE = {
    "prints a little": drawing("print('hello')", "import sys", "print('oh', file=sys.stderr)"),
    "warns": drawing("import warnings", "warnings.warn('oh')"),
    "leaves a thread": drawing(
        "import threading, time", "threading.Thread(target=time.sleep, args=(99,)).start()", "time.sleep(0)"
    ),
    "registers an exit handler": drawing("import atexit, time", "atexit.register(time.sleep, 99)"),
    "writes a temporary file": drawing(
        "import tempfile", "with tempfile.NamedTemporaryFile('w+') as f: f.write('x')", "tempfile.mkdtemp()"
    ),
    "writes to nowhere": drawing("import os", "open(os.devnull, 'w').write('x')"),
    "shows a window that is none": drawing("import matplotlib.pyplot as plt", "plt.figure()", "plt.show()"),
    "uses pyplot": drawing("import matplotlib.pyplot as plt", "return plt.figure()"),
}


@pytest.mark.parametrize("name", GENTLE)
def test_what_harms_nobody_is_let_be(project, name):
    started = time.monotonic()
    assert project.draw({"figures_src/a.py": GENTLE[name]}) == {"a"}
    assert time.monotonic() - started < 9


def test_a_failure_in_a_module_is_told_at_the_line_of_the_script_and_names_the_module(project):
    module = "def broken():\n    return 1 / 0\n"
    script = drawing("import kit", "kit.broken()")
    outcome = project.outcomes({"figures_src/a.py": script, "src/kit.py": module})["a"]
    assert str(outcome.problem) == (
        "figures_src/a.py:5 FIG001 the figure is not drawn: ZeroDivisionError: division by zero "
        "(raised in src/kit.py:2)"
    )


def test_a_failure_is_not_kept_as_done(project):
    assert project.outcomes({"figures_src/a.py": drawing("1 / 0")})["a"].problem
    assert project.outcomes()["a"].problem
    assert project.draw({"figures_src/a.py": GOOD}) == {"a"}


def test_a_script_that_fails_now_keeps_its_last_good_picture(project):
    good = project.outcomes({"figures_src/a.py": GOOD})["a"].figure
    outcome = project.outcomes({"figures_src/a.py": drawing("1 / 0")})["a"]
    assert (outcome.figure, outcome.problem.code) == (good, "FIG001")


def test_a_variable_that_a_script_sets_is_gone_for_the_next(project):
    sets = drawing(
        "import os", "os.environ['COLOPHON_LEFT'] = '1'", "import matplotlib", "matplotlib.rcParams['font.size'] = 40"
    )
    sees = drawing(
        "import os, matplotlib",
        "assert 'COLOPHON_LEFT' not in os.environ",
        "assert matplotlib.rcParams['font.size'] == 10",
    )
    assert project.draw({"figures_src/a.py": sets}) == {"a"}
    assert project.draw({"figures_src/b.py": sees}) == {"b"}


def test_no_process_is_left_when_the_executor_is_shut_down_in_the_middle(project):
    before = descendants(os.getpid())
    with drawing_executor(2, Limits(timeout=30)) as executor:
        project.write({f"figures_src/{n}.py": drawing("import time", "time.sleep(20)") for n in "abc"})
        batch = Batch(project.settings, lambda: executor)
        while len(started := descendants(os.getpid()) - before) < 3:  # the server and the two that it has forked
            time.sleep(0.05)
        executor.shutdown(cancel_futures=True)
        outcomes = batch.finish()
    assert [outcome.problem.code for outcome in outcomes] == ["FIG003"] * 3
    end = time.monotonic() + 10
    while any(Path(f"/proc/{number}").exists() for number in started) and time.monotonic() < end:
        time.sleep(0.05)
    assert [number for number in started if Path(f"/proc/{number}").exists()] == []


def descendants(process):
    """The numbers of the processes that a process has started, and those that these have."""
    children = {
        int(number) for path in Path(f"/proc/{process}/task").glob("*/children") for number in read(path).split()
    }
    return children.union(*(descendants(child) for child in children))


def read(path):
    try:
        return path.read_text()
    except OSError:
        return ""


def test_where_a_process_cannot_fork_every_figure_has_a_fresh_interpreter(project):
    with FreshExecutor(2, LIMITS) as executor:
        fresh = replace(project, executor=executor)
        files = {"figures_src/a.py": GOOD, "figures_src/b.py": drawing("1 / 0"), "figures_src/c.py": BAD["os._exit"][0]}
        files["figures_src/d.py"] = BAD["a segmentation fault"][0]
        outcomes = fresh.outcomes(files)
    codes = {name: outcome.problem and outcome.problem.code for name, outcome in outcomes.items()}
    assert codes == {"a": None, "b": "FIG001", "c": "FIG003", "d": "FIG003"}


def test_a_fork_and_a_fresh_interpreter_draw_the_same_bytes(project):
    script = drawing("figure = Figure()", "figure.add_subplot(title='$x_1$').plot([1, 3, 2])", "return figure")
    project.draw({"figures_src/a.py": script})
    with FreshExecutor(1, LIMITS) as executor:
        fresh = replace(project, executor=executor, root=project.root / "again")
        fresh.draw({"figures_src/a.py": script})
    assert fresh.record("a").outputs == project.record("a").outputs
