"""Style sheets and scripts in one file each."""

import pytest

from mkdocs_colophon.host.mkdocs import bundle


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "math").mkdir()
    (tmp_path / "math" / "a.css").write_text("a{src:url(fonts/a.woff2),url(data:x),url(/b),url(#c),url(https://d)}")
    (tmp_path / "b.css").write_text("/* why\n   so */\nb {\n  color: red; /* not blue */\n}\n")
    (tmp_path / "a.js").write_text("let a = 1 // one\n")
    (tmp_path / "b.js").write_text("(function(){})()\n")
    return tmp_path


def test_sheets_are_joined_in_order_and_find_their_files_from_where_the_whole_stands(folder):
    assert bundle.style_sheet(folder, ["math/a.css", "b.css"]) == (
        "a{src:url(math/fonts/a.woff2),url(data:x),url(/b),url(#c),url(https://d)}\nb {\ncolor: red;\n}"
    )


def test_a_script_neither_runs_into_the_next_nor_into_a_comment(folder):
    assert bundle.script(folder, ["a.js", "b.js"]) == "let a = 1 // one\n;\n(function(){})()\n"


@pytest.mark.parametrize(
    "html", ["", '<script src="a.js"></script>', '<script id="__config">{}</script><script>let a</script>']
)
def test_a_page_without_scripts_of_material_stays_as_it_is(html):
    assert bundle.deferred(html) == html


def test_scripts_that_wait_already_or_need_not_are_left_alone():
    html = (
        '<script id="__config">{}</script><script src="a.js" async></script><script src="b.js" type="module"></script>'
    )
    assert bundle.deferred(html) == html


@pytest.mark.parametrize(
    ("script", "waiting"),
    [
        ('<script src="a.js">', '<script src="a.js" defer>'),
        ("<SCRIPT SRC='a>b.js' >", "<SCRIPT SRC='a>b.js'  defer>"),
        ("<script src=a.js/>", "<script src=a.js/ defer>"),
    ],
)
def test_a_script_waits_however_its_tag_is_written(script, waiting):
    config = '<script id="__config">{}</script>'
    assert bundle.deferred(f"{script}</script>{config}{script}</script>") == (
        f"{script}</script>{config}{waiting}</script>"
    )


@pytest.mark.parametrize(
    "rest",
    [
        "<script>document.write('<script src=\"a.js\"></scr' + 'ipt>')</script>",
        '<!-- <script src="a.js"></script> -->',
        '<noscript><script src="a.js"></script></noscript>',
    ],
)
def test_what_only_looks_like_a_script_is_left_alone(rest):
    html = f'<script id="__config">{{}}</script>{rest}'
    assert bundle.deferred(html) == html
