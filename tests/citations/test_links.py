"""Links to entries, however they are written."""

import pytest

from mkdocs_colophon.citations.links import citation, inside, leading_away, linked

LINK = '<a class="citation" data-keys="{0}" data-label="ref-{0}" href="#ref-{0}" role="doc-biblioref">{1}</a>'


@pytest.mark.parametrize(
    "html", ['<a href="#ref-a">Doe</a>', "<A class=x HREF='#ref-a' title='1 > 0'>Doe</A>", "<a href=#ref-&#97;>Doe</a>"]
)
def test_a_link_of_pandoc_becomes_one_of_the_page(html):
    assert linked(f"({html})") == f"({LINK.format('a', 'Doe')})"


@pytest.mark.parametrize(
    "html", ['<a href="https://x.org/#ref-a">Doe</a>', '<!-- <a href="#ref-a">Doe</a> -->', "<a>Doe</a>"]
)
def test_other_links_are_left_as_they_are(html):
    assert linked(html) == html
    assert leading_away(html, "../b/") == html


def test_from_another_page_a_link_leads_to_the_page_of_its_entry():
    assert leading_away('<a href="#ref-a">Doe</a>', "../b/") == (
        '<a class="citation" data-keys="a" href="../b/#ref-a">Doe</a>'
    )


def test_a_key_of_several_words_has_an_id_of_one():
    assert citation("Doe", "cite-a b-1", ["a b"]) == (
        '<span class="citation" id="cite-a b-1" data-cites="a b"><a class="citation" data-keys="a b" '
        'data-label="ref-a-b" href="#ref-a-b" role="doc-biblioref">Doe</a></span>'
    )


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<span data-cites="a" class="citation">Doe <span>x</span></span>', "Doe <span>x</span>"),
        ('<span class="citation">Doe</span>.', '<span class="citation">Doe</span>.'),
        ('<span class="nocase">Doe</span>', '<span class="nocase">Doe</span>'),
        ("Doe", "Doe"),
    ],
)
def test_only_the_element_of_a_citation_is_taken_off(html, words):
    assert inside(html) == words
