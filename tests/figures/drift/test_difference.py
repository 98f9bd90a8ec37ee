"""The difference of two pictures in numbers: elements, coordinates, pixels."""

import io
import sys

import pytest
from PIL import Image

from mkdocs_colophon.figures.drift.difference import Difference, compare, elements, pixels

SVG = """<?xml version="1.0"?>
<svg width="72pt" viewBox="0 0 72 72">
 <defs><path id="m1f" d="M 0 0
L 1.5 -2e-3"/></defs>
 <!-- 12 -->
 <g id="text_1"><use xlink:href="#m1f" x="10" style="fill: #014884; clip-path: url(#p22)"/></g>
 <clipPath id="p22"><rect x="1"/></clipPath>
 <image xlink:href="data:image/png;base64,AAA+/9="/>
</svg>"""
SAME = Difference(0, 9, 0, 0.0, ())


def test_a_picture_is_itself():
    assert compare(SVG, SVG) == SAME
    assert str(SAME) == "no element differs"


@pytest.mark.parametrize(("old", "new"), [("m1f", "m77"), ("p22", "q2"), ("text_1", "text_9"), ("\nL", " L")])
def test_names_and_white_space_which_nobody_sees_count_for_nothing(old, new):
    assert compare(SVG, SVG.replace(old, new)) == SAME


def test_numbers_that_differ_are_counted_and_measured():
    moved = SVG.replace("L 1.5 -2e-3", "L 1 -0.25").replace('x="10"', 'x="10.1"')
    assert compare(SVG, moved) == Difference(2, 9, 3, 0.5, ())
    assert str(compare(SVG, moved)) == "2 of 9 elements differ; numbers in them: 3, by at most 0.5"


def rect(n):
    return f'<rect x="{n}"/>'


CHANGES = {
    "a color": ("fill: #014884", "fill: #014885", 1),
    "a word that is drawn as paths": ("<!-- 12 -->", "<!-- 13 -->", 1),
    "a line more in a path": ("L 1.5 -2e-3", "L 1.5 -2e-3 L 2 2", 1),
    "a bitmap": ("AAA+/9=", "BBB+/9=", 1),
    "what a name stands for": ('href="#m1f"', 'href="#p22"', 1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_is_no_number_is_shown_as_it_was_and_as_it_is(name):
    old, new, count = CHANGES[name]
    found = compare(SVG, SVG.replace(old, new))
    assert (found.elements, found.moved, len(found.changes)) == (count, 0, count)
    assert [each.text for each in elements(SVG) if each not in elements(SVG.replace(old, new))] == [found.changes[0][0]]


def test_an_element_more_is_one_change_and_the_others_are_compared_in_their_places():
    before, after = rect(1) + "<g/>" + rect(2), rect(1) + "<a/><g/>" + rect(2.5)
    assert compare(before, after) == Difference(2, 4, 1, 0.5, (("", "<a/>"),))
    assert compare(after, before) == Difference(2, 4, 1, 0.5, (("<a/>", ""),))


def test_pictures_of_which_nothing_agrees_and_what_is_no_picture_are_compared_too():
    assert compare("", SVG).elements == 9
    assert compare("<<>>", "no picture < at all") == Difference(0, 0, 0, 0.0, ())
    assert compare("<a>" * 30, "<b>" * 40) == Difference(40, 40, 0, 0.0, (("<a>", "<b>"),) * 12)


def bitmap(*points, size=(4, 3), color=(255, 255, 250)):
    with io.BytesIO() as buffer:
        image = Image.new("RGB", size, "white")
        for point in points:
            image.putpixel(point, color)
        image.save(buffer, "WEBP", lossless=True)
        return buffer.getvalue()


def test_pixels_that_differ_are_counted_and_shown():
    found = pixels(bitmap(), bitmap((1, 2), (3, 0)))
    assert (found.count, found.total, found.furthest) == (2, 12, 5)
    assert str(found) == "2 of 12 pixels differ, by at most 5 of 255"
    with Image.open(io.BytesIO(found.picture)) as shown:
        assert {point: shown.getpixel(point) for point in [(1, 2), (3, 0), (0, 0)]} == {
            (1, 2): 255,
            (3, 0): 255,
            (0, 0): 0,
        }


@pytest.mark.parametrize("other", [bitmap(size=(3, 3)), b"", b"RIFF....WEBP", b"\0" * 99])
def test_bitmaps_that_cannot_be_compared_are_not(other):
    assert (pixels(bitmap(), other), pixels(other, bitmap())) == (None, None)


def test_without_pillow_no_pixels_are_compared(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    assert pixels(bitmap(), bitmap()) is None
