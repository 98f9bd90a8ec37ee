"""Text as HTML, and HTML as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_html import HOSTILE, words
from mkdocs_colophon.html.text import as_html, as_text


@given(st.text())
def test_text_is_read_back_from_its_html(text):
    assert as_text(as_html(text)) == text


@settings(max_examples=1000)
@given(HOSTILE.map("".join))
def test_the_words_of_a_page_are_those_that_a_parser_of_html_finds_but_for_scripts_and_their_like(html):
    assert as_text(html).replace("\0", "") == words(html).replace("\0", "").replace("\ufffd", "")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt;b&gt; &amp;amp; &notit; &copy", "a <b> &amp; ¬it; ©"),
        ("a<br>b <i title='>'>c</i><!-- d -->e", "ab ce"),
        ("a<SCRIPT>b</SCRIPT>c<script>d", "ac"),
        ("a<template>b<template>c</template>d</template>e", "ae"),
        ("a<<script></script>b>c", "a<b>c"),
        ("1<2 and a<b", "1<2 and a"),
        ("a</", "a</"),
    ],
)
def test_what_a_reader_sees_is_told(html, text):
    assert as_text(html) == text
