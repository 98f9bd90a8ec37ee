"""When a figure is drawn again: after a change of anything that it was made from, and after no other."""

import io
import os
import pickle
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mkdocs_colophon.figures import inventory
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.processes.isolation import Limits

TWO = {
    "figures_src/a.py": '"""Shows a."""\nfrom kit.one import draw\n',
    "figures_src/b.py": '"""Shows b."""\nfrom kit.two import draw\n',
    "src/kit/__init__.py": "",
    "src/kit/base.py": "TEXT = 0\n",
    "src/kit/unused.py": "",
    "data.csv": "1\n",
}
MODULE = '''
from matplotlib.figure import Figure
SIZE = 1
def draw(size=SIZE):
    """Draw."""
    figure = Figure(figsize=(size, 1))
    figure.text(0, 0, helper("%s"))
    return figure
def helper(text): return text
def unused(): return 1
'''
READS = "from pathlib import Path\nimport kit.base\nDATA = Path('data.csv').read_text()\n"
ONE = MODULE % "one"
MODULES = {"src/kit/one.py": ONE, "src/kit/two.py": READS + MODULE % "two"}

EDITS = {
    "a's module": ({"src/kit/one.py": MODULE % "new"}, {"a"}),
    "a function that ran": ({"src/kit/one.py": ONE.replace("return text", "return text + '!'")}, {"a"}),
    "a function that did not run": ({"src/kit/one.py": ONE.replace("return 1", "return 2")}, set()),
    "a new function": ({"src/kit/one.py": ONE + "def more(): pass\n"}, {"a"}),
    "a constant": ({"src/kit/one.py": ONE.replace("SIZE = 1", "SIZE = 2")}, {"a"}),
    "a default": ({"src/kit/one.py": ONE.replace("size=SIZE", "size=3")}, {"a"}),
    "a docstring": ({"src/kit/one.py": ONE.replace("Draw.", "Draw it.")}, set()),
    "a comment": ({"src/kit/one.py": "# a comment\n\n" + ONE.replace("SIZE = 1", "SIZE = 1  # inch")}, set()),
    "a broken module": ({"src/kit/one.py": ONE.replace("SIZE = 1", "SIZE = (1)")}, set()),
    "a module of b's module": ({"src/kit/base.py": "TEXT = 1\n"}, {"b"}),
    "the package": ({"src/kit/__init__.py": "NEW = 1\n"}, {"a", "b"}),
    "nobody's module": ({"src/kit/unused.py": "NEW = 1\n"}, set()),
    "a itself": ({"figures_src/a.py": '"""Shows a."""\nfrom kit.one import draw\nNEW = 1\n'}, {"a"}),
    "style": ({"figures_src/article.mplstyle": "lines.linewidth: 3\n"}, {"a", "b"}),
    "palette": ({"figures_src/palette.toml": '[colors]\nink = ["#111111", "#eeeeee"]\n'}, {"a", "b"}),
    "data": ({"data.csv": "2\n"}, {"b"}),
    "a module before a's": ({"src/matplotlib_helpers.py": ""}, set()),
    "another script": ({"figures_src/c.py": TWO["figures_src/b.py"]}, {"c"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_redraws_the_figures_made_from_what_was_edited(project, name):
    edited, drawn = EDITS[name]
    assert project.draw(TWO | MODULES) == {"a", "b"}
    assert project.draw(edited) == drawn
    assert project.draw() == set()


def test_a_comment_that_moves_lines_and_then_an_edit_redraw_once(project):
    project.draw(TWO | MODULES)
    assert project.draw({"src/kit/one.py": "\n\n" + ONE}) == set()
    assert project.draw({"src/kit/one.py": "\n\n" + ONE.replace("return text", "return 'x'")}) == {"a"}


def test_new_words_are_shown_without_drawing(project):
    project.draw(TWO | MODULES)
    outcomes = project.outcomes({"figures_src/a.py": '"""Shows A.\n\nAt length."""\nfrom kit.one import draw\n'})
    picture = outcomes["a"].figure.picture
    assert (outcomes["a"].drawn, picture.alternative, picture.description) == (False, "Shows A.", "At length.")
    assert project.outcomes()["a"].figure == outcomes["a"].figure


def test_a_docstring_that_is_gone_is_a_problem_though_the_picture_is_fresh(project):
    project.draw(TWO | MODULES)
    [problem] = project.outcomes({"figures_src/a.py": "from kit.one import draw\n"})["a"].problems
    assert (problem.code, problem.path) == ("FIG001", "figures_src/a.py")
    assert problem.text == (
        "the figure is not drawn: the script has no docstring; its first paragraph must say what the picture shows"
    )


def test_going_back_to_an_earlier_state_draws_nothing(project):
    project.draw(TWO | MODULES)
    first = project.output("a")
    assert project.draw({"src/kit/one.py": MODULE % "new"}) == {"a"}
    assert project.draw(MODULES) == set()
    assert project.outcomes()["a"].figure.files[".svg"].read_bytes() == first


def test_an_edit_that_keeps_size_and_date_is_seen(project):
    project.draw(TWO | MODULES)
    path = project.root / "src/kit/base.py"
    before = path.stat()
    path.write_text("TEXT = 7\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert project.draw() == {"b"}


def test_an_edit_within_the_same_second_is_drawn_and_not_the_compiled_module_of_before(project, script):
    source = script.format(above="from kit.base import TEXT\ndef read(): return TEXT\n")
    project.draw(TWO | MODULES | {"figures_src/c.py": source})
    first = project.output("c")
    stamp = (project.root / "src/kit/base.py").stat().st_mtime_ns
    subprocess.run([sys.executable, "-m", "compileall", "-q", project.root / "src"], check=True)
    project.write({"src/kit/base.py": "TEXT = 8\n"})
    os.utime(project.root / "src/kit/base.py", ns=(stamp, stamp))
    assert project.draw() == {"b", "c"}
    assert project.output("c") != first


@pytest.mark.parametrize("name", ["numpy", "matplotlib", "pillow", "mkdocs-colophon", "python", "freetype", "worker"])
def test_another_version_of_what_draws_makes_figures_stale(project, monkeypatch, name):
    project.draw(TWO | MODULES)
    true = inventory.environment
    monkeypatch.setattr(inventory, "environment", lambda state: true(state) | {name: "0"})
    assert project.draw() == {"a", "b"}
    assert project.record("a").environment[name] == "0"


# The ways in which a script can read: (what stands above draw(), the file, its content, its other content).


def saved(save, *arguments):
    with io.BytesIO() as buffer:
        save(buffer, *arguments)
        return buffer.getvalue()


def zipped(text):
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr("a.txt", text)
        return buffer.getvalue()


def image(value, kind="png"):
    return saved(lambda buffer: Image.new("L", (2, 2), value).save(buffer, kind))


NPY = [saved(np.save, np.array([1.0, n])) for n in (2, 3)]
NPZ = [saved(lambda buffer, n: np.savez(buffer, a=np.array([n])), n) for n in (2, 3)]
TEXT = (b"1\n", b"2\n")
FONT = Path(np.__file__).parents[1] / "matplotlib/mpl-data/fonts/ttf"
FONTS = [(FONT / name).read_bytes() for name in ("DejaVuSans.ttf", "DejaVuSerif.ttf")]
WAYS = {
    "numpy.load": ("import numpy\ndef read(): return numpy.load('d/x')", *NPY),
    "numpy.load, mapped": ("import numpy\ndef read(): return numpy.load('d/x', mmap_mode='r')", *NPY),
    "numpy.load of an archive": ("import numpy\ndef read(): return numpy.load('d/x')['a']", *NPZ),
    "at import": ("import numpy\nDATA = numpy.load('d/x')\ndef read(): return DATA", *NPY),
    "loadtxt": ("import numpy\ndef read(): return numpy.loadtxt('d/x')", *TEXT),
    "genfromtxt": ("import numpy\ndef read(): return numpy.genfromtxt('d/x')", *TEXT),
    "fromfile": ("import numpy\ndef read(): return numpy.fromfile('d/x', 'u1')", *TEXT),
    "csv": ("import csv\ndef read():\n    with open('d/x') as f: return list(csv.reader(f))", *TEXT),
    "read_text": ("import json, pathlib\ndef read(): return json.loads(pathlib.Path('d/x').read_text())", *TEXT),
    "tomllib": ("import tomllib\ndef read():\n    with open('d/x', 'rb') as f: return tomllib.load(f)", b"a=1", b"a=2"),
    "pickle": (
        "import pickle\ndef read():\n    with open('d/x', 'rb') as f: return pickle.load(f)",
        pickle.dumps(1),
        pickle.dumps(2),
    ),
    "zipfile": ("import zipfile\ndef read():\n    with zipfile.ZipFile('d/x') as z: return z.read('a.txt')",)
    + (zipped("1"), zipped("2")),
    "os.open": ("import os\ndef read():\n    f = os.open('d/x', os.O_RDONLY)\n    return os.read(f, 9)", *TEXT),
    "PIL.Image.open": (
        "import PIL.Image\ndef read(): return PIL.Image.open('d/x').getpixel((0, 0))",
        image(1),
        image(2),
    ),
    "imread": ("import matplotlib.image\ndef read(): return matplotlib.image.imread('d/x')", image(1), image(2)),
    "another style": (
        "import matplotlib\ndef read():\n    matplotlib.style.use('d/x')\n    return 1",
        b"font.size: 9",
        b"font.size: 8",
    ),
    "linecache": ("import linecache\ndef read(): return linecache.getline('d/x', 1)", *TEXT),
    "importlib.resources": (
        "import importlib.resources, kit\ndef read(): return (importlib.resources.files(kit) / 'x').read_text()",
        *TEXT,
    ),
    "a symbolic link": ("def read(): return open('link').read()", *TEXT),
    "runpy": ("import runpy\ndef read(): return runpy.run_path('d/x')['A']", b"A = 1", b"A = 2"),
    "exec": ("def read():\n    exec(open('d/x').read(), globals())\n    return A", b"A = 1", b"A = 2"),
    "a thread": (
        "import threading\ndef read():\n    seen = []\n"
        "    t = threading.Thread(target=lambda: seen.append(open('d/x').read()))\n    t.start(); t.join()\n"
        "    return seen",
        *TEXT,
    ),
    "sqlite": (
        "import sqlite3\ndef read():\n    try: return sqlite3.connect('d/x').execute('select 1').fetchone()\n"
        "    except sqlite3.DatabaseError: return 0",
        *TEXT,
    ),
    "another folder": ("import os\ndef read():\n    os.chdir('d')\n    return open('x').read()", *TEXT),
    "a module imported by name": ("import importlib\ndef read(): return importlib.import_module('named').A",)
    + (b"A = 1", b"A = 2"),
}


def way(project, script, name):
    """Draw a figure that reads a file in a certain way; gives the file, and its other content."""
    above, first, second = WAYS[name]
    place = {"importlib.resources": "src/kit/x", "a module imported by name": "src/named.py"}.get(name, "d/x")
    project.write({place: first, "src/kit/__init__.py": ""})
    if name == "a symbolic link":
        (project.root / "link").symlink_to("d/x")
    assert project.draw({"figures_src/a.py": script.format(above=above)}) == {"a"}
    assert project.draw() == set()
    return place, second


@pytest.mark.parametrize("name", WAYS)
def test_a_file_read_in_any_way_is_a_part_of_the_figure(project, script, name):
    place, second = way(project, script, name)
    assert project.draw({place: second}) == {"a"}


def test_a_file_that_was_not_there_redraws_the_figure_when_it_comes(project, script):
    above = "def read():\n    try: return open('d/x').read()\n    except FileNotFoundError: return 0"
    project.draw({"figures_src/a.py": script.format(above=above)})
    assert project.draw() == set()
    assert project.draw({"d/x": "1"}) == {"a"}


def test_a_module_that_would_be_imported_instead_redraws_the_figure(project, script):
    above = "def read():\n    import statistics\n    return statistics.__name__"
    project.draw({"figures_src/a.py": script.format(above=above), "src/other.py": ""})
    assert project.draw({"src/another.py": ""}) == set()
    assert project.draw({"src/statistics.py": "A = 1"}) == {"a"}


@pytest.mark.parametrize(
    "reads",
    ["os.listdir('d')", "list(os.scandir('d'))[0].name", "glob.glob('d/*')", "list(pathlib.Path('d').iterdir())"],
)
def test_a_folder_that_was_listed_redraws_the_figure_when_its_files_change(project, script, reads):
    above = f"import glob, os, pathlib\ndef read(): return {reads}"
    project.draw({"figures_src/a.py": script.format(above=above), "d/x": "1"})
    assert project.draw({"d/x": "2"}) == set()
    assert project.draw({"d/y": "1"}) == {"a"}


@pytest.mark.parametrize(
    "reads", ["os.environ['SIZE']", "os.getenv('SIZE')", "os.environ.get('SIZE')", "dict(os.environ)['SIZE']"]
)
def test_an_environment_variable_that_was_read_redraws_the_figure(project, script, monkeypatch, reads):
    monkeypatch.setenv("SIZE", "1")
    with drawing_executor(1, Limits()) as executor:
        project = replace(project, executor=executor)
        project.draw({"figures_src/a.py": script.format(above=f"import os\ndef read(): return {reads}")})
        assert project.draw() == set()
        monkeypatch.setenv("SIZE", "2")
        assert project.draw() == {"a"}


def test_a_variable_is_recorded_by_its_digest_because_it_may_be_a_secret(project, script):
    project.draw({"figures_src/a.py": script.format(above="import os\ndef read(): return len(os.environ['HOME'])")})
    assert os.environ["HOME"] not in project.record("a").to_json()


# What nothing can see from inside Python, and what one writes then.

UNSEEN = {
    "PIL.ImageFont.truetype": (
        "import PIL.ImageFont\ndef read(): return PIL.ImageFont.truetype('d/x', 9).getname()",
        *FONTS,
    ),
    "fopen of the C library": (
        "import ctypes\ndef read():\n    c = ctypes.CDLL(None)\n    c.fopen.restype = ctypes.c_void_p\n"
        "    return bool(c.fopen(b'd/x', b'r'))",
        *TEXT,
    ),
    "whether a file exists": ("import pathlib\ndef read(): return pathlib.Path('d/x').exists()", None, b"1"),
    "the size of a file": ("import os\ndef read(): return os.stat('d/x').st_size", b"1", b"22"),
}


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("declared", [False, True], ids=["nothing", "a line"])
def test_what_cannot_be_seen_is_followed_if_a_line_says_so(project, script, name, declared):
    above, first, second = UNSEEN[name]
    line = "# colophon: reads d/x\n" if declared else ""
    project.draw({"figures_src/a.py": script.format(above=line + above)} | ({"d/x": first} if first else {}))
    assert project.draw({"d/x": second}) == ({"a"} if declared else set())


def test_a_line_that_says_what_is_read_may_name_a_folder(project, script):
    line = "# colophon: reads d\ndef read(): return 1"
    project.draw({"figures_src/a.py": script.format(above=line), "d/x": ""})
    assert project.draw({"d/y": ""}) == {"a"}


def test_a_line_that_says_what_is_read_redraws_when_it_is_added(project, script):
    project.draw({"figures_src/a.py": script.format(above="def read(): return 1"), "d/x": ""})
    line = "# colophon: reads d/x\ndef read(): return 1"
    assert project.draw({"figures_src/a.py": script.format(above=line)}) == {"a"}


@pytest.mark.parametrize(
    "looks", ["import inspect\ndef read(): return inspect.getsource(draw)", "# colophon: coarse\ndef read(): return 1"]
)
def test_code_that_looks_at_its_own_text_counts_by_all_of_it(project, script, looks):
    source = script.format(above=looks)
    project.draw({"figures_src/a.py": source})
    assert project.draw({"figures_src/a.py": source + "# a comment\n"}) == {"a"}


# Stamps: what makes looking at 200 figures quick, and must never make it wrong.


def age(project, seconds=100):
    """Make every file of the project look as if it had been written long ago, as far as its owner can."""
    then = time.time() - seconds
    for path in project.root.rglob("*"):
        os.utime(path, (then, then))


def test_a_file_moved_over_another_with_its_size_and_date_is_seen(project):
    project.draw(TWO | MODULES)
    age(project)
    time.sleep(2.1)
    assert project.draw() == set()
    path, other = project.root / "data.csv", project.root / "other.csv"
    other.write_text("9\n")
    shutil.copystat(path, other)
    other.replace(path)
    assert project.draw() == {"b"}


def test_all_of_the_generator_that_is_imported_where_a_figure_is_drawn_is_a_part_of_what_it_is_made_from():
    code = "import sys; from mkdocs_colophon.figures.drawing import worker, picture; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.split() if name.startswith("mkdocs_colophon.")}
    rooms = tuple(room.__name__ for room in inventory.ROOMS)
    assert "mkdocs_colophon.figures.drawing.worker" in loaded
    assert {name for name in loaded if not name.startswith(rooms)} == {"mkdocs_colophon.figures"}
