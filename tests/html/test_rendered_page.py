"""The parts of a finished page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.html.rendered_page import RenderedPage

MENU = '<nav class="md-nav">n</nav>'
ARTICLE = '<div data-md-component="content">'
PIECES = st.lists(
    st.sampled_from(["<head>", "</head>", "</HEAD>", "<", "x", 'data-md-component="content"', "<div ", ">"])
)


@given(PIECES.map("".join))
def test_the_parts_together_are_the_page(html):
    assert RenderedPage.of(html).html == html


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("", ("", "", "")),
        ("<p>a</p>", ("", "", "<p>a</p>")),
        (f"<p>a</p>{MENU}", ("", "", f"<p>a</p>{MENU}")),
        ("<head>h</head><p>a</p>", ("<head>h", "", "</head><p>a</p>")),
        (f"<head>h</HEAD>t{ARTICLE}", ("<head>h", "</HEAD>t", ARTICLE)),
        (f"<head>h</HEAD>t{MENU}{ARTICLE}{MENU}", ("<head>h", f"</HEAD>t{MENU}", f"{ARTICLE}{MENU}")),
        (f"{MENU}{ARTICLE}", ("", MENU, ARTICLE)),
        (f'{MENU}{ARTICLE}<p>data-md-component="content"', ("", MENU, f'{ARTICLE}<p>data-md-component="content"')),
        ("<head><!-- </head> --></head>b", ("<head><!-- </head> -->", "", "</head>b")),
        ("<head><script>'</head>'</script></head>b", ("<head><script>'</head>'</script>", "", "</head>b")),
        ("<head><meta content='</head>'></head>b", ("<head><meta content='</head>'>", "", "</head>b")),
        ("<head></head><!-- </head> -->b", ("<head>", "", "</head><!-- </head> -->b")),
        ("<!-- </head> --><p>b</p>", ("", "", "<!-- </head> --><p>b</p>")),
    ],
)
def test_a_page_is_divided_at_the_end_of_its_head_and_at_its_article(html, parts):
    assert RenderedPage.of(html) == RenderedPage(*parts)


def test_elements_end_the_head_and_a_page_without_a_head_is_left_as_it_is():
    pages = [RenderedPage.of(html).with_elements("<meta>").html for html in ("<head>h</head>b", "<p>b</p>")]
    assert pages == ["<head>h<meta></head>b", "<p>b</p>"]
