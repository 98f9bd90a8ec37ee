"""Elements written as HTML."""

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.html.scanner import elements, tags
from mkdocs_colophon.html.writer import start_tag, tag


@given(st.text(), st.text())
def test_what_is_written_is_read_as_it_was_meant(one, two):
    (each,) = elements(tag("p", "<b>a</b>", id=one, title=two), "p")
    assert (each.name, each.inner, each.attributes) == ("p", "<b>a</b>", {"id": one, "title": two})


def test_an_attribute_may_be_called_as_a_word_of_python_is():
    assert start_tag("p", class_="a", data_label="b") == '<p class="a" data-label="b">'


def test_an_attribute_may_be_called_as_a_parameter_is():
    assert tag("p", "a", name="b", content="c") == '<p name="b" content="c">a</p>'
    assert [each.text for each in tags(start_tag("a", name="b"))] == ['<a name="b">']
