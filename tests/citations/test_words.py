"""The words around citations that only one language has."""

from mkdocs_colophon.citations.words import words


def test_english_mends_the_abbreviations_that_its_locale_of_csl_does_not_know():
    assert words("en").locators == {"ch.": "chap.", "s.": "sec."}


def test_an_abbreviation_of_a_locator_is_not_mended_where_it_means_a_page():
    assert words("de").locators == {}
