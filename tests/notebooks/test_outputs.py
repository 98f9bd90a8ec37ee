"""What a cell has put out, as one of three: Markdown, HTML or a picture."""

from base64 import b64encode

import pytest

from mkdocs_colophon.notebooks.outputs import Picture, read

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\1\2\0\0\0\7"  # 258 by 7 pixels


def shown(kind, text, **given):
    return read({"output_type": "display_data", "data": {kind: text}, "metadata": {kind: given}}, "cell-1-1", {})


def box(kind, inside):
    start = f'<div class="notebook-output output-{kind}" tabindex="0" role="group" aria-label="Output">'
    return f"{start}{inside}</div>"


@pytest.mark.parametrize("text", ['a < b & "c"', ["a < b", ' & "c"']])
def test_text_is_put_into_a_box_as_it_is(text):
    assert shown("text/plain", text) == box("result", '<pre>a &lt; b &amp; "c"</pre>')


@pytest.mark.parametrize(
    "html", ["<table><tr><td>1 < 2", "<B TITLE='>'>b</B>", "<!-- </div> -->", "<script>'</div>'</script>"]
)
def test_html_is_an_authors_and_stays_as_it_is(html):
    assert shown("text/html", html) == box("html", html)


@pytest.mark.parametrize(
    ("start", "size"),
    [
        ('<svg width="36pt" height="18pt">', (48, 24)),
        ("<svg\n  height='18.5' width='36px' >", (36, 18)),
        ("<svg width=36 height=18pt>", (36, 24)),
        ('<?xml version="1.0"?><!-- <svg width="1" height="1"> --><svg height="18" width="36">', (36, 18)),
        ('<svg stroke-width="2" width="36" data-a=">" line-height="3" height="18">', (36, 18)),
        ('<svg viewBox="0 0 36 18">', None),
        ('<svg width="100%" height="18">', None),
        ('<svg width="1.2.3" height="18">', None),
        ('<svg width="36"><rect height="18"/>', None),
        ("<svg width='36' height='18", None),
        ("no picture", None),
    ],
)
def test_the_size_of_an_svg_is_what_its_first_tag_says(start, size):
    svg = f"{start}<path/></svg>"
    assert shown("image/svg+xml", svg) == Picture("cell-1-1.svg", svg.encode(), size=size)


@pytest.mark.parametrize(
    ("content", "given", "size"),
    [
        (PNG, {}, (258, 7)),
        (PNG, {"width": 129, "height": 4}, (129, 4)),
        (PNG[:-1], {}, None),
        (b"GIF89a" + bytes(20), {}, None),
    ],
)
def test_the_size_of_a_bitmap_is_what_the_code_or_the_file_says(content, given, size):
    found = shown("image/png", b64encode(content).decode(), **given)
    assert found == Picture("cell-1-1.png", content, size=size)


def test_of_several_kinds_the_best_is_shown_and_the_code_may_describe_it():
    data = {"text/plain": "x", "image/jpeg": b64encode(b"j").decode(), "application/json": {}}
    output = {"output_type": "display_data", "data": data, "metadata": {"image/jpeg": {"alt": "A cat."}}}
    assert read(output, "c", {}) == Picture("c.jpg", b"j", alt="A cat.")


def test_what_no_page_can_show_is_nothing():
    assert shown("application/json", "{}") == ""
    assert read({"output_type": "stream", "name": "stdout", "text": "\n"}, "c", {}) == ""
