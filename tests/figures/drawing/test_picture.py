"""What a figure gives: light and dark, the data it shows, a bitmap if it is one; the same bytes come what may."""

import io
import os
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from mkdocs_colophon.figures.batch import Batch
from mkdocs_colophon.figures.drawing import data, picture
from mkdocs_colophon.figures.executor import drawing_executor
from mkdocs_colophon.processes.isolation import Limits

RICH = '''
"""Shows much."""
import numpy as np
from matplotlib.figure import Figure
def draw():
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot(231, title="$x^2$ and {n}")
    axes.plot([1, 2, 3], [1, 4, {n}], label="a")
    axes.legend()
    figure.add_subplot(232, projection="polar").bar([1, 2], [3, 4], hatch="/")
    image = figure.add_subplot(233).imshow(np.arange(16).reshape(4, 4))
    figure.colorbar(image)
    figure.add_subplot(234, projection="3d").plot([1, 2], [3, 4], [5, 6])
    figure.add_subplot(235).scatter([1, 2], [3, 4], c=[1, 2])
    figure.add_subplot(236).quiver([1, 2], [3, 4], [1, 1], [0, 1])
    figure.text(0.5, 0.5, " ".join({{"set", "of", "words", "in", "an", "order"}}))
    return figure
'''
SCRIPTS = {f"figures_src/{name}.py": RICH.format(n=n) for n, name in enumerate("abc")}


def outputs(project):
    return {name: dict(project.record(name).outputs) for name in "abc"}


def test_the_bytes_are_the_same_whatever_was_drawn_before(project):
    project.draw(SCRIPTS)
    first = outputs(project)
    again = replace(project, root=project.root / "again")
    again.write(SCRIPTS)
    for name in "cab":
        [outcome] = Batch(again.settings, lambda: again.executor, [name]).finish()
        assert outcome.drawn
    assert outputs(again) == first


@pytest.mark.parametrize(
    ("name", "value"),
    [("TZ", "Asia/Kathmandu"), ("LC_ALL", "C"), ("OPENBLAS_NUM_THREADS", "2"), ("MPLBACKEND", "pdf"), ("COLUMNS", "9")],
)
def test_the_bytes_are_the_same_in_another_surrounding(project, monkeypatch, name, value):
    project.draw(SCRIPTS)
    first = outputs(project)
    monkeypatch.setenv(name, value)
    with drawing_executor(1, Limits()) as executor:
        again = replace(project, root=project.root / "again", executor=executor)
        again.draw(SCRIPTS)
    assert outputs(again) == first


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_the_bytes_are_the_same_for_every_hash_seed_if_no_order_of_a_set_is_shown(project, monkeypatch, seed):
    ordered = {
        path: text.replace('join({"', 'join(sorted({"').replace('"order"}', '"order"})')
        for path, text in SCRIPTS.items()
    }
    project.draw(ordered)
    first = outputs(project)
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    with drawing_executor(1, Limits()) as executor:
        again = replace(project, root=project.root / "again", executor=executor)
        again.draw(ordered)
    assert outputs(again) == first


def test_a_user_s_own_configuration_of_matplotlib_changes_nothing(project, monkeypatch, tmp_path):
    project.draw(SCRIPTS)
    first = outputs(project)
    again = replace(project, root=project.root / "again")
    again.write({"matplotlibrc": "font.size: 30\n", "config/matplotlibrc": "font.size: 30\n"})
    monkeypatch.setenv("MATPLOTLIBRC", str(again.root / "config/matplotlibrc"))
    with drawing_executor(1, Limits()) as executor:
        replace(again, executor=executor).draw(SCRIPTS)
    assert outputs(again) == first


def test_chance_has_the_same_start_every_time(project, script):
    above = "import random, numpy\ndef read(): return random.random(), numpy.random.rand()"
    project.draw({"figures_src/a.py": script.format(above=above)})
    again = replace(project, root=project.root / "again")
    again.draw({"figures_src/a.py": script.format(above=above)})
    assert again.record("a").outputs == project.record("a").outputs


def test_a_figure_is_valid_svg_without_a_date(project):
    project.draw(SCRIPTS)
    svg = project.output("a")
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"dc:date" not in svg and b"Matplotlib v" not in svg


def test_the_data_can_be_loaded_and_are_those_drawn(project):
    project.draw(SCRIPTS)
    with np.load(io.BytesIO(project.output("c", ".npz"))) as arrays:
        assert arrays["panel1_line1"].tolist() == [[1, 1], [2, 4], [3, 2]]
        assert arrays["panel3_image1"].tolist() == np.arange(16).reshape(4, 4).tolist()
        assert arrays["panel1_texts"].tolist() == ["$x^2$ and 2"]


def test_the_digest_of_the_data_follows_the_numbers_and_not_the_looks(project):
    plain = RICH.format(n=3)
    digests = []
    for text in (plain, plain.replace("(6, 4)", "(7, 5)"), plain.replace("[1, 4, 3]", "[1, 4, 5]")):
        project.draw({"figures_src/a.py": text})
        digests.append(project.record("a").picture.data)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([0.1 + 0.2], [0.3], True),
        ([1.0], [np.nextafter(1.0, 0)], True),
        ([-1.0], [-np.nextafter(1.0, 2)], True),
        ([0.0, 1.0], [1e-17, 1.0], True),
        ([0.0], [-0.0], True),
        ([1e300], [1.1e300], False),
        ([1e-300], [2e-300], False),
        ([1.0], [1.0 + 1e-8], False),
        ([np.nan], [0.0], False),
        ([np.inf], [-np.inf], False),
        ([np.inf], [np.nan], False),
        ([1.0, 2.0], [2.0, 1.0], False),
    ],
)
def test_numbers_count_to_nine_digits(one, other, same):
    assert (data.rounded(np.array(one)) == data.rounded(np.array(other))) is same


def test_a_picture_that_is_a_bitmap_at_heart_is_saved_as_one_too(project):
    script = (
        '"""Shows noise."""\nimport numpy as np\nfrom matplotlib.figure import Figure\ndef draw():\n'
        "    figure = Figure(figsize=(2, 1))\n    axes = figure.add_axes((0, 0, 1, 1))\n"
        "    axes.imshow(np.random.default_rng(0).random((64, 128)))\n    return figure\n"
    )
    project.draw({"figures_src/a.py": script, "figures_src/b.py": RICH.format(n=1)})
    with Image.open(io.BytesIO(project.output("a", ".webp"))) as image:
        assert (image.format, image.size) == ("WEBP", (384, 192))
    assert set(project.record("a").outputs) == {".svg", ".dark.svg", ".npz", ".webp"}
    assert set(project.record("b").outputs) == {".svg", ".dark.svg", ".npz"}


def test_a_figure_is_drawn_as_png_only_where_that_is_wanted_and_then_once_more(project):
    project.draw({"figures_src/a.py": RICH.format(n=1)})
    settings = replace(project.settings, with_png=True)
    drawn = [[each.drawn for each in Batch(settings, lambda: project.executor).finish()] for _ in range(2)]
    with Image.open(io.BytesIO(project.output("a", ".png"))) as image:
        assert (drawn, image.format, image.size[0]) == ([[True], [False]], "PNG", 1152)


def test_a_figure_is_laid_out_once_and_then_stays_as_it_is():
    figure = Figure(layout="constrained")
    axes = figure.add_subplot(title="Title")
    picture.render(figure)
    place = axes.get_position().bounds
    axes.set_title("A title\nof two lines")
    picture.render(figure)
    assert (axes.get_position().bounds, figure.get_layout_engine()) == (place, None)


def test_masked_values_and_dates_are_data_too():
    figure = Figure()
    axes = figure.add_subplot()
    axes.imshow(np.ma.masked_equal([[1, 2], [3, 4]], 3))
    axes.plot(np.array(["2020-01-01", "2020-01-03"], "datetime64[D]"), [1, 2])
    found = data.shown(figure)
    np.testing.assert_array_equal(found["panel1_image1"], [[1, 2], [np.nan, 4]])
    np.testing.assert_array_equal(found["panel1_line1"], [[18262, 1], [18264, 2]])


def test_a_picture_that_is_too_large_is_a_problem_and_shown(project):
    script = RICH.format(n=1)
    project.write({"figures_src/a.py": script})
    settings = replace(project.settings, size=20_000)
    [outcome] = Batch(settings, lambda: project.executor).finish()
    size = len(project.output("a"))
    assert [str(problem) for problem in outcome.problems] == [
        f"figures_src/a.py FIG007 the picture has {size / 1000:,.0f} kB, more than 20 (draw dense parts with "
        "`rasterized=True`, or allow it with a line `# colophon: size …`)"
    ]
    assert outcome.figure and not outcome.problem


@pytest.mark.parametrize(("own", "problems"), [(900, 0), (21, 1)])
def test_a_script_may_have_a_limit_of_its_own(project, own, problems):
    project.write({"figures_src/a.py": f"{RICH.format(n=1)}# colophon: size {own}\n"})
    [outcome] = Batch(replace(project.settings, size=20_000), lambda: project.executor).finish()
    assert len(outcome.problems) == problems


def test_a_figure_in_a_folder_keeps_its_folder(project):
    files = {
        "figures_src/pooling/max.py": RICH.format(n=1),
        "figures_src/pooling/_help.py": "",
        "figures_src/_a/b.py": "",
    }
    assert project.draw(files) == {"pooling/max"}
    figure = project.outcomes()["pooling/max"].figure
    assert (figure.uri, figure.uri_of(".dark.svg")) == ("figures/pooling/max.svg", "figures/pooling/max.dark.svg")


def test_values_are_kept_as_plain_numbers_and_words(project):
    values = "def values():\n    import numpy\n    return {'n': numpy.int64(3), 'x': numpy.float32(0.5), 's': 'é'}\n"
    project.draw({"figures_src/a.py": RICH.format(n=1) + values})
    assert project.record("a").picture.values == {"n": 3, "x": 0.5, "s": "é"}


def test_what_a_function_of_values_ran_is_a_part_of_the_figure(project):
    values = "def values():\n    return {'n': count()}\ndef count(): return 1\n"
    project.draw({"figures_src/a.py": RICH.format(n=1) + values})
    assert project.draw({"figures_src/a.py": RICH.format(n=1) + values.replace("return 1", "return 2")}) == {"a"}
    assert project.record("a").picture.values == {"n": 2}


def test_the_record_tells_which_functions_and_statements_ran(project):
    module = "def used(x):\n    if x:\n        return 1\n    return 2\ndef unused(): return 3\n"
    script = RICH.format(n=1) + "import kit\nkit.used(0)\n"
    project.draw({"figures_src/a.py": script, "src/kit.py": module})
    ran = project.record("a").trace.modules["src/kit.py"]
    assert (set(ran.functions), {name: tuple(places) for name, places in ran.statements.items()}) == (
        {"used"},
        {"used": (0, 2)},
    )


def test_nothing_of_the_machine_is_in_a_record(project):
    project.draw(SCRIPTS | {"data/x": "1"})
    text = project.record("a").to_json()
    assert str(project.root) not in text and os.path.expanduser("~") not in text
