"""What other sites show of a page."""

import pytest

from mkdocs_colophon.publication.head import Picture, preview
from mkdocs_colophon.publication.metadata import Publication

PAGE = Publication(
    'A "B" <c>', issued=(2026, 11), url="https://x.org/a/", container="Tiny", language="pt-BR", description="D."
)
TOLD = (
    '<meta property="og:type" content="article">\n'
    '<meta property="og:title" content="A &quot;B&quot; &lt;c&gt;">\n'
    '<meta property="og:description" content="D.">\n'
    '<meta property="og:url" content="https://x.org/a/">\n'
    '<meta property="og:site_name" content="Tiny">\n'
    '<meta property="og:locale" content="pt_BR">\n'
    '<meta property="article:published_time" content="2026-11">\n'
)
CARD = (
    '<meta name="twitter:card" content="summary">\n'
    '<meta name="twitter:title" content="A &quot;B&quot; &lt;c&gt;">\n'
    '<meta name="twitter:description" content="D.">\n'
)


def test_what_is_known_of_a_page_is_told():
    assert preview("<title>A</title>", PAGE) == TOLD + CARD


def test_a_picture_is_told_with_its_size_and_its_words():
    picture = Picture("https://x.org/a.png", 1200, 630, "Three & four")
    assert preview("", PAGE, picture) == (
        f"{TOLD}"
        '<meta property="og:image" content="https://x.org/a.png">\n'
        '<meta property="og:image:type" content="image/png">\n'
        '<meta property="og:image:width" content="1200">\n'
        '<meta property="og:image:height" content="630">\n'
        '<meta property="og:image:alt" content="Three &amp; four">\n'
        f"{CARD.replace('summary', 'summary_large_image')}"
        '<meta name="twitter:image" content="https://x.org/a.png">\n'
        '<meta name="twitter:image:alt" content="Three &amp; four">\n'
    )


def test_a_home_page_is_a_site_without_dates():
    assert preview("", Publication("A", issued=(2026,), url="https://x.org/"), home=True) == (
        '<meta property="og:type" content="website">\n<meta property="og:title" content="A">\n'
        '<meta property="og:url" content="https://x.org/">\n<meta property="og:locale" content="en">\n'
        '<meta name="twitter:card" content="summary">\n<meta name="twitter:title" content="A">\n'
    )


def test_a_page_without_an_address_is_not_told_of():
    assert preview("", Publication("A")) == ""


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="x">',
        "<META content='a > b' PROPERTY='OG:title'>",
        "<meta content=x property=og:title>",
    ],
)
def test_what_a_theme_tells_is_not_told_twice(head):
    assert preview(head, PAGE) == ""


@pytest.mark.parametrize(
    "head",
    [
        '<!-- <meta property="og:title"> -->',
        "<script>'<meta property=og:title>'</script>",
        '<meta name="description" content="property=og:title">',
        '<meta property="fb:app" content="og:">',
    ],
)
def test_what_only_looks_told_is_told(head):
    assert preview(head, PAGE) == TOLD + CARD
