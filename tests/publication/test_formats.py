"""Records of a publication: whole texts, and pandoc as the reader that tells what they say."""

import json
import re
import unicodedata
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_colophon.publication.formats import bibtex, citation_key, csl_json, ris, tex
from mkdocs_colophon.publication.metadata import Author, Publication

# Of the schema of CSL data 1.0.2, what our items may use: nothing else is allowed, `id` and `type` are a must.
STRING = {"type": "string"}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "non-dropping-particle", "suffix", "literal"), STRING),
    "additionalProperties": False,
}
DAY = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "title", "container-title", "version", "DOI", "URL"), STRING),
        **dict.fromkeys(("language", "abstract", "keyword"), STRING),
        "type": {"enum": ["webpage", "post-weblog", "software", "dataset"]},
        "author": {"type": "array", "items": NAME},
        "issued": {
            "type": "object",
            "properties": {"date-parts": {"type": "array", "items": DAY, "minItems": 1, "maxItems": 2}},
            "additionalProperties": False,
        },
    },
    "required": ["id", "type"],
    "additionalProperties": False,
}
SCHEMA = {"type": "array", "items": ITEM}
HOSTILE = r"""100% of {x_1}^2 & #3 \in $5 ~ "so" <b> `t` -- --- O'Brien's | @a, {b c} \\ ''q'' ,, ?` """


def test_bibtex(article):
    assert bibtex(article) == (
        "@misc{beethoven2026pooling,\n"
        "  author       = {van Beethoven, Ludwig and {The Colophon developers}},\n"
        "  title        = {{Pooling}},\n"
        "  howpublished = {Tiny \\& Co},\n"
        "  year         = {2026},\n"
        "  month        = nov,\n"
        "  date         = {2026-11-20},\n"
        "  version      = {1.2},\n"
        "  doi          = {10.1109/5.726791},\n"
        "  url          = {https://example.org/articles/pooling/},\n"
        "  language     = {en},\n"
        "  keywords     = {pooling, shifts},\n"
        "}\n"
    )


def test_ris(article):
    assert ris(article) == (
        "TY  - ELEC\r\n"
        "ID  - beethoven2026pooling\r\n"
        "AU  - van Beethoven, Ludwig\r\n"
        "AU  - The Colophon developers\r\n"
        "TI  - Pooling\r\n"
        "T2  - Tiny & Co\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/11/20\r\n"
        "ET  - 1.2\r\n"
        "DO  - 10.1109/5.726791\r\n"
        "UR  - https://example.org/articles/pooling/\r\n"
        "LA  - en\r\n"
        "KW  - pooling\r\n"
        "KW  - shifts\r\n"
        "AB  - What stays.\r\n"
        "ER  - \r\n"
    )


def test_csl_json(article):
    assert csl_item(article) == {
        "id": "beethoven2026pooling",
        "type": "webpage",
        "title": "Pooling",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "The Colophon developers"},
        ],
        "issued": {"date-parts": [[2026, 11, 20]]},
        "container-title": "Tiny & Co",
        "version": "1.2",
        "DOI": "10.1109/5.726791",
        "URL": "https://example.org/articles/pooling/",
        "language": "en",
        "abstract": "What stays.",
        "keyword": "pooling, shifts",
    }


def test_a_date_stands_in_one_line(article):
    assert "\n        [2026, 11, 20]\n" in csl_json(article)


def csl_item(publication):
    [item] = json.loads(csl_json(publication))
    return item


def plain(text):
    """Text without what pandoc adds or TeX cannot keep: spans around it, the shape of quotes, the width of spaces."""
    without = re.sub(r"</?span[^>]*>", "", text or "")
    return " ".join(map(raised, without.translate(str.maketrans("’‘`”“", "'''\"\"")).split()))


def raised(word):
    """A word that is one raised character, such as ¹, as pandoc writes it in any CSL-JSON, be it read from ours."""
    is_raised = len(word) == 1 and unicodedata.decomposition(word).startswith("<super>")
    return f"<sup>{unicodedata.normalize('NFKC', word)}</sup>" if is_raised else word


def people(item):
    """The names of an item, with the kinds of particle as one: BibTeX does not tell them apart."""
    names = item.get("author", [])
    particles = ("dropping-particle", "non-dropping-particle")
    return [
        tuple(
            plain(part)
            for part in (
                name.get("literal", ""),
                *(" ".join(filter(None, [*(name.get(each, "") for each in particles), name.get("family", "")])),),
                name.get("given", ""),
                name.get("suffix", ""),
            )
        )
        for name in names
    ]


def assert_same(publication, item):
    """That a record read by pandoc says what our CSL-JSON says."""
    expected = csl_item(publication)
    assert plain(item["title"]) == plain(expected["title"])
    assert people(item) == people(expected)
    assert item.get("issued") == expected.get("issued")
    assert item["id"] == expected["id"]


@pytest.mark.parametrize(
    "authors",
    [
        (Author("Beethoven", "Ludwig", "van"),),
        (Author("Cruz y Vega", "Juan", "de la"),),
        (Author("King", "Martin Luther", suffix="Jr."),),
        (Author("hooks", "bell"), Author("Plato")),
        (Author("Ortega y Gasset", "José"),),
        (Author("Bell, Sons and Daughters", organization=True), Author("O'Brien", "Ann")),
        (Author("Brinch Hansen", "Per"), Author("山田", "太郎"), Author("李四")),
        (Author("Van Rossum", "Guido"), Author("Sand", "And Any"), Author("Gaulle", "Charles", "De")),
        (),
    ],
)
def test_pandoc_reads_the_authors_in_bibtex(article, reread, authors):
    publication = replace(article, authors=authors)
    assert_same(publication, reread(bibtex(publication), "bibtex"))
    assert_same(publication, reread(bibtex(publication), "biblatex"))


@pytest.mark.parametrize(
    "title", ["A ConvNet for the 2020s", HOSTILE, "$x^2$ and \\alpha", "Über Löcher", "畳み込み", "¹", "A ™ of ª"]
)
def test_pandoc_reads_the_title_in_bibtex(article, reread, title):
    publication = replace(article, title=" ".join(title.split()))
    assert_same(publication, reread(bibtex(publication), "bibtex"))


def test_the_signs_of_tex_are_spelled_for_tex():
    written = tex(r"""\{}$&%#_^~<>"`|-- '' ,,""")
    assert written == (
        r"\textbackslash{}\{\}\$\&\%\#\_\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}"
        r"""{"}{`}{|}-{}- '{}' ,{},"""
    )


@pytest.mark.parametrize("title", ["}{", "{", "a}", "{a}}"])
def test_a_single_brace_leaves_the_entry_whole(article, title):
    entry = bibtex(replace(article, title=title))
    assert entry.count("{") == entry.count("}") and r"\{" not in entry and r"\}" not in entry


def test_pandoc_raises_a_lone_superscript_whatever_the_record_is_read_from(article, reread):
    publication = replace(article, title="¹")
    assert "title        = {{¹}}," in bibtex(publication)
    titles = {
        reread(record(publication), form)["title"] for record, form in ((bibtex, "bibtex"), (csl_json, "csljson"))
    }
    assert titles == {"<sup>1</sup>"}


@pytest.mark.parametrize("issued", [(2026, 11, 20), (2026, 1), (987,), ()])
def test_pandoc_reads_the_date_in_bibtex(article, reread, issued):
    publication = replace(article, issued=issued)
    assert_same(publication, reread(bibtex(publication), "bibtex"))


def test_pandoc_reads_the_addresses_in_bibtex(article, reread):
    publication = replace(article, url="https://example.org/a_b%20{c}#d~&e", doi="10.1000/a_b%3C(1)#x")
    item = reread(bibtex(publication), "bibtex")
    assert item["URL"] == "https://example.org/a_b%20%7Bc%7D#d~&e"
    assert item["DOI"] == publication.doi


def test_pandoc_reads_the_record_in_ris(article, reread):
    publication = replace(
        article, authors=(Author("Lovelace", "Ada"), Author("Beethoven", "Ludwig", "van")), title=HOSTILE
    )
    item = reread(ris(publication), "ris")
    expected = csl_item(publication)
    assert plain(item["title"]) == plain(expected["title"])
    assert people(item) == people(expected)
    assert item["issued"] == {"date-parts": [[2026]]}  # pandoc reads no further than PY
    assert (item["DOI"], item["URL"]) == (expected["DOI"], expected["URL"])


# letters, marks, numbers, signs and spaces of every script, but no controls, no lone surrogates, nothing unassigned
# pandoc, unlike TeX, has no name for a single brace
TEXT = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.translate(str.maketrans("{}", "()")).split())
)
WORD = st.text(st.characters(categories=["Lu", "Ll", "Nd"], exclude_characters="ŉ"), min_size=1, max_size=12)
PERSON = st.builds(Author, st.lists(WORD, min_size=1, max_size=3).map(" ".join), WORD)
ORGANIZATION = st.builds(lambda name: Author(name, organization=True), TEXT.filter(bool))
PUBLICATION = st.builds(
    Publication,
    TEXT.filter(bool),
    st.lists(PERSON | ORGANIZATION, max_size=3).map(tuple),
    st.dates().map(lambda day: (day.year, day.month, day.day)),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(PUBLICATION)
def test_pandoc_reads_any_record_in_bibtex(reread, publication):
    assert_same(publication, reread(bibtex(publication), "bibtex"))


@given(PUBLICATION)
def test_any_csl_json_obeys_the_schema(publication):
    jsonschema.validate([csl_item(publication)], SCHEMA)


@given(PUBLICATION)
def test_any_ris_is_lines_of_two_letters_that_begin_with_the_type_and_end_with_the_end(publication):
    lines = ris(publication).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line, re.DOTALL) and "\n" not in line for line in lines[:-1])
    assert (lines[0][:2], lines[-2], lines[-1]) == ("TY", "ER  - ", "")


def test_a_line_break_in_a_value_cannot_forge_a_line_of_ris(article):
    text = ris(replace(article, title="A\r\nER  - \r\nTY  - BOOK"))
    assert "TI  - A ER - TY - BOOK\r\n" in text


@pytest.mark.parametrize(
    ("title", "authors", "issued", "key"),
    [
        ("On the Cross-Ratio", (Author("Gödel", "Kurt"),), (1931,), "godel1931cross"),
        ("What is it?", (Author("O'Brien", "A."),), (), "obrienis"),
        ("", (), (), "page"),
        ("The", (), (2026,), "2026"),
    ],
)
def test_a_key(title, authors, issued, key):
    assert citation_key(Publication(title, authors, issued)) == key
