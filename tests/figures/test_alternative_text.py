"""Whether alternative texts serve: long enough, and not the caption again."""

import pytest

from mkdocs_colophon.figures.alternative_text import short
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.images import pictures

FIGURE = DrawnFigure("square", Picture(192, 96, "A square on white."))
GALLERY = Gallery({FIGURE.uri: FIGURE})


def figure(source, caption, alt=""):
    given = f' alt="{alt}"' if alt else ""
    return f'<figure class="colophon-figure"><img{given} src="{source}" /><figcaption>{caption}</figcaption></figure>'


def wrong(html):
    return [str(problem) for problem in pictures(html, "", GALLERY)[1]]


@pytest.mark.parametrize("text", ["A square on white.", "a grid, drawn", "三行四列", "ひとつの図", "격자와 상자"])
def test_three_words_are_enough(text):
    assert short(DrawnFigure("a", Picture(1, 1, text)), "figures_src") is None


@pytest.mark.parametrize("text", ["Figure.", "Max pooling", "图"])
def test_two_words_are_not(text):
    assert str(short(DrawnFigure("a", Picture(1, 1, text)), "figures_src")) == (
        f"figures_src/a.py:1 FIG030 the alternative text '{text}' is too short "
        "(let the docstring's first paragraph say in a sentence what the picture shows)"
    )


def test_a_drawn_figure_whose_caption_is_its_alternative_text_is_a_problem():
    assert wrong(figure("figures/square.svg", "<b>A square</b> on white")) == [
        "FIG031 the alternative text of 'square.svg' repeats its caption "
        "(let it say what the picture shows, and the caption what to notice: both are read out)"
    ]


def test_so_is_one_made_by_hand():
    assert wrong(figure("hand.png?v=2", "A hand &amp; a foot.", alt="A hand &amp; a foot")) == [
        "FIG031 the alternative text of 'hand.png' repeats its caption "
        "(let it say what the picture shows, and the caption what to notice: both are read out)"
    ]


def test_what_a_caption_says_is_what_a_reader_sees_of_it():
    caption = '<b title="x > y">A square</b><!-- or so --> on white<script>alert("no")</script>'
    [problem] = wrong(figure("figures/square.svg", caption))
    assert problem.startswith("FIG031")


def test_another_caption_is_none():
    assert wrong(figure("figures/square.svg", "Squares are regular.")) == []
    assert wrong(figure("hand.png", "", alt="")) == []


def test_a_caption_borrowed_as_alternative_text_is_reported_as_missing_only():
    assert wrong(figure("hand.png", "A hand.", alt="A hand.").replace("<img", '<img data-alt="caption"')) == [
        "XREF008 the figure of 'hand.png' has no alternative text "
        '(write what it shows to who cannot see it, as in {#fig:x alt="A cat on a mat."})'
    ]
