"""Every language says all that English says, with the same blanks to be filled in; one more is one more file."""

import tomllib
from dataclasses import fields
from importlib.resources import files
from string import Formatter

import pytest

from mkdocs_colophon.citations import words as citations
from mkdocs_colophon.crossref import wording as crossref
from mkdocs_colophon.figures import words as figures
from mkdocs_colophon.locales.languages import nearest, shipped, table
from mkdocs_colophon.publication import words as publication

ROOMS = {"crossref": crossref, "citations": citations, "figures": figures, "publication": publication}
LANGUAGES = sorted(shipped())
REGIONS = [tag for tag in LANGUAGES if "-" in tag]
OF_SOME = {"reference", "locators", "aliases"}  # which English or another language does without


def said(words):
    """The texts of a table and of the tables and lists in it, by the names that lead there."""
    if isinstance(words, str):
        return {(): words}
    parts = words.items() if isinstance(words, dict) else enumerate(words)
    return {(name, *rest): text for name, part in parts for rest, text in said(part).items()}


def blanks(language, room):
    """What is to be filled in, in each text that every language has, in their order; one name of a kind is enough."""
    texts = said({name: words for name, words in table(language, room).items() if name not in OF_SOME})
    return [
        (names, sorted(blank for _, blank, _, _ in Formatter().parse(text) if blank is not None))
        for names, text in texts.items()
        if names[-1] != 1
    ]


def own(tag):
    """What the file of a language says by itself."""
    return tomllib.loads(files("mkdocs_colophon.locales").joinpath(f"{tag}.toml").read_text("utf-8"))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_of_a_room_with_its_blanks(language, room):
    assert blanks(language, room) == blanks("en", room)


@pytest.mark.parametrize("room", ROOMS)
def test_english_has_the_words_that_a_room_asks_for_and_no_other(room):
    asked = {field.name for field in fields(ROOMS[room].Words)}
    assert table("en", room).keys() - OF_SOME == asked - OF_SOME


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_speaks_the_language_that_it_is_asked_for(language, room):
    words = ROOMS[room].words(language)
    assert {name: getattr(words, name) for name in table(language, room)} == table(language, room)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_nothing_to_say_to_a_room_that_is_none(language):
    assert own(language).keys() - ROOMS.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_language_is_empty(language):
    assert [names for names, text in said(own(language)).items() if not text.strip()] == []


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_says_only_what_differs_from_its_language(region):
    language = said(own(region.partition("-")[0]))
    repeated = [names for names, text in said(own(region)).items() if language.get(names) == text]
    assert repeated == []


def test_the_template_of_a_reference_has_the_number_and_belongs_to_a_kind():
    templates = {
        (tag, kind): text for tag in LANGUAGES for kind, text in table(tag, "crossref").get("reference", {}).items()
    }
    assert {kind for _, kind in templates} <= table("en", "crossref")["names"].keys()
    assert [place for place, text in templates.items() if "{number}" not in text] == []


@pytest.fixture
def folder(tmp_path):
    """A folder with English, another language, and a region of it."""
    (tmp_path / "en.toml").write_text('[figures]\nclose = "Close"\n')
    (tmp_path / "eo.toml").write_text('[figures]\nclose = "Fermi"\nlight = "hela"\n[citations]\ntypes.book = "Libro"\n')
    (tmp_path / "eo-xx.toml").write_text('[figures]\nlight = "luma"\n[citations]\ntypes.online = "Enrete"\n')
    (tmp_path / "README.md").touch()
    return tmp_path


def test_a_language_is_added_by_its_file(folder):
    assert shipped(folder) == {"en", "eo", "eo-xx"}
    assert [nearest(language, folder) for language in ("eo", "EO_xx", "eo-YY", "de")] == ["eo", "eo-xx", "eo", "en"]
    assert table("eo-YY", "figures", folder) == {"close": "Fermi", "light": "hela"}


def test_a_region_says_the_rest_as_its_language_does_in_the_tables_of_a_room_too(folder):
    assert table("eo-xx", "figures", folder) == {"close": "Fermi", "light": "luma"}
    assert table("eo-xx", "citations", folder) == {"types": {"book": "Libro", "online": "Enrete"}}
