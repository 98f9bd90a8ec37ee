"""What a live preview shows of a script that fails."""

from xml.etree import ElementTree

import pytest

from mkdocs_colophon.figures import placeholder
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure
from mkdocs_colophon.problems import Problem

PROBLEM = Problem("FIG001", "the figure is not drawn: x < y & z", path="a.py", line=3)
MESSAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 60" width="640" height="60">'
    '<rect width="100%" height="100%" fill="#fff4f4" stroke="#b3261e"/>'
    '<g font-family="monospace" font-size="13" fill="#b3261e">'
    '<text x="12" y="22" xml:space="preserve">This figure is not drawn:</text>'
    '<text x="12" y="42" xml:space="preserve">a.py:3 FIG001 x &lt; y &amp; z</text></g></svg>'
)
SAID = "not up to date: a.py:3 FIG001 x &lt; y &amp; z"


def badge(width, words):
    return (
        f'<g><title>{SAID}</title><rect width="{width}" height="13" fill="#b3261e"/>'
        f'<text x="4" y="9.5" font-family="sans-serif" font-size="8" fill="#ffffff">{words}</text></g>'
    )


def test_a_figure_that_never_was_has_the_size_of_its_message_and_its_words():
    alternative = "Not drawn: a.py:3 FIG001 the figure is not drawn: x < y & z"
    assert placeholder.figure("deep/a", PROBLEM) == DrawnFigure("deep/a", Picture(640, 60, alternative))


def test_it_is_shown_as_its_message():
    assert placeholder.pictures(None, PROBLEM) == {".svg": MESSAGE, ".dark.svg": MESSAGE}
    assert ElementTree.fromstring(MESSAGE).attrib["viewBox"] == "0 0 640 60"


@pytest.mark.parametrize(
    ("svg", "width", "words"),
    [
        ('<?xml version="1.0"?>\n<svg viewBox="0 0 300 200"><path/>{}</svg>\n', "300", SAID),
        ("<!-- <svg> --><svg viewBox='0 0 99.5 200' >{}</svg><!-- </svg> -->", "99.5", "not up to date: a.py:…"),
        ("<svg><svg viewBox='0 0 9 9'></svg>{}</svg>", "640", SAID),
    ],
)
def test_the_last_good_picture_has_a_badge_over_all_else(svg, width, words):
    assert placeholder.badged(svg.format(""), PROBLEM) == svg.format(badge(width, words))


def test_both_pictures_have_it(tmp_path):
    names = {".svg": "1.svg", ".dark.svg": "2.svg", ".npz": "3.npz"}
    for name in names.values():
        (tmp_path / name).write_text(f'<svg viewBox="0 0 300 9">{name}</svg>')
    last = DrawnFigure("a", Picture(1, 1, ""), tmp_path, names)
    assert placeholder.pictures(last, PROBLEM) == {
        ".svg": f'<svg viewBox="0 0 300 9">1.svg{badge("300", SAID)}</svg>',
        ".dark.svg": f'<svg viewBox="0 0 300 9">2.svg{badge("300", SAID)}</svg>',
    }
