"""The navigation of a series, whatever its pages are called."""

import pytest

from mkdocs_colophon.publication.series import Part, navigation

PARTS = [Part("a/", "A & B", 'The "first"'), Part("x/", "X", "Alone"), Part("b/", "<b>", 'The "first"')]


def test_the_first_part_leads_to_the_second_only_and_nothing_leaves_its_attribute():
    assert navigation("a/", PARTS, lambda url: f'../{url}?"') == (
        '<nav class="series" aria-label="The &quot;first&quot;" data-search-exclude>\n'
        '<p>Part 1 of 2 of the series “The "first"”</p>\n'
        '<p>Next: <a href="../b/?&quot;" rel="next">&lt;b&gt;</a></p>\n</nav>'
    )


def test_it_speaks_the_language_of_the_site():
    assert navigation("b/", PARTS, str, "de") == (
        '<nav class="series" aria-label="The &quot;first&quot;" data-search-exclude>\n'
        '<p>Teil 2 von 2 der Reihe „The "first"“</p>\n'
        '<p>Zurück: <a href="a/" rel="prev">A &amp; B</a></p>\n</nav>'
    )


@pytest.mark.parametrize("url", ["x/", "none/"])
def test_a_page_alone_has_none(url):
    assert navigation(url, PARTS, str) == ""
