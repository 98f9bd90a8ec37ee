"""What a finished page shows around a figure: colophon, badge, an animation's switch, and credits in a gallery."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_colophon.evidence.evidence import Evidence, Function
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.decorations import exhibit
from mkdocs_colophon.figures.drawn_figure import Drawing, Made
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.figures.images import pictures
from mkdocs_colophon.figures.source_links import Links
from mkdocs_colophon.figures.words import _shipped, words

URL = "articles/pooling/"
MADE = Made(
    ran=(Piece("figures_src/drawing.py", "cells", "a"), Piece("src/nets/pool.py", "Window.slide", "b")),
    versions={"python": "3.12.1", "numpy": "2.2.0", "scipy": "1.14"},
    seconds=0.234,
    data="0123456789abcdef" * 4,
)
FILES = {suffix: f"x{suffix}" for suffix in (".svg", ".dark.svg", ".npz")}
DRAWING = Drawing("pooling/max", Path(), FILES, 192, 96, "A grid & a box.", "", {}, MADE)
TESTS = tuple(f"tests/test_{name}" for name in ("a.py::one", "a.py::two", "b.py::three"))
PROVEN = Function("src/nets/pool.py", "nets.pool", "Window.slide", 3, passing=TESTS)
SOURCE = "../../figures/pooling/max"
PICTURE = f'<img src="{SOURCE}.svg#only-light" alt=""><img src="{SOURCE}.dark.svg#only-dark" alt="">'
ZOOM = f'<a class="colophon-zoom" href="{SOURCE}.svg">{PICTURE}</a>'
CAPTION = '<figcaption id="fig:x-caption"><span class="caption-label">Figure 1</span>. Pooling.</figcaption>'
FIGURE = f'<figure aria-labelledby="fig:x-caption" class="colophon-figure" id="fig:x">{ZOOM}{CAPTION}</figure>'


@pytest.fixture
def gallery(tmp_path):
    (tmp_path / "src/nets").mkdir(parents=True)
    (tmp_path / "src/nets/pool.py").write_text(
        "class Window:\n    size = 2\n\n    def slide(self):\n        return 1\n"
    )
    links = Links(tmp_path, ["src"], "https://example.org/{path}#L{line}")
    return Gallery({DRAWING.uri: DRAWING}, links=links)


def colophon(html):
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html))


def test_how_a_drawn_figure_was_made_stands_between_its_picture_and_its_caption(gallery):
    html = exhibit(FIGURE, FIGURE, URL, gallery)
    start = '<details class="colophon-made"><summary>How this figure was made</summary><dl>'
    assert html.startswith(FIGURE.removesuffix(f"{CAPTION}</figure>") + start)
    assert html.endswith(f"</dl></details>{CAPTION}</figure>")
    assert list(colophon(html)) == [
        "Script",
        "Code that it ran",
        "Versions",
        "Time to draw",
        "Digest of the data",
        "Downloads",
    ]


def test_script_and_functions_lead_to_their_lines(gallery):
    found = colophon(exhibit(FIGURE, FIGURE, URL, gallery))
    address = "https://example.org/figures_src/pooling/max.py#L1"
    assert found["Script"] == f'<a href="{address}"><code>figures_src/pooling/max.py</code></a>'
    name = "<code>nets.pool.Window.slide</code>"
    assert f'<li><a href="https://example.org/src/nets/pool.py#L4">{name}</a></li>' in found["Code that it ran"]


def test_without_an_address_of_the_source_names_are_plain(gallery):
    found = colophon(exhibit(FIGURE, FIGURE, URL, replace(gallery, links=Links(Path(), ["src"]))))
    assert found["Script"] == "<code>figures_src/pooling/max.py</code>"
    assert "<li><code>nets.pool.Window.slide</code></li>" in found["Code that it ran"]


def test_helpers_in_the_folder_of_scripts_are_no_tested_code(gallery):
    assert "cells" not in exhibit(FIGURE, FIGURE, URL, gallery)


def test_without_evidence_the_colophon_says_so_once(gallery):
    assert exhibit(FIGURE, FIGURE, URL, gallery).count("<p>no evidence recorded</p>") == 1


def test_tests_that_cover_a_function_are_counted_by_file(gallery):
    proven = replace(gallery, evidence={DRAWING.uri: Evidence((PROVEN,))}, links=Links(Path(), ["src"]))
    assert colophon(exhibit(FIGURE, FIGURE, URL, proven))["Code that it ran"] == (
        "<ul><li><code>nets.pool.Window.slide</code>"
        '<details class="colophon-tests passing"><summary>tests passed: 3</summary>'
        "<ul><li><code>tests/test_a.py</code>: 2</li><li><code>tests/test_b.py</code>: 1</li></ul></details></li></ul>"
    )


def test_of_many_files_with_tests_those_with_most_are_named_and_the_rest_is_counted(gallery):
    tests = [f"tests/test_{number}.py::test_{n}" for number in range(10) for n in range(number + 1)]
    function = replace(PROVEN, passing=tuple(tests))
    proven = replace(gallery, evidence={DRAWING.uri: Evidence((function,))}, links=Links(Path(), ["src"]))
    code = colophon(exhibit(FIGURE, FIGURE, URL, proven))["Code that it ran"]
    named = "".join(f"<li><code>tests/test_{number}.py</code>: {number + 1}</li>" for number in range(2, 10))
    assert f"<summary>tests passed: 55</summary><ul>{named}<li>…: 3</li></ul>" in code


def test_failing_stale_and_missing_tests_are_told(gallery):
    function = replace(PROVEN, passing=(), failing=TESTS[:1], stale=TESTS[1:], untested=(4, 5))
    html = exhibit(
        FIGURE, FIGURE, URL, replace(gallery, evidence={DRAWING.uri: Evidence((function,))}, links=Links(Path()))
    )
    assert '<span class="colophon-untested">tests passed: 0</span>' in html
    assert '<details class="colophon-tests failing"><summary>tests failed: 1</summary>' in html
    assert '<details class="colophon-tests stale"><summary>tests out of date: 2</summary>' in html
    assert '<span class="colophon-untested">lines without a passing test: 4, 5</span>' in html


def test_versions_time_and_digest_are_those_of_the_record(gallery):
    found = colophon(exhibit(FIGURE, FIGURE, URL, gallery))
    assert found["Versions"] == "Python 3.12.1, NumPy 2.2.0, scipy 1.14"
    assert found["Time to draw"] == "230 ms"
    assert found["Digest of the data"] == "<code>sha256:0123456789abcdef</code>"


def test_downloads_stand_beside_the_picture(gallery):
    assert colophon(exhibit(FIGURE, FIGURE, URL, gallery))["Downloads"] == (
        f'<a href="{SOURCE}.svg" download="max.svg">SVG, light</a> · '
        f'<a href="{SOURCE}.dark.svg" download="max.dark.svg">SVG, dark</a> · '
        f'<a href="{SOURCE}.npz" download="max.npz">NPZ, data</a> · '
        f'<a href="{SOURCE}.py" download="max.py">Python</a>'
    )


def test_each_part_of_a_figure_has_its_own_colophon(gallery):
    html = f'<figure class="colophon-figure">{FIGURE}{FIGURE}{CAPTION}</figure>'
    assert exhibit(html, html, URL, gallery).count(f"</details>{CAPTION}</figure>") == 2


@pytest.mark.parametrize(
    "html",
    [
        f'<figure class="colophon-figure"><img src="{SOURCE}.png" alt="By hand."></figure>',
        '<figure class="colophon-figure"><img src="https://example.org/a.svg" alt="Elsewhere."></figure>',
        f"<p>{PICTURE}</p>",
        f"<figure>{PICTURE}</figure>",
        "<pre>&lt;figure class=&quot;colophon-figure&quot;&gt;</pre>",
    ],
)
def test_what_is_no_drawn_figure_is_left_alone(gallery, html):
    assert exhibit(html, html, URL, gallery) == html


def test_the_colophon_can_be_left_out(gallery):
    assert exhibit(FIGURE, FIGURE, URL, replace(gallery, disclosed=False)) == FIGURE


def test_a_figure_in_an_excerpt_of_another_page_has_nothing_around_it(gallery):
    assert exhibit(f"<p>An excerpt.</p>{FIGURE}", "<p>A blog.</p>", URL, gallery) == f"<p>An excerpt.</p>{FIGURE}"


def test_a_picture_that_is_out_of_date_says_why_in_words(gallery):
    html = exhibit(FIGURE, FIGURE, URL, replace(gallery, outdated={DRAWING.uri: "a.py:3 FIG001 x < y"}))
    badge = '<p class="colophon-outdated">Out of date: a.py:3 FIG001 x &lt; y</p>'
    assert f"</a>{badge}<details" in html


def test_an_animation_stands_still_until_its_box_is_checked(gallery):
    drawing = replace(DRAWING, outputs=FILES | {".still.svg": "y", ".still.dark.svg": "z"})
    shown = replace(gallery, drawings={drawing.uri: drawing}, disclosed=False)
    figure, _ = pictures(FIGURE.replace(PICTURE, f'<img src="{SOURCE}.svg" alt="">'), URL, shown)
    still = [f"{SOURCE}.still.svg#only-light", f"{SOURCE}.still.dark.svg#only-dark"]
    assert re.findall('<img src="(.*?)"', figure) == still
    assert pictures(figure, URL, shown)[0] == figure
    html = exhibit(figure, figure, URL, shown)
    common = 'alt="A grid &amp; a box." width="192" height="96" loading="lazy">'
    assert html == figure.replace(
        "<figcaption",
        f'<div class="colophon-animation"><img src="{SOURCE}.svg#only-light" {common}'
        f'<img src="{SOURCE}.dark.svg#only-dark" {common}'
        '<label><input type="checkbox"> Play the animation</label></div><figcaption',
    )


def test_a_gallery_credits_scripts_and_tests(gallery):
    thumbnail = f'<a href="#fig:x" class="crossref-thumbnail">{PICTURE}</a>'
    item = f"<li>{thumbnail}Figure 1. Pooling.</li>\n<li>Figure 2. By hand.</li>"
    html = f'<ul class="crossref-list list-of-fig thumbnails">\n{item}\n</ul>'
    proven = replace(gallery, evidence={DRAWING.uri: Evidence((PROVEN,))}, links=Links(Path()))
    credit = '<span class="colophon-credit"><code>figures_src/pooling/max.py</code> <span>tests passed: 3</span></span>'
    assert exhibit(html, html, URL, proven) == html.replace("Pooling.</li>", f"Pooling.{credit}</li>")


def test_a_plain_list_of_figures_is_left_alone(gallery):
    plain = f'<ul class="crossref-list list-of-fig">\n<li>{PICTURE}</li>\n</ul>'
    assert exhibit(plain, plain, URL, gallery) == plain


def test_the_words_are_those_of_the_language(gallery):
    html = exhibit(FIGURE, FIGURE, URL, replace(gallery, words=words("de")))
    assert "<summary>Wie diese Abbildung entstand</summary>" in html
    assert '<a class="colophon-zoom" data-close="Schließen" href=' in html


@pytest.mark.parametrize("language", _shipped())
def test_every_language_has_every_word_with_its_places(language):
    english, own = _shipped()["en"], _shipped()[language]
    places = {key: re.findall(r"\{\w+\}", text) for key, text in english.items()}
    assert {key: re.findall(r"\{\w+\}", text) for key, text in own.items()} == places
