"""What a finished page shows around a figure: colophon, badge, an animation's switch, and credits in a gallery."""

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_colophon.evidence.evidence import Evidence, Function
from mkdocs_colophon.figures.colophon import disclosure
from mkdocs_colophon.figures.decorations import decorated
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.images import pictures
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import words

URL = "articles/pooling/"
FILES = {suffix: f"x{suffix}" for suffix in (".svg", ".dark.svg", ".npz")}
POOLING = DrawnFigure("pooling/max", Picture(192, 96, "A grid & a box."), outputs=FILES, versions={"python": "3.12.1"})
OTHER = replace(POOLING, name="other")
SOURCE, OTHER_SOURCE = "../../figures/pooling/max.svg#only-light", "../../figures/other.svg#only-light"
GALLERY = Gallery({figure.uri: figure for figure in (POOLING, OTHER)}, links=Links(Path()))
CAPTION = '<figcaption id="fig:x-caption"><span class="caption-label">Figure 1</span>. Pooling.</figcaption>'


def zoom(source):
    dark = source.replace(".svg#only-light", ".dark.svg#only-dark")
    images = f'<img src="{source}" alt=""><img src="{dark}" alt="">'
    return f'<a class="colophon-zoom" href="{source.partition("#")[0]}">{images}</a>'


def figure(source, said=""):
    return f'<figure class="colophon-figure" id="fig:x">{zoom(source)}{said}{CAPTION}</figure>'


PAGE = figure(SOURCE)
COLOPHON, OTHER_COLOPHON = disclosure(POOLING, SOURCE, GALLERY), disclosure(OTHER, OTHER_SOURCE, GALLERY)


def test_how_a_drawn_figure_was_made_stands_between_its_picture_and_its_caption():
    assert COLOPHON.startswith('<details class="colophon-made"><summary>How this figure was made</summary>')
    assert decorated(PAGE, PAGE, URL, GALLERY) == figure(SOURCE, COLOPHON)


def test_each_part_of_a_figure_has_its_own_colophon():
    html = '<figure class="colophon-figure">{}{}<figcaption>Both.</figcaption></figure>'
    parts = html.format(PAGE, figure(OTHER_SOURCE))
    told = html.format(figure(SOURCE, COLOPHON), figure(OTHER_SOURCE, OTHER_COLOPHON))
    assert decorated(parts, parts, URL, GALLERY) == told


@pytest.mark.parametrize(
    "html",
    [
        '<figure class="colophon-figure"><img src="../../figures/max.png#only-light" alt="By hand."></figure>',
        '<figure class="colophon-figure"><img src="https://example.org/a.svg#only-light" alt="Elsewhere."></figure>',
        f"<p>{zoom(SOURCE)}</p>",
        f"<figure>{zoom(SOURCE)}</figure>",
        "<pre>&lt;figure class=&quot;colophon-figure&quot;&gt;</pre>",
        f"{zoom(SOURCE)}<!-- {PAGE} -->",
        f"{zoom(SOURCE)}<script>let figure = '{PAGE}'</script>",
        f"{zoom(SOURCE)}<template>{PAGE}</template>",
        f"<figure class='colophon-figure'>{zoom(SOURCE)}",
    ],
)
def test_what_is_no_drawn_figure_is_left_alone_nope(html):
    assert decorated(html, html, URL, GALLERY) == html


def test_a_figure_is_known_however_its_tags_are_written():
    html = "<FIGURE title='a > b' class=\"wide colophon-figure\"><IMG alt='>' src='{}'>{}</FIGURE >"
    page = html.format(SOURCE, "")
    assert decorated(page, page, URL, GALLERY) == html.format(SOURCE, COLOPHON)


def test_the_colophon_can_be_left_out():
    assert decorated(PAGE, PAGE, URL, replace(GALLERY, disclosed=False)) == PAGE


def test_a_figure_in_an_excerpt_of_another_page_has_nothing_around_it():
    assert decorated(f"<p>An excerpt.</p>{PAGE}", "<p>A blog.</p>", URL, GALLERY) == f"<p>An excerpt.</p>{PAGE}"


def test_nor_has_it_beside_a_figure_of_the_page_itself():
    html = f"{{}}<p>An excerpt.</p>{figure(OTHER_SOURCE)}"
    assert decorated(html.format(PAGE), PAGE, URL, GALLERY) == html.format(figure(SOURCE, COLOPHON))


def test_a_figure_that_is_only_spoken_of_is_none_of_the_page_nope():
    assert decorated(PAGE, f"<!-- {PAGE} --><p>{SOURCE}</p>", URL, GALLERY) == PAGE


def test_a_picture_that_is_out_of_date_says_why_in_words():
    html = decorated(PAGE, PAGE, URL, replace(GALLERY, outdated={POOLING.uri: "a.py:3 FIG001 x < y"}))
    badge = '<p class="colophon-outdated">Out of date: a.py:3 FIG001 x &lt; y</p>'
    assert html == figure(SOURCE, badge + COLOPHON)


def test_an_animation_stands_still_until_its_box_is_checked():
    moving = replace(POOLING, outputs=FILES | {".still.svg": "y", ".still.dark.svg": "z"})
    gallery = replace(GALLERY, figures={moving.uri: moving}, disclosed=False)
    still = figure(SOURCE.replace(".svg", ".still.svg"))
    assert pictures(still, URL, gallery)[0] == still
    common = 'alt="A grid &amp; a box." width="192" height="96" loading="lazy">'
    assert decorated(still, still, URL, gallery) == still.replace(
        "<figcaption",
        f'<div class="colophon-animation"><img src="{SOURCE}" {common}'
        f'<img src="../../figures/pooling/max.dark.svg#only-dark" {common}'
        '<label><input type="checkbox"> Play the animation</label></div><figcaption',
    )


TESTS = tuple(f"tests/test_{name}" for name in ("a.py::one", "a.py::two", "b.py::three"))
CREDIT = '<span class="colophon-credit"><code>figures_src/pooling/max.py</code> <span>tests passed: 3</span></span>'


@pytest.mark.parametrize(
    "html",
    [
        '<ul class="crossref-list list-of-fig thumbnails">\n<li>By hand.</li>\n<li>{0}. Pooling.{1}</li>\n</ul>',
        "<UL class='thumbnails list-of-fig'><LI title='a > b'>{0}{1}</LI><!-- <li>{0}</li> --></UL>",
    ],
)
def test_a_gallery_credits_scripts_and_tests(html):
    function = Function("src/nets/pool.py", "nets.pool", "slide", 3, passing=TESTS)
    gallery = replace(GALLERY, evidence={POOLING.uri: Evidence((function,))})
    assert decorated(html.format(zoom(SOURCE), ""), "", URL, gallery) == html.format(zoom(SOURCE), CREDIT)


@pytest.mark.parametrize(
    "html",
    [
        f'<ul class="crossref-list list-of-fig">\n<li>{zoom(SOURCE)}</li>\n</ul>',
        f'<p class="list-of-fig"></p><ul class="crossref-list list-of-tbl thumbnails">\n<li>{zoom(SOURCE)}</li>\n</ul>',
        f'<!-- <ul class="crossref-list list-of-fig thumbnails"><li>{zoom(SOURCE)}</li></ul> -->',
    ],
)
def test_another_list_is_left_alone_nope(html):
    assert decorated(html, "", URL, GALLERY) == html


@pytest.mark.parametrize(
    "link", ['<a class="colophon-zoom" href="a.svg"{}>', "<A HREF=a.svg CLASS='wide colophon-zoom'{}>"]
)
def test_the_button_that_ends_a_zoom_has_its_word_in_the_language(link):
    html = f"{link}<img></a><!-- {link.format('')} --><a title='colophon-zoom'>b</a>"
    expected = html.replace("{}", ' data-close="Schließen"', 1)
    assert decorated(html.format(""), "", URL, replace(GALLERY, words=words("de"))) == expected
    assert decorated(html.format(""), "", URL, GALLERY) == html.format("")
