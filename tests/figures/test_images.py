"""Every image of a drawn figure is shown in light and dark; what only looks like one is left as it is."""

from dataclasses import replace

import pytest

from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.images import first, innermost, is_open, pictures, site_uri, unseen, with_bitmaps
from mkdocs_colophon.html.scanner import elements

URL = "articles/"
SOURCE = "../figures/square.svg"
SIZE = 'alt="A square &amp; a line." width="192" height="96"'
FILES = {suffix: f"1{suffix}" for suffix in (".svg", ".dark.svg")}
FIGURE = DrawnFigure("square", Picture(192, 96, "A square & a line."), outputs=FILES)
TOLD = replace(FIGURE, name="told", picture=replace(FIGURE.picture, description='From "a" to b,\n\nfor c < d.'))
GALLERY = Gallery(
    {figure.uri: figure for figure in (FIGURE, TOLD)},
    failed=frozenset({"figures/bad.svg"}),
    others=frozenset({"figures/hand.svg"}),
)
MISSING = (
    "FIG004 no picture 'figures/sqare.svg': there is no script figures_src/sqare.py (did you mean 'square'?)",
    "FIG004 no picture 'figures/other.svg': there is no script figures_src/other.py "
    "(write it, with a docstring and a function draw())",
)
DETAILS = (
    '<details class="colophon-description"><summary>Description of the figure</summary>'
    '<p>From "a" to b,</p><p>for c &lt; d.</p></details>'
)


def shown(html, gallery=GALLERY):
    """The page with its pictures, where nothing is wrong with it."""
    found, problems = pictures(html, URL, gallery)
    assert problems == []
    return found


def paired(name="square", place="first", kept=""):
    """The two pictures of a figure."""
    how = 'loading="lazy" decoding="async"' + (' fetchpriority="high"' if place == "first" else "") + kept
    return (
        f'<img src="../figures/{name}.svg#only-light" {SIZE} {how}>'
        f'<img src="../figures/{name}.dark.svg#only-dark" {SIZE} {how}>'
    )


def figure(inner, caption="<figcaption>C.</figcaption>"):
    return f'<figure class="colophon-figure wide" id="fig:x">{inner}{caption}</figure>'


@pytest.mark.parametrize(
    "image",
    [
        f'<img alt="x" src="{SOURCE}" />',
        f"<img src='{SOURCE}' alt='x'>",
        f"<IMG SRC={SOURCE} ALT>",
        f'<img alt="when a > b" src="{SOURCE}">',
        f'<img alt=\'"a" > b\' src = "{SOURCE}" >',
        f'<img\n  src="{SOURCE}"\n/>',
        '<img src="&#46;./figures/sq%75are.svg">',
        f'<img src="{SOURCE}" src="a.png">',
        f'<img data-alt="caption" alt="C." src="{SOURCE}">',
    ],
)
def test_an_image_is_shown_in_light_and_dark_however_it_is_written(image):
    assert shown(f"<p>a {image} b</p>") == f"<p>a {paired()} b</p>"


@pytest.mark.parametrize("name", ["square", "sqare", "bad"])
@pytest.mark.parametrize(
    "page",
    [
        "<!-- {} -->",
        "<!--[if IE]>{}<![endif]-->",
        "<svg><![CDATA[{}]]></svg>",
        "<script>let a = '{}'</script>",
        "<STYLE>/* {} */</STYLE >",
        "<textarea>{}</textarea>",
        "<template><template></template>{}</template>",
        "<noscript>{}</noscript>",
        "<a title='{}'>b</a>",
        "<p>{}",
    ],
)
def test_what_no_browser_takes_for_an_image_is_left_alone_nope(page, name):
    end = "" if page == "<p>{}" else ">"  # a tag without an end is none
    html = page.format(f'<img alt="x" data-alt="caption" src="../figures/{name}.svg"{end}')
    assert shown(html) == html


def test_an_image_within_ten_thousand_others_is_found():
    html = "<figure class=colophon-figure>" * 10_000 + "{}" + "</figure>" * 10_000
    assert shown(html.format(f"<img src={SOURCE}>")) == html.format(paired())


def test_an_author_may_give_any_attribute_to_an_image():
    kept = ' name="a" tag="b" values="c" data_x="d" class="e" style="width: 50%" title="&lt;&amp;&quot;"'
    assert shown(f'<img src="{SOURCE}"{kept} width="7" hidden>') == paired(kept=f'{kept} hidden=""')


def test_the_first_picture_of_a_page_is_waited_for():
    html = '<img src="../figures/{}.svg">'
    assert shown(html.format("square") + html.format("told")) == paired() + paired("told", "later")


def test_of_an_animation_the_still_is_shown():
    moving = Gallery({FIGURE.uri: replace(FIGURE, outputs=FILES | {".still.svg": "2.svg"})})
    assert shown(f'<img src="{SOURCE}">', moving) == paired("square.still")


@pytest.mark.parametrize("source", ["hand.png", "../figures/hand.svg", "https://example.org/figures/a.svg", "http://["])
def test_a_picture_that_no_script_has_drawn_is_left_alone_nope(source):
    html = f"<img alt='By > hand.' data-alt='mine' src='{source}' />"
    assert shown(html) == html


def test_a_pair_of_pictures_is_left_alone_nope():
    html = paired() + paired("told", "later")
    assert shown(html) == html


def test_a_figure_that_is_not_drawn_is_marked():
    html = '<p><img alt="a > b" src="../figures/bad.svg"></p>'
    assert shown(html) == '<p><span class="unresolved">¿figures/bad.svg?</span></p>'


def test_a_picture_without_a_script_is_a_problem_with_the_nearest_name():
    html = "<img src='../figures/sqare.svg'><IMG alt='>' SRC=../figures/other.svg>"
    found, problems = pictures(html, URL, GALLERY)
    assert (found, tuple(map(str, problems))) == (html, MISSING)


def test_the_syntaxs_word_for_a_borrowed_text_leaves_the_page_and_is_a_problem():
    found, [problem] = pictures("<img alt='C.' data-alt='caption' src=\"a.png\">", URL, GALLERY)
    assert (found, problem.code) == ("<img alt='C.' src=\"a.png\">", "XREF008")


def test_a_long_description_stands_before_the_caption_once():
    html = shown(figure('<img src="../figures/told.svg">'))
    assert html == figure(paired("told") + DETAILS)
    assert shown(html) == html


@pytest.mark.parametrize("end", ["", "<!-- <figcaption> -->", "<script>'<figcaption>'</script>"])
def test_a_long_description_ends_a_figure_without_a_caption(end):
    assert shown(figure('<img src="../figures/told.svg">', end)) == figure(paired("told") + end + DETAILS, "")


def test_each_part_of_a_figure_has_its_description():
    part = figure('<img src="../figures/told.svg">')
    parts = [figure(paired("told", place) + DETAILS) for place in ("first", "later")]
    assert shown(figure(part + part)) == figure("".join(parts))


def test_words_about_a_description_are_none_nope():
    caption = "<figcaption>The class colophon-description.</figcaption>"
    assert shown(figure('<img src="../figures/told.svg">', caption)) == figure(paired("told") + DETAILS, caption)


@pytest.mark.parametrize(
    "html",
    ["<figure><img></figure>", "<figure class=colophon-figures></figure>", '<!-- <figure class="colophon-figure"> -->'],
)
def test_another_element_is_no_figure_of_ours_nope(html):
    assert innermost(elements(html, "figure")) == []


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        (f"<img alt='>' src='{SOURCE}'>", True),
        (f"<IMG SRC={SOURCE}>", True),
        (paired(), False),
        (f'<!-- <img src="{SOURCE}"> -->', False),
        (f'<a href="{SOURCE}">a</a>', False),
        ('<img src="a.svg">', False),
    ],
)
def test_a_page_is_open_while_a_picture_has_not_been_looked_for(html, answer):
    assert is_open(html) is answer


@pytest.mark.parametrize("html", ["<p>../figures/square.svg</p>", f"<!-- <img src='{SOURCE}'> -->", "<a>.svg</a>"])
def test_a_figure_that_no_page_shows_is_for_information(html):
    [problem] = unseen({URL: html}, Gallery({FIGURE.uri: FIGURE}))
    assert str(problem) == "figures_src/square.py FIG032 no page shows the figure"
    assert problem.informational


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{SOURCE}#only-light">',
        f"<a title='>' href='{SOURCE}'>x</a>",
        f"<A HREF={SOURCE}#part>x</A>",
        *(f'<{name} src="{SOURCE}">' for name in ("embed", "iframe", "source")),
        *(f'<{name} href="{SOURCE}">' for name in ("area", "image")),
    ],
)
def test_a_figure_that_is_shown_or_linked_is_not_reported_nope(html):
    assert unseen({URL: html}, Gallery({FIGURE.uri: FIGURE})) == []


def test_the_first_figure_of_a_page_is_the_first_that_it_shows():
    html = f'<!-- {paired()} --><img src="a.svg">{paired("told")}{paired()}'
    assert first(html, URL, GALLERY) == TOLD
    assert first("<p>.svg</p>", URL, GALLERY) is None


@pytest.mark.parametrize(("suffixes", "name"), [((".webp",), ".webp"), ((".png", ".webp"), ".png"), ((), "")])
def test_where_no_svg_is_shown_the_light_picture_is_a_bitmap_if_there_is_one(suffixes, name):
    outputs = FILES | {suffix: f"1{suffix}" for suffix in suffixes}
    html = f"<img alt='a > b' src='{SOURCE}#only-light'><img src='../figures/square.dark.svg#only-dark'>"
    light = f'src="../figures/square{name}"' if name else f"src='{SOURCE}#only-light'"
    found = with_bitmaps(html, URL, Gallery({FIGURE.uri: replace(FIGURE, outputs=outputs)}))
    assert found == html.replace(f"src='{SOURCE}#only-light'", light)


@pytest.mark.parametrize(
    ("source", "uri"),
    [("a.svg", "articles/a.svg"), ("/a.svg", "a.svg"), ("a.svg?v=1", "articles/a.svg"), ("a.svg#b", ""), ("", "")],
)
def test_an_address_on_the_site_is_told_from_its_root(source, uri):
    assert site_uri(source, URL) == uri
