"""The words around citations: every language has all of them."""

import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest

from mkdocs_colophon.citations.words import Words, words

LANGUAGES = tomllib.loads(files("mkdocs_colophon.citations").joinpath("languages.toml").read_text("utf-8"))
CROSSREF = tomllib.loads(files("mkdocs_colophon.crossref").joinpath("languages.toml").read_text("utf-8"))


def test_citations_speak_the_languages_of_cross_references():
    assert {"en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ko"} <= LANGUAGES.keys()
    assert {name.partition("-")[0] for name in CROSSREF} == {name.partition("-")[0] for name in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_type(language):
    assert {field.name for field in fields(Words)} - LANGUAGES[language].keys() <= {"locators"}
    assert [*LANGUAGES[language]["types"]] == [*LANGUAGES["en"]["types"]]
    assert words(language).back.format(place="a").count("a") >= 1


def test_an_abbreviation_of_a_locator_is_not_mended_where_it_means_a_page():
    assert words("de").locators == {}
