"""An animation is one SVG, with one copy of what its frames share; where nothing moves it is the still."""

import io
import re

import numpy as np
import pytest

FRAMES = '''
"""Shows a point that moves."""
from matplotlib.figure import Figure
FRAME_SECONDS = 0.25
def frames():
    for step in (0, 1, 2, 1):
        figure = Figure(figsize=(2, 1))
        axes = figure.add_axes((0, 0, 1, 1), xlim=(-1, 3), ylim=(-1, 1))
        axes.plot([0, 1, 2], [0, 0, 0], color="#111111")
        axes.plot([step], [0], "o", color="#222222")
        {still}
        yield figure
'''
ONE_FIGURE = '''
"""Shows a point that moves."""
from matplotlib.figure import Figure
FRAME_SECONDS = 0.25
def frames():
    figure = Figure(figsize=(2, 1))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-1, 3), ylim=(-1, 1))
    axes.plot([0, 1, 2], [0, 0, 0], color="#111111")
    [point] = axes.plot([0], [0], "o", color="#222222")
    for step in (0, 1, 2, 1):
        point.set_xdata([step])
        yield figure
'''


PLAIN = FRAMES.format(still="")


def draw(project, script=PLAIN):
    project.draw({"figures_src/a.py": script})
    return project.output("a").decode()


def test_what_the_frames_share_is_there_once_and_what_differs_once_for_each_look(project):
    svg = draw(project)
    assert svg.count("stroke: #111111") == 1
    assert len(re.findall(r'<g class="colophon-frame colophon-frame-\d">', svg)) == 3


def test_each_look_is_visible_in_its_frames(project):
    rows = re.findall(r"@keyframes colophon-\d\{(.*?\})\}", draw(project))
    assert rows == [
        "0%{visibility:visible}25%{visibility:hidden}",
        "0%{visibility:hidden}25%{visibility:visible}50%{visibility:hidden}75%{visibility:visible}",
        "0%{visibility:hidden}50%{visibility:visible}75%{visibility:hidden}",
    ]


def test_it_takes_its_time_from_the_script_and_stands_still_for_who_wants_that(project):
    svg = draw(project)
    assert "animation:1s step-end infinite" in svg
    assert "@media print,(prefers-reduced-motion:reduce){.colophon-frame{animation:none}}" in svg


@pytest.mark.parametrize(("still", "number"), [("", 0), ("figure.set_gid('still') if step == 2 else None", 2)])
def test_the_still_is_the_first_frame_or_the_one_marked(project, still, number):
    svg = draw(project, FRAMES.format(still=still))
    visible = re.findall(r"\.colophon-frame-(\d)\{animation-name:colophon-\d;visibility:visible\}", svg)
    assert visible == [str(number)]
    assert "colophon-frame" not in project.output("a", ".still.svg").decode()


def test_frames_of_one_figure_that_is_changed_are_as_good_as_figures_of_their_own(project):
    one, other = draw(project), draw(project, ONE_FIGURE)
    assert one == other


def test_an_animation_has_the_data_of_every_frame(project):
    draw(project)
    with np.load(io.BytesIO(project.output("a", ".npz"))) as data:
        assert [data[f"frame{n}_panel1_line2"].tolist() for n in (1, 2, 3, 4)] == [[[n, 0]] for n in (0, 1, 2, 1)]


def test_no_id_is_there_twice(project):
    ids = re.findall(r' id="([^"]+)"', draw(project))
    assert len(ids) == len(set(ids)) > 3


def test_an_animation_has_a_dark_side_too(project):
    project.write({"figures_src/palette.toml": '[colors]\nink = ["#222222", "#eeeeee"]\n'})
    light = draw(project)
    assert project.output("a", ".dark.svg").decode() == light.replace("#222222", "#eeeeee")


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("def frames(): return []", "frames() gave no figure"),
        ("def frames(): return [1]", "frames() gave int; it must return a matplotlib.figure.Figure"),
        ("def frames(): return 1", "frames() gave int; it must return a matplotlib.figure.Figure"),
        (
            "def frames(): pass\ndef draw(): pass",
            "the script has both draw() and frames(); a figure is a still or an animation",
        ),
    ],
)
def test_frames_that_are_none_are_said(project, script, text):
    outcome = project.outcomes({"figures_src/a.py": f'"""Shows nothing."""\n{script}\n'})["a"]
    assert outcome.problem.text == f"the figure is not drawn: {text}"


def test_a_function_that_only_a_later_frame_runs_is_a_part_of_the_figure(project):
    script = FRAMES.format(still="late() if step == 2 else None") + "def late(): return 1\n"
    draw(project, script)
    assert project.draw({"figures_src/a.py": script.replace("return 1", "return 2")}) == {"a"}
