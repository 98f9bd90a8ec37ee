"""Elements and tags of HTML, found and replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_html import HOSTILE
from mkdocs_colophon.html.scanner import elements, outermost, replaced, tags, with_tags

PAGE = "<div>a<p Class='x  y' id=b>c<p>d</p>e<img alt='>'></div ><!--<p></p>--><script><p></p></script>"
TREES = st.recursive(
    st.just(("b", [])),
    lambda children: st.tuples(st.sampled_from(["b", "i", "h1"]), st.lists(children, max_size=3)),
    max_leaves=9,
)


@given(HOSTILE.map("".join))
def test_what_is_replaced_by_itself_stays_byte_for_byte(html):
    assert replaced(html, elements(html), lambda each: each.outer) == html
    assert replaced(html, elements(html), lambda each: each.around(each.inner)) == html
    assert with_tags(html, lambda tag: tag.text) == html


@given(TREES)
def test_elements_are_found_with_all_that_is_in_them(tree):
    html, expected = written(tree)
    assert [(each.name, each.inner) for each in elements(html)] == expected
    assert [(each.name, each.inner) for each in elements(html, "b", "i")] == [
        each for each in expected if each[0] != "h1"
    ]


def written(tree):
    """A tree as HTML, and each element with its content."""
    name, children = tree
    parts = [written(child) for child in children]
    inner = "".join(html for html, _ in parts)
    return f"<{name}>{inner}</{name}>", [(name, inner), *(each for _, found in parts for each in found)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<b>a", []),
        ("a</b>", []),
        ("<b>a</b></b>", ["<b>a</b>"]),
        ("<b>a<b>c</b>", ["<b>c</b>"]),
        ("<B>a</b\n>", ["<B>a</b\n>"]),
        ("<img><IMG/></img>", ["<img>", "<IMG/>"]),
        ("<b/>a</b>", ["<b/>a</b>"]),
        ("<i><b></i></b>", ["<i><b></i>", "<b></i></b>"]),
        ("<title><b></title></b>", ["<title><b></title>"]),
        ("<template><b>a</b></template>", ["<template><b>a</b></template>"]),
        ("<b title=</b>a</b>", ["<b title=</b>a</b>"]),
    ],
)
def test_an_element_has_both_its_tags_or_never_has_content(html, found):
    assert [each.outer for each in elements(html)] == found


def test_an_element_tells_what_it_is():
    box, paragraph, image = elements(PAGE, "div", "p", "img")
    assert (box.name, box.start, box.end) == ("div", 0, PAGE.index("<!--"))
    assert (paragraph.inner, paragraph.outer) == ("d", "<p>d</p>")
    assert (image.inner, image.outer, image.attributes, image.get("alt"), image.get("src")) == (
        "", "<img alt='>'>", {"alt": ">"}, ">", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "is_so"),
    [
        ("<p class=x>", True),
        ("<p CLASS='y\tx'>", True),
        ("<p class=xy>", False),
        ("<p id=x>", False),
        ("<p class='&#120;'>", False),
    ],
)
def test_a_class_is_one_of_its_words(tag, is_so):
    assert [each.has_class("x") for each in elements(f"{tag}</p>")] == [is_so]


def test_an_element_is_written_around_other_content_with_the_end_that_it_had():
    (each,) = elements("<P id=a>b</P >")
    assert (each.around("c"), each.around("c", "<p>")) == ("<P id=a>c</P >", "<p>c</P >")


def test_what_stands_in_another_is_left_to_that():
    html = "<b>a<b>c</b></b><i>d</i><b>e</b>"
    assert [each.inner for each in outermost(elements(html, "b"))] == ["a<b>c</b>", "e"]
    assert replaced(html, elements(html, "b"), lambda each: each.inner.upper()) == "A<B>C</B><i>d</i>E"


def test_tags_are_changed_wherever_they_stand_and_nothing_else():
    assert with_tags(PAGE, lambda tag: f"<{tag.name}>", "p", "div") == PAGE.replace("<p Class='x  y' id=b>", "<p>", 1)


def test_ten_thousand_nested_elements_are_elements():
    html = "<div>" * 10_000 + "</div>" * 10_000
    assert len(elements(html, "div")) == 10_000
    assert replaced(html, elements(html, "div"), lambda each: each.inner) == html[5:-6]


def test_a_tag_ends_where_its_text_does():
    assert [(tag.name, tag.start, tag.end, tag.is_end) for tag in tags("a<B c>d</b >")] == [
        ("b", 1, 6, False), ("b", 7, 12, True),
    ]  # fmt: skip
