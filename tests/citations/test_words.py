"""The words for parts of a work, in English and in the language of the page."""

import pytest

from mkdocs_colophon.citations.words import words
from mkdocs_colophon.locales.languages import shipped, table


def test_english_mends_the_abbreviations_that_its_locale_of_csl_does_not_know():
    assert [words("en").locator(word) for word in ("ch.", "s.", "p.", "pages", "x.")] == ["chap.", "sec.", "", "", ""]


def test_a_language_understands_english_words_for_parts_of_a_work():
    assert [words("de").locator(word) for word in ("p.", "chap.", "Figure")] == ["Seite", "Kapitel", "Abbildung"]
    assert [words("zh").locator(word) for word in ("pp.", "section")] == ["页", "节"]


def test_a_word_that_a_language_has_itself_is_left_alone():
    assert words("de").locator("S.") == ""  # Seite
    assert words("fr").locator("fig.") == ""


@pytest.mark.parametrize("language", sorted(shipped()))
def test_every_language_has_a_word_for_each_part(language):
    assert table(language, "citations")["locators"].keys() == table("en", "citations")["locators"].keys()
