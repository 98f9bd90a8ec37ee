"""The attributes of a tag, read and changed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hostile_html import tokens
from mkdocs_colophon.html.attributes import changed, read, without, written
from mkdocs_colophon.html.scanner import tags

PIECES = [
    *(" ", "\n", "\t", "\f", "/", "=", "'", '"', ">", "<", "a", "A", "b", "é", "\xa0", "c=1", " a='", ' b="', "''"),
    *("&", ";", "&amp;", "&copy", "&copy;", "&notit;", "&notin;", "&#38;", "&#x26", "&#", "&AMP", "&ampx", "&unknown;"),
]
ATTRIBUTES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def first_tag(attributes):
    """What an author may write: a tag that begins with these attributes."""
    found = list(tags(f"<p {attributes}>"))
    assume(found)
    return found[0].text


@settings(max_examples=1000)
@given(ATTRIBUTES)
def test_attributes_are_those_that_a_parser_of_html_reads(attributes):
    html = f"<p {attributes}>"
    assert [read(tag.text) for tag in tags(html) if not tag.is_end] == [
        given for _, end, given in tokens(html) if not end
    ]


@given(ATTRIBUTES, st.text())
def test_a_changed_attribute_has_its_value_and_the_others_have_theirs(attributes, value):
    tag = first_tag(attributes)
    new = changed(tag, a=value, z=value)
    assert [each.text for each in tags(new)] == [new]
    assert read(new) == read(tag) | {"a": value, "z": value}


@given(ATTRIBUTES)
def test_what_is_taken_away_is_gone_and_the_others_stay(attributes):
    tag = first_tag(attributes)
    assume(not any(name.startswith("=") for name in read(tag)))  # no name, but what stands before it might take it
    new = without(tag, "a", "c")
    assert [each.text for each in tags(new)] == [new]
    assert read(new) == {name: value for name, value in read(tag).items() if name not in ("a", "c")}


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("<p>", '<p a="x">'),
        ("<p/>", '<p a="x"/>'),
        ("<p b />", '<p b a="x" />'),
        ("<p b=c/>", '<p b=c/ a="x">'),
        ("<p b= >", '<p b= "" a="x">'),
        ("<p\n  A=1 b='2'>", "<p a=\"x\" b='2'>"),
        ("<p a='>'b=2 a=3>", '<p a="x"b=2 a=3>'),
        ("<P b='a=1' a>", "<P b='a=1' a=\"x\">"),
    ],
)
def test_an_attribute_is_changed_in_its_place_or_follows_the_others(tag, new):
    assert changed(tag, a="x") == new


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("<p>", "<p>"),
        ("<p a>", "<p>"),
        ("<P A>", "<P>"),
        ("<p A=1 b a='>'>", "<p b>"),
        ("<p a='1'b=2>", "<p b=2>"),
        ("<p b=1 a/>", "<p b=1 />"),
        ("<p b='a=1' ab=a>", "<p b='a=1' ab=a>"),
        ("<p/a/b>", "<p/ /b>"),
    ],
)
def test_an_attribute_is_taken_away_and_no_other_touched(tag, new):
    assert without(tag, "a") == new


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        (' a="1" b="2"', {"a": "1", "b": "2"}),
        ("<p a=1 A=2>", {"a": "1"}),
        ("<p a='?a=1&copy=2&amp;lt=3'>", {"a": "?a=1&copy=2&lt=3"}),
        ("<p a=b=c>", {"a": "b=c"}),
        ("<p =a ==b>", {"=a": "=b"}),
    ],
)
def test_values_are_read_as_a_browser_reads_them(text, values):
    assert read(text) == values


@given(st.text())
def test_a_value_that_is_written_is_read_as_it_was(value):
    assert read(f"<p{written('a', value)}>") == {"a": value}
