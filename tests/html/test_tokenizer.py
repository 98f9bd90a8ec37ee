"""What is a tag in HTML, whatever stands around it."""

import pytest
from hypothesis import example, given, settings

from hostile_html import HOSTILE, tokens
from mkdocs_colophon.html.attributes import changed, read, without
from mkdocs_colophon.html.scanner import tags, with_tags


@settings(max_examples=1000)
@given(HOSTILE.map("".join))
@example("<script><!--<script></script><script></script></script><p>")
@example("<script><!--<script>--></script><p><script><!--></script><p><script><!--<scriptx></script><p>")
@example("<script><!-- <SCRIPT/ </script/ --!> </script x><p></script>")
@example("<template><i><template></template><b><!--</template>--></template><p><script></template></script><p>")
@example("<template><script></template></script><title></template></title></template><p>")
@example("<textarea><//textarea></textareas></TEXTAREA\f><p>")
@example("<p =a>b='><p>'><p a ='>'><p a= b='>'><p a==\">\"><p>")
def test_tags_and_their_attributes_are_those_that_a_parser_of_html_finds(html):
    assert [found(tag) for tag in tags(html)] == tokens(html)


def found(tag):
    values = {} if tag.is_end else read(tag.text)
    return shown(tag.name), tag.is_end, {shown(name): shown(value) for name, value in values.items()}


def shown(text):
    """Browsers show no NUL."""
    return text.replace("\0", "\ufffd")


@given(HOSTILE.map("".join))
def test_the_tags_of_a_name_are_all_of_that_name(html):
    names = ("p", "b", "title", "script", "template")
    assert list(tags(html, *names)) == [tag for tag in tags(html) if tag.name in names]
    assert [*tags(html, "p")] == [tag for tag in tags(html) if tag.name == "p"]


@settings(max_examples=1000)
@given(HOSTILE.map("".join))
@example("<p a='>'>")
@example('<p a= \f">">')
@example("<p a>b</p></")
def test_a_page_is_read_fast_only_where_that_finds_the_same(html):
    """A page with a comment is read the other way."""
    places = [(tag.start - len("<!>"), tag.text) for tag in tags(f"<!>{html}")]
    assert [(tag.start, tag.text) for tag in tags(html)] == places


@pytest.mark.parametrize(("html", "found"), [
    ("<svg><title/><style/></svg><p>", ["svg", "title", "style", "svg", "p"]),
    ("<svg><title><p></title><p></svg>", ["svg", "title", "title", "p", "svg"]),
    ("<svg></svg><title/><p>", ["svg", "svg", "title"]),
    ("<svg><![CDATA[ <p> > <p> ]]><p>", ["svg", "p"]),
])  # fmt: skip
def test_in_pictures_an_element_may_be_over_with_its_start_tag(html, found):
    assert [tag.name for tag in tags(html)] == found


@pytest.mark.parametrize("html", [
    "<p" * 200_000,
    "</" * 200_000,
    "<p" + " a=''" * 200_000,
    "<p" + " " * 400_000 + "/" * 200_000,
    "<p a='" + "\">" * 200_000,
    f"<p{' a' * 200_000}>" + "='>" * 200_000,
    "<!--" * 200_000,
    "<script><!--" * 100_000,
    "<template>" * 100_000,
    "<svg><title/>" * 100_000,
])  # fmt: skip
def test_a_page_that_is_read_once_for_each_of_its_characters_would_never_end(html):
    assert with_tags(html, lambda tag: changed(without(tag.text, "b"), **read(tag.text)) and tag.text) == html
