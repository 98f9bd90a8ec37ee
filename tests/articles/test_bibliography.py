"""The bibliography holds exactly what the pages cite, and its identifiers are well formed."""

import re
from collections import Counter
from pathlib import Path

import jupytext
import pytest

DOCS = Path(__file__).parents[2] / "docs"
BIBLIOGRAPHY = (DOCS / "references.bib").read_text("utf-8")

ENTRY = re.compile(r"^@\w+\{(?P<key>[^,\s]+),\n(?P<fields>.*?)^\}$", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^ +(?P<name>\w+) *= \{(?P<value>.*)\},$", re.MULTILINE)
FENCE = re.compile(r"^ *(?P<fence>```+|~~~+).*?^ *(?P=fence) *$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
KEY = re.compile(r"(?<![\w\\])@(?P<key>\w+(?:[:.#$%&+?<>~/-]\w+)*)")
CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|lst|sec|thm|val)[:-]", re.IGNORECASE)

# What an entry must have to be found: a preprint its number or address, all others where they were printed.
REQUIRED = {
    "article": {"author", "title", "journal", "volume", "year"},
    "book": {"author", "title", "publisher", "year"},
    "inproceedings": {"author", "title", "booktitle", "year"},
    "online": {"author", "title", "year"},
}

Fields = dict[str, str]


def entries(bibliography: str) -> list[tuple[str, Fields]]:
    return [
        (entry["key"], {field["name"]: field["value"] for field in FIELD.finditer(entry["fields"])})
        for entry in ENTRY.finditer(bibliography)
    ]


def cited_keys(markdown: str) -> set[str]:
    prose = SPAN.sub("", FENCE.sub("", markdown))
    return {match["key"] for match in KEY.finditer(prose) if not CROSS_REFERENCE.match(match["key"])}


def is_doi(doi: str) -> bool:
    return re.fullmatch(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+", doi) is not None


def is_isbn(isbn: str) -> bool:
    digits = [int(digit) for digit in isbn.replace("-", "") if digit.isdigit()]
    weighted = sum(digit * weight for digit, weight in zip(digits, [1, 3] * 7, strict=False))
    return re.fullmatch(r"97[89](-\d+){4}", isbn) is not None and len(digits) == 13 and weighted % 10 == 0


def fits_arxiv(identifier: str, year: str) -> bool:
    """Tell whether the identifier is well formed and dates from the year of publication or the year before."""
    match = re.fullmatch(r"(\d\d)(0[1-9]|1[0-2])\.\d{4,5}", identifier)
    return match is not None and int(year) - (2000 + int(match[1])) in (0, 1)


ENTRIES = entries(BIBLIOGRAPHY)
PROSE = [
    cell["source"]
    for page in DOCS.glob("notebooks/*.py")
    for cell in jupytext.read(page)["cells"]
    if cell["cell_type"] == "markdown"
]
CITED = set().union(*(cited_keys(text) for text in [*(page.read_text("utf-8") for page in DOCS.rglob("*.md")), *PROSE]))


def having(name: str) -> list[object]:
    return [pytest.param(fields, id=key) for key, fields in ENTRIES if name in fields]


def test_every_entry_and_every_field_is_read() -> None:
    assert len(ENTRIES) == BIBLIOGRAPHY.count("\n@") + BIBLIOGRAPHY.startswith("@")
    assert sum(len(fields) for _, fields in ENTRIES) == BIBLIOGRAPHY.count(" = {")


def lacking(entry: str) -> set[str]:
    """The fields that an entry's type asks for and it does not have."""
    match = re.match(r"@(\w+)\{", entry)
    assert match is not None
    return REQUIRED[match[1]] - {field["name"] for field in FIELD.finditer(entry)}


@pytest.mark.parametrize("key", [key for key, _ in ENTRIES])
def test_an_entry_has_what_its_type_asks_for(key: str) -> None:
    [entry] = [match[0] for match in ENTRY.finditer(BIBLIOGRAPHY) if match["key"] == key]
    assert lacking(entry) == set()


def test_a_missing_field_is_found() -> None:
    assert lacking("@book{a2001,\n  author = {A},\n  year = {2001},\n}") == {"title", "publisher"}


def test_keys_are_unique() -> None:
    assert [key for key, number in Counter(key for key, _ in ENTRIES).items() if number > 1] == []


def test_entries_are_sorted_by_key() -> None:
    assert [key for key, _ in ENTRIES] == sorted(key for key, _ in ENTRIES)


def test_every_cited_key_has_an_entry() -> None:
    assert CITED - {key for key, _ in ENTRIES} == set()


def test_every_entry_is_cited() -> None:
    assert {key for key, _ in ENTRIES} - CITED == set()


@pytest.mark.parametrize("fields", having("doi"))
def test_a_doi_is_well_formed(fields: Fields) -> None:
    assert is_doi(fields["doi"])


@pytest.mark.parametrize("fields", having("isbn"))
def test_an_isbn_has_its_check_digit(fields: Fields) -> None:
    assert is_isbn(fields["isbn"])


@pytest.mark.parametrize("fields", having("eprint"))
def test_an_arxiv_number_fits_the_year(fields: Fields) -> None:
    assert fields["eprinttype"] == "arxiv"
    assert fits_arxiv(fields["eprint"], fields["year"])


@pytest.mark.parametrize("fields", having("pages"))
def test_pages_are_a_rising_range(fields: Fields) -> None:
    match = re.fullmatch(r"(\d+)--(\d+)", fields["pages"])
    assert match is not None
    assert int(match[1]) < int(match[2])


@pytest.mark.parametrize("key", [key for key, _ in ENTRIES])
def test_a_key_ends_with_the_year(key: str) -> None:
    fields = dict(ENTRIES)[key]
    assert re.fullmatch(rf"[a-z]+{fields['year']}", key)


@pytest.mark.parametrize(
    ("markdown", "keys"),
    [
        ("@lecun1998 say so.", {"lecun1998"}),
        ("So it is [see @a2001, p. 3; @b2002].", {"a2001", "b2002"}),
        ("As in [-@a2001].", {"a2001"}),
        ("[@fig:stride; @eq:size] and @sec:end", set()),
        ("`@code2001` and ``a ` @b2002``", set()),
        ("```\n@code2001\n```\n@a2001", {"a2001"}),
        (r"mail@example.org and \@a2001", set()),
    ],
)
def test_what_counts_as_a_citation(markdown: str, keys: set[str]) -> None:
    assert cited_keys(markdown) == keys


@pytest.mark.parametrize("doi", ["10.1109/5.726791", "10.1007/978-3-642-15825-4_10"])
def test_good_dois(doi: str) -> None:
    assert is_doi(doi)


@pytest.mark.parametrize("doi", ["https://doi.org/10.1109/5.726791", "10.1109", "10.11/x", "10.1109/a b", ""])
def test_bad_dois(doi: str) -> None:
    assert not is_doi(doi)


@pytest.mark.parametrize("isbn", ["978-0-262-03561-4", "9780262035613", "978-0-262-0356-3", "977-0-262-03561-3"])
def test_bad_isbns(isbn: str) -> None:
    assert not is_isbn(isbn)


@pytest.mark.parametrize(("identifier", "year"), [("1312.4400", "2014"), ("2001.08248", "2020")])
def test_arxiv_numbers_that_fit(identifier: str, year: str) -> None:
    assert fits_arxiv(identifier, year)


@pytest.mark.parametrize(
    ("identifier", "year"),
    [
        ("1312.4400", "2012"),
        ("1312.4400", "2016"),
        ("1313.4400", "2014"),
        ("1312.440", "2014"),
        ("arXiv:1312.4400", "2014"),
    ],
)
def test_arxiv_numbers_that_do_not_fit(identifier: str, year: str) -> None:
    assert not fits_arxiv(identifier, year)
