"""Reading .bib files, sound and broken."""

from mkdocs_colophon.citations.library import parse, read

BROKEN = """@string{press = {Press}}
@book{one, title={One}, publisher=press}

@book{two, title={Two
@book{three, title={Three}}
"""


def test_the_entries_stand_in_their_order_with_their_lines():
    library, _ = parse("\n@book{b, title={B}}\n\n@book{a, title={A}}\n", "x.bib")
    assert [(entry.key, entry.line) for entry in library.entries.values()] == [("b", 2), ("a", 4)]


def test_a_broken_entry_costs_itself_only():
    library, problems = parse(BROKEN, "x.bib")
    assert list(library.entries) == ["one", "three"]
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("CITE003", "x.bib", 4)]


def test_the_strings_that_entries_use_are_kept_for_pandoc():
    assert "@string{press = {Press}}" in parse(BROKEN, "x.bib")[0].text


def test_the_broken_entry_is_kept_from_pandoc():
    assert "two" not in parse(BROKEN, "x.bib")[0].text


def test_a_missing_file_is_an_empty_library(tmp_path):
    library, problems = read(tmp_path / "none.bib", "none.bib")
    assert (library.exists, dict(library.entries), problems) == (False, {}, [])


def test_a_file_in_another_encoding_is_a_problem(tmp_path):
    (tmp_path / "x.bib").write_bytes("@book{a, author={Léon}}".encode("latin-1"))
    _, problems = read(tmp_path / "x.bib", "x.bib")
    assert [(problem.code, problem.hint) for problem in problems] == [("CITE003", "save the file in UTF-8")]


def test_an_empty_file_is_an_empty_library():
    library, problems = parse("", "x.bib")
    assert (library.exists, dict(library.entries), problems) == (True, {}, [])
