"""Figures in a built site: drawn when stale, shown in light and dark, and what a bad script does."""

import re
import shutil
from importlib.metadata import PackageNotFoundError

import pytest

from mkdocs_colophon.freshness import file_state

PAGE = {"docs/index.md": "# One\n\n![The square.](figures/square.svg){#fig:square}\n\nSee @fig:square.\n"}


def test_a_script_is_drawn_and_shown_in_light_and_dark(build, figure):
    palette = '[colors]\nink = ["#111111", "#eeeeee"]\n'
    script = figure.replace("plot([0, 1], [0, 1])", 'plot([0, 1], [0, 1], color="#111111")')
    files = PAGE | {"figures_src/square.py": script, "figures_src/palette.toml": palette}
    built = build(files, strict=True)
    light, dark = built.page("figures/square.svg"), built.page("figures/square.dark.svg")
    assert "#111111" in light and "#eeeeee" not in light
    assert dark == light.replace("#111111", "#eeeeee")
    size = 'width="192" height="96"'
    words = 'alt="A square with a line from corner to corner."'
    first = 'loading="lazy" decoding="async" fetchpriority="high"'
    page = built.page("index.html")
    assert f'<img src="figures/square.svg#only-light" {words} {size} {first}>' in page
    assert f'<img src="figures/square.dark.svg#only-dark" {words} {size} {first}>' in page


def test_the_html_of_a_figure_keeps_its_contract(build, figure):
    page = build(PAGE | {"figures_src/square.py": figure}).page("index.html")
    head = page.index('<figure aria-labelledby="fig:square-caption" class="colophon-figure" id="fig:square">')
    zoom = page.index('<a class="colophon-zoom" href="figures/square.svg">')
    text = '<figcaption id="fig:square-caption"><span class="caption-label">Figure 1</span>. The square.</figcaption>'
    assert head < zoom < page.index(text)


def test_a_long_description_can_be_unfolded(build, figure):
    script = figure.replace("corner.", "corner.\n\nFrom (0, 0) to\n(1, 1).", 1)
    page = build(PAGE | {"figures_src/square.py": script}).page("index.html")
    assert "<summary>Description of the figure</summary><p>From (0, 0) to (1, 1).</p></details>" in page


def test_a_second_build_draws_nothing(build, figure):
    assert build(PAGE | {"figures_src/square.py": figure}).drawn == {"square"}
    assert build().drawn == set()


def test_drawing_again_gives_the_same_bytes(build, figure):
    built = build(PAGE | {"figures_src/square.py": figure})
    first = built.page("figures/square.svg"), built.page("figures/square.dark.svg")
    shutil.rmtree(built.root / ".cache")
    again = build()
    assert (again.page("figures/square.svg"), again.page("figures/square.dark.svg")) == first


BAD = {
    "exception": (
        '"""Bad."""\ndef draw():\n    x = 1\n    raise ValueError("no such luck")\n',
        "4 FIG001",
        "ValueError: no such luck",
    ),
    "import": ('"""Bad."""\nimport nowhere\n', "2 FIG001", "No module named 'nowhere'"),
    "syntax": ('"""Bad."""\ndef draw(:\n', "2 FIG001", "SyntaxError"),
    "no draw": ('"""Bad."""\n', " FIG001", "has no function draw()"),
    "returns None": ('"""Bad."""\ndef draw():\n    pass\n', " FIG001", "draw() returned NoneType"),
    "no docstring": ("def draw():\n    pass\n", " FIG001", "has no docstring"),
    "endless": ('"""Bad."""\ndef draw():\n    while True:\n        pass\n', " FIG002", "took longer than 3 s"),
    "memory": ('"""Bad."""\ndef draw():\n    rows = bytearray(8 << 30)\n', "3 FIG001", "MemoryError"),
    "exit": ('"""Bad."""\nimport sys\ndef draw():\n    sys.exit(0)\n', " FIG003", "exit status 0"),
    "segfault": ('"""Bad."""\nimport ctypes\ndef draw():\n    ctypes.string_at(0)\n', " FIG003", "signal 11"),
}
# a good figure has time, however busy the machine is; an endless one has little
LIMITED = "site_name: T\ntheme: {{name: mkdocs}}\nplugins:\n  - colophon: {{figure_timeout: {}, figure_memory: 2048}}\n"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_script_is_one_clear_problem_and_the_other_figures_are_drawn(build, figure, name):
    script, place, words = BAD[name]
    files = PAGE | {"figures_src/bad.py": script, "figures_src/square.py": figure}
    built = build(files, config=LIMITED.format(3 if name == "endless" else 60))
    [problem] = built.problems
    assert problem.startswith("figures_src/bad.py")
    assert place in problem
    assert words in problem
    assert (built.root / "site/figures/square.svg").is_file()


ENDLESS = {
    "between instructions": "    while True:\n        pass\n",
    "in one long instruction": "    import itertools\n    sum(itertools.repeat(0))\n",
    "asleep": "    import time\n    time.sleep(1000)\n",
}


@pytest.mark.parametrize("how", ENDLESS)
def test_an_endless_script_is_reported_at_the_line_it_was_in(build, how):
    script = f'"""Bad."""\ndef draw():\n{ENDLESS[how]}'
    [problem] = build({"docs/index.md": "One.", "figures_src/bad.py": script}, config=LIMITED.format(6)).problems
    assert problem.startswith(("figures_src/bad.py:3 FIG002", "figures_src/bad.py:4 FIG002"))


def test_a_bad_script_fails_a_strict_build_and_leaves_no_page(build):
    built = build({"docs/index.md": "One.", "figures_src/bad.py": BAD["exception"][0]}, strict=True)
    assert built.aborted
    assert not list((built.root / "site").rglob("*.html"))


def test_a_figure_that_fails_is_marked_on_the_page(build, figure):
    page = build(PAGE | {"figures_src/square.py": BAD["exception"][0]}).page("index.html")
    assert '<span class="unresolved">¿figures/square.svg?</span>' in page


def test_a_build_does_not_publish_the_last_good_picture_of_a_script_that_fails_now(build, figure):
    build(PAGE | {"figures_src/square.py": figure})
    built = build({"figures_src/square.py": BAD["exception"][0]})
    assert '<span class="unresolved">¿figures/square.svg?</span>' in built.page("index.html")


def test_a_live_preview_keeps_the_last_good_picture_and_says_that_it_is_out_of_date(build, figure):
    build(PAGE | {"figures_src/square.py": figure})
    page = build({"figures_src/square.py": BAD["exception"][0]}, live=True).page("index.html")
    reason = "figures_src/square.py:4 FIG001 the figure is not drawn: ValueError: no such luck"
    assert f'<p class="colophon-outdated">Out of date: {reason}</p>' in page
    assert '<img src="figures/square.svg#only-light" alt="A square with a line from corner to corner."' in page


def test_a_live_preview_shows_what_is_wrong_in_place_of_a_picture_that_never_was(build):
    built = build(PAGE | {"figures_src/square.py": BAD["exception"][0]}, live=True)
    assert "FIG001 ValueError: no such luck" in built.page("figures/square.svg")
    assert 'alt="Not drawn: figures_src/square.py:4 FIG001' in built.page("index.html")


def test_the_first_picture_of_a_page_is_asked_for_before_the_others_in_panels_too(build, figure):
    panels = "::: {#fig:both}\n![A.](figures/a.svg){#fig:a}\n\n![B.](figures/b.svg){#fig:b}\n\nBoth.\n:::\n"
    files = {"docs/index.md": f"# One\n\n{panels}", "figures_src/a.py": figure, "figures_src/b.py": figure}
    images = re.findall(r"<img[^>]*>", build(files, strict=True).page("index.html"))
    assert ['fetchpriority="high"' in image for image in images] == [True] * 2 + [False] * 2
    assert all('loading="lazy"' in image for image in images)  # of each pair, the one in use is loaded
    assert all('width="192" height="96"' in image for image in images)


def test_a_remote_picture_is_numbered_and_passes_through(build):
    page = build({"docs/index.md": '![Far.](https://example.org/a.svg){#fig:far alt="A far picture."}'}).page(
        "index.html"
    )
    assert '<img alt="A far picture." src="https://example.org/a.svg"' in page
    assert '<span class="caption-label">Figure 1</span>. Far.' in page


def test_a_picture_without_a_script_is_reported_with_the_nearest_name(build, figure):
    page = {"docs/index.md": "# One\n\n![The square.](figures/sqare.svg)\n"}
    assert build(page | {"figures_src/square.py": figure}).problems == [
        "docs/index.md:3:16 FIG004 no picture 'figures/sqare.svg': there is no script figures_src/sqare.py "
        "(did you mean 'square'?)"
    ]


def test_a_missing_folder_of_scripts_is_one_clear_line(build):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins:\n  - colophon: {figures_src: pictures}\n"
    assert build({"docs/index.md": "One."}, config=config).problems == [
        "mkdocs.yml:4:29 FIG005 the folder of figure scripts, pictures/, does not exist "
        "(create it, or mend `figures_src`)"
    ]


def test_a_site_without_figures_needs_no_folder_of_scripts(build):
    assert build({"docs/index.md": "One."}, strict=True).problems == []


def test_an_image_made_by_hand_is_numbered_and_shown_as_it_is(build):
    built = build({"docs/index.md": '![By hand.](hand.png){#fig:hand alt="A hand."}', "docs/hand.png": ""})
    assert '<img alt="A hand." src="hand.png"' in built.page("index.html")
    assert '<span class="caption-label">Figure 1</span>. By hand.' in built.page("index.html")


def test_without_matplotlib_no_figure_is_drawn_and_one_line_says_how_to_get_it(build, figure, monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(file_state.metadata, "distribution", missing)
    files = {"docs/index.md": "One.", "figures_src/square.py": figure}
    assert build(files).problems == [
        "FIG006 no figure is drawn: numpy is missing; `pip install numpy matplotlib` brings it"
    ]
