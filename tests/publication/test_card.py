"""The picture beside a link: its size, its words, its figure, and the same bytes every time."""

import io

import numpy as np
import pytest
from PIL import Image

from mkdocs_colophon.publication.card import HEIGHT, WIDTH, drawn, font_file, kept

FONT = font_file()


def png(color, size=(400, 200)):
    with io.BytesIO() as buffer:
        Image.new("RGB", size, color).save(buffer, format="PNG")
        return buffer.getvalue()


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.mode) == ("PNG", "RGB")
        return np.asarray(image)


def dark_rows(content):
    """The rows, below the bar at the top, in which something dark stands."""
    return np.flatnonzero((pixels(content)[12:] < 60).all(axis=2).any(axis=1)) + 12


def test_a_card_has_the_size_that_is_told():
    assert pixels(drawn("Title", "Site", None, FONT)).shape == (HEIGHT, WIDTH, 3)


def test_the_same_page_gives_the_same_bytes():
    assert drawn("Title", "Site", png("red"), FONT) == drawn("Title", "Site", png("red"), FONT)


@pytest.mark.parametrize("size", [(400, 200), (3000, 10), (10, 3000), (1, 1)])
def test_a_figure_is_shown_whole_below_the_title_and_above_the_site(size):
    red = (pixels(drawn("Title", "Site", png((255, 0, 0), size), FONT)) == (255, 0, 0)).all(axis=2)
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    title = dark_rows(drawn("Title", "", None, FONT))
    assert title.max() < rows.min()
    assert rows.max() < HEIGHT - 48
    assert columns.min() + columns.max() == pytest.approx(WIDTH - 1, abs=1)
    assert columns.size / rows.size == pytest.approx(size[0] / size[1], rel=0.5) or 1 in (columns.size, rows.size)


def test_a_long_title_is_shortened_and_stays_inside():
    dark = (pixels(drawn("long title " * 40 + "x" * 300, "Site", None, FONT)) < 60).all(axis=2)
    assert not dark[:, :40].any()
    assert not dark[:, WIDTH - 40 :].any()
    assert dark_rows(drawn("long title " * 40, "", None, FONT)).max() < 250


def test_a_title_that_the_font_cannot_write_is_left_out():
    assert drawn("卷积", "", None, FONT) == drawn("", "", None, FONT)
    assert drawn("Größe", "", None, FONT) != drawn("", "", None, FONT)


def test_a_card_is_drawn_once(tmp_path):
    path = kept(tmp_path, "Title", "Site", None, FONT)
    path.write_bytes(b"as it was")
    assert kept(tmp_path, "Title", "Site", None, FONT).read_bytes() == b"as it was"


def test_another_title_or_figure_is_another_card(tmp_path):
    made = {kept(tmp_path, *given, FONT) for given in (("A", "S", None), ("B", "S", None), ("A", "S", png("red")))}
    assert sorted(tmp_path.iterdir()) == sorted(made)
    assert len(made) == 3
