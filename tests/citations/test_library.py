"""Reading libraries, one file or many, in every format, sound and broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libraries import parse
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.formats.bibtex import bibtex
from mkdocs_colophon.citations.formats.csl import csl_json, csl_yaml
from mkdocs_colophon.citations.formats.ris import ris
from mkdocs_colophon.citations.library import READERS, read

BROKEN = """@string{press = {Press}}
@book{one, title={One}, publisher=press}

@book{two, title={Two
@book{three, title={Three}}
"""
JSON = """[
  {"id": "a", "type": "book", "title": "A"},
  {"id": "b",
   "type": "book"}
]
"""
YAML = """---
references:
- id: a
  type: book
  issued: 2001-02-03
- type: book
  id: b
"""
RIS = """
TY  - JOUR
AU  - Doe, Jane
TI  - A title
PY  - 2001/02/
ER  -

TY  - BOOK
ID  - b
ER  -
"""


def lines(library):
    return [(entry.key, entry.line) for entry in library.entries.values()]


def brief(problems):
    return [str(problem) for problem in problems]


def test_the_entries_stand_in_their_order_with_their_lines():
    library, _ = parse("\n@book{b, title={B}}\n\n@book{a, title={A}}\n", "x.bib")
    assert lines(library) == [("b", 2), ("a", 4)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x.json", JSON, [("a", 2), ("b", 3)]),
        ("x.yaml", YAML, [("a", 3), ("b", 6)]),
        ("x.yml", YAML.replace("---\nreferences:\n", ""), [("a", 1), ("b", 4)]),
        ("x.ris", RIS, [("Doe_2001", 2), ("b", 8)]),
    ],
)
def test_every_format_keeps_lines(name, text, expected):
    library, problems = parse(text, name)
    assert (lines(library), problems) == (expected, [])


def test_a_broken_entry_costs_itself_only():
    library, problems = parse(BROKEN, "x.bib")
    assert list(library.entries) == ["one", "three"]
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("CITE003", "x.bib", 4)]


def test_strings_are_written_out():
    entry = parse(BROKEN, "x.bib")[0].entries["one"]
    assert entry.fields["publisher"] == "Press"
    assert entry.source == "@book{one, title = {One}, publisher = {Press},\n}"


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ('@string(p = "Press")@book{a, publisher = p}', "Press"),
        ("@string{p = {Press},}@book{a, publisher = p}", "Press"),
        ("@string{my.p = {Press}}@book{a, publisher = my.p}", "Press"),
        (r"@string{p = {\x Press}}@book{a, publisher = p}", r"\x Press"),
        ('@string{p = "a {"} b"}@book{a, publisher = p}', 'a {"} b'),
        ("@string{q = {P}}@string{p = q # {ress}}@book{a, publisher = p}", "Press"),
        ("@STRING{P = {Press}}@book{a, publisher = p}", "Press"),
        ('@preamble("\\newcommand{\\x}")@book(a, publisher = "(Press)")', "(Press)"),
        ('@preamble{ "x" # p }@string{p = {Press}}@book{a, publisher = p # ", " # {Inc.}}', "Press, Inc."),
    ],
)
def test_strings_are_written_out_in_whatever_form_they_are_defined(text, publisher):
    library, problems = parse(text, "x.bib")
    assert ([entry.fields["publisher"] for entry in library.entries.values()], problems) == ([publisher], [])


def test_a_string_made_of_one_that_is_not_defined_is_none():
    [entry], _ = bibtex("@string{p = q # { Press}}@book{a, publisher = p}", "x.bib")
    assert entry.undefined == ("p",)


def test_a_field_stands_for_pandoc_on_the_line_on_which_it_stands_in_the_file():
    [entry], _ = bibtex("\n@book{a,\n\n  title = {A\n B}, date.added = {x},\n  year=2001}", "x.bib")
    assert entry.source == "@book{a,\n\n title = {A\n B},\n year = {2001},\n}"


@pytest.mark.parametrize(
    ("month", "told"),
    [
        ("may", "month = {5},"),
        ("{September}", "month = {9},"),
        ('aug # "~10"', "month = {8}, day = {10},"),
        ('"10~" # aug', "month = {8}, day = {10},"),
        ("{dezember}", "month = {12},"),
        ("07", "month = {7},"),
        ('jun # "--" # jul', "month = {6}, endyear = {2001}, endmonth = {7},"),
        ('aug # " 3--5"', "month = {8}, day = {3}, endyear = {2001}, endmonth = {8}, endday = {5},"),
        ("{Fall}", "month = {Fall},"),
    ],
)
def test_a_month_is_a_number_for_pandoc(month, told):
    [entry], _ = bibtex(f"@book{{a, year=2001, month={month}}}", "x.bib")
    assert entry.source == f"@book{{a, year = {{2001}}, {told}\n}}"


def test_a_file_with_something_broken_is_known_to_hold_what_it_names(tmp_path):
    (tmp_path / "x.bib").write_text("@book{a, title={A}}\n@book{b, title={B\n@book{c, title={C}}")
    library, _ = read(tmp_path, ["x.bib"])
    assert [library.is_lost(key) for key in ("b", "unknown")] == [True, False]


def test_any_key_may_be_in_a_file_that_is_no_text(tmp_path):
    (tmp_path / "x.bib").write_bytes("@book{a, author={Léon}}".encode("latin-1"))
    assert read(tmp_path, ["x.bib"])[0].is_lost("a")


def test_strings_are_shared_by_files_and_an_entrys_own_win(tmp_path):
    (tmp_path / "a.bib").write_text("@string{p = {A}}@book{a, publisher=p}")
    (tmp_path / "b.bib").write_text("@string{P = {B}}@book{b, publisher=p}")
    (tmp_path / "c.bib").write_text("@book{c, publisher=p}")
    library, _ = read(tmp_path, ["a.bib", "b.bib", "c.bib"])
    assert {key: entry.fields["publisher"] for key, entry in library.entries.items()} == {"a": "A", "b": "B", "c": "A"}


def test_an_entry_comes_with_all_it_inherits_from():
    text = "@inbook{a, crossref={b}}@book{b, xdata={c}}@xdata{c, publisher={P}}@book{d}"
    library, _ = parse(text, "x.bib")
    assert library.entries["a"].parents == (
        "@book{b, xdata = {c},\n}",
        "@xdata{c, publisher = {P},\n}",
    )
    assert library.entries["d"].parents == ()


def test_entries_that_inherit_from_each_other_end():
    library, _ = parse("@book{a, crossref={b}}@book{b, crossref={a}}", "x.bib")
    assert [len(entry.parents) for entry in library.entries.values()] == [1, 1]


def test_fields_are_known_by_lower_case_names():
    [entry], _ = bibtex("@Article{a, DOI = {10.1/x}, year = 1998, title = {{A} and {B}}}", "x.bib")
    assert (entry.type, dict(entry.fields)) == ("article", {"doi": "10.1/x", "year": "1998", "title": "{A} and {B}"})


def test_a_missing_file_is_an_empty_library(tmp_path):
    library, problems = read(tmp_path, ["none.bib"])
    assert (library.exists, dict(library.entries), problems) == (False, {}, [])


def test_a_missing_file_among_others_is_a_problem(tmp_path):
    (tmp_path / "a.bib").write_text("")
    _, problems = read(tmp_path, ["a.bib", "none.bib"])
    assert brief(problems) == ["none.bib CITE003 there is no such file (create it, or mend `bibliography`)"]


def test_a_pattern_stands_for_files_in_the_order_of_their_names(tmp_path):
    (tmp_path / "docs/deep").mkdir(parents=True)
    for name in ("b", "a", "deep/c"):
        (tmp_path / f"docs/{name}.bib").write_text(f"@book{{{name}}}")
    library, _ = read(tmp_path, ["docs/**/*.bib", "docs/a.bib"])
    assert [entry.path for entry in library.entries.values()] == ["docs/a.bib", "docs/b.bib", "docs/deep/c.bib"]


def test_a_key_of_two_files_is_a_problem_that_names_both_places(tmp_path):
    (tmp_path / "a.bib").write_text("\n@book{k, title={A}}")
    (tmp_path / "b.json").write_text('[{"id": "k", "type": "book"}]')
    library, problems = read(tmp_path, ["a.bib", "b.json"])
    assert library.entries["k"].path == "a.bib"
    assert brief(problems) == ["b.json:1 CITE002 entry 'k' is there already (the first stands in a.bib:2; rename one)"]


def test_a_file_in_another_encoding_is_a_problem(tmp_path):
    (tmp_path / "x.bib").write_bytes("@book{a, author={Léon}}".encode("latin-1"))
    _, problems = read(tmp_path, ["x.bib"])
    assert [(problem.code, problem.hint) for problem in problems] == [("CITE003", "save the file in UTF-8")]


def test_a_file_of_another_kind_is_a_problem(tmp_path):
    (tmp_path / "x.xml").write_text("<a/>")
    assert brief(read(tmp_path, ["x.xml"])[1]) == [
        "x.xml CITE003 no library is read from such a file "
        "(its name ends in one of .bib, .bibtex, .json, .ris, .yaml, .yml)"
    ]


@pytest.mark.parametrize(("name", "text"), [("x.bib", "@book{a}"), ("x.json", JSON), ("x.yaml", YAML), ("x.ris", RIS)])
def test_a_byte_order_mark_and_dos_lines_change_nothing(tmp_path, name, text):
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read(tmp_path, [name])[0].entries == parse(text, name)[0].entries


@pytest.mark.parametrize("ending", READERS)
def test_an_empty_file_is_an_empty_library(ending):
    library, problems = parse("", f"x{ending}")
    assert (library.exists, dict(library.entries), problems) == (True, {}, [])


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("x.json", '[{"id": "a"},\n {"id": ]', "x.json:2 CITE003 the entry cannot be read: Expecting value"),
        ("x.json", '[\n{"title": "A"}]', "x.json:2 CITE003 the entry cannot be read: it has no `id`"),
        ("x.json", "[" * 100_000, "x.json:1 CITE003 the entry cannot be read: it is nested too deep"),
        ("x.yaml", "- id: [", "x.yaml:2 CITE003 the entry cannot be read: did not find expected node content"),
        ("x.yaml", "- &a\n  id: b\n- *a", "x.yaml CITE003 the entry cannot be read: it has YAML aliases"),
        ("x.yaml", "[" * 100_000, "x.yaml CITE003 the entry cannot be read: it is nested too deep"),
        ("x.bib", "@book{, title={A}}", "x.bib:1 CITE003 the entry cannot be read: it has no key"),
        ("x.bib", "@book{a, t=" + "{" * 100_000, "x.bib:1 CITE003 the entry cannot be read: "),
        ("x.yaml", "a: b", "x.yaml CITE003 the entry cannot be read: it has no list of references"),
        ("x.yaml", "- !!python/name:os.system", "x.yaml:1 CITE003 the entry cannot be read: "),
        ("x.ris", "\nTY  - BOOK\nTI  - A", "x.ris:2 CITE003 the entry cannot be read: it has no end"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(name, text, problem):
    _, problems = parse(text, name)
    assert len(problems) == 1
    assert str(problems[0]).startswith(problem)


def test_a_csl_entry_is_handed_on_as_json():
    [entry, _], _ = csl_yaml(YAML, "x.yaml")
    assert json.loads(entry.text) == {"id": "a", "type": "book", "issued": "2001-02-03"}


def test_a_number_is_a_key():
    assert [entry.key for entry in csl_json('{"id": 7, "type": "book"}', "x.json")[0]] == ["7"]


def test_a_record_of_ris_is_handed_on_with_its_key():
    assert ris(RIS, "x.ris")[0][0].source.splitlines()[:2] == ["TY  - JOUR", "ID  - Doe_2001"]


@pytest.mark.parametrize(
    ("tags", "date"),
    [
        ("PY  - 2014", "2014"),
        ("PY  - 2014/03/27", "2014-03-27"),
        ("PY  - 2014/3/7/Spring", "2014-03-07"),
        ("PY  - 2014///", "2014"),
        ("Y1  - 2014/03//", "2014-03"),
        ("DA  - 2014/03/27/", "2014-03-27"),
        ("PY  - 2014\nDA  - 2014/03/27", "2014-03-27"),
        ("PY  - 2014\nDA  - 2012/03/27", "2014"),
        ("PY  - in press", ""),
    ],
)
def test_a_date_of_ris_is_one_for_pandoc(tags, date):
    [entry], _ = ris(f"TY  - BOOK\n{tags}\nER  - \n", "x.ris")
    assert (entry.issued, entry.year) == (date, date[:4])


def test_a_value_of_ris_goes_on_in_lines_without_a_tag():
    [entry], _ = ris("TY  - BOOK\nAB  - One\n two.\n\nTI  - T\nER  - \n", "x.ris")
    assert entry.source == "TY  - BOOK\nID  - T_noda\nAB  - One two.\nTI  - T\nER  - \n"


def test_what_yaml_calls_numbers_dates_and_truths_is_text():
    text = "- {id: a, title: No, page: 12:30, volume: 010, issue: 1_000, note: 1e3, issued: 2001-02-03, edition: ~}"
    [entry], _ = csl_yaml(text, "x.yaml")
    assert json.loads(entry.source) == {
        "id": "a",
        "title": "No",
        "page": "12:30",
        "volume": "010",
        "issue": "1_000",
        "note": "1e3",
        "issued": "2001-02-03",
    }


def test_a_page_may_bring_entries_that_win():
    library, _ = parse("@book{a, title={A}}@book{b, title={B}}", "x.bib")
    own = Entry("a", "{}", 1, "page.md", "cslyaml")
    assert {key: entry.path for key, entry in library.joined([own]).entries.items()} == {"a": "page.md", "b": "x.bib"}


@pytest.mark.parametrize("ending", READERS)
@given(text=st.text(alphabet="@{}[]\"'#,=:-\\\n\t abTYERID019é\x00&*!?|>%"))
def test_no_text_breaks_a_reader(ending, text):
    library, problems = parse(text, f"x{ending}")
    assert all(entry.key for entry in library.entries.values())
    assert {problem.code for problem in problems} <= {"CITE002", "CITE003"}
