"""What is wrong with entries that are cited, and which are not."""

import pytest

from libraries import parse
from mkdocs_colophon.citations import checks
from mkdocs_colophon.citations.request import Asked, Request, Style


def found(text, *keys, kind="author-date", name="x.bib", **options):
    library, problems = parse(text, name)
    assert problems == []
    request = Request(tuple(Asked(f"[@{{{key}}}]") for key in keys), Style(kind=kind), **options)
    return [str(problem) for problem in checks.find(library, [request])]


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        ("@article{a, title={T}}", "(article) has no author or editor, no date, no journal"),
        ("@article{a, author={D}, date={2001}, title={T}, journaltitle={J}}", ""),
        ("@article{a, author={D}, year=2001, title={T}, eprint={1603.07285}, eprinttype={arxiv}}", ""),
        ("@inproceedings{a, author={D}, year=2001, title={T}}", "(inproceedings) has no title of the proceedings"),
        ("@inproceedings{a, author={D}, title={T}, crossref={b}}@proceedings{b, title={B}, year=2001}", ""),
        (
            "@inproceedings{a, author={D}, title={T}, crossref={b}}@proceedings{b, year=2001}",
            "(inproceedings) has no title of the proceedings",
        ),
        ("@article{a, author={D}, title={T}, xdata={b}}@xdata{b, journal={J}, year=2001}", ""),
        ("@incollection{a, author={D}, year=2001, title={T}}", "(incollection) has no title of the book"),
        ("@phdthesis{a, author={D}, year=2001, title={T}}", "(phdthesis) has no school"),
        ("@book{a, editor={D}, year=2001, title={T}}", ""),
        ("@book{a, author={D}, year=2001}", "(book) has no title"),
        ("@online{a, title={T}, date={2001}}", ""),
        ("@online{a, title={T}}", "(online) has no date"),
        ("@book{a, author={D}, title={T}, pubstate={forthcoming}}", ""),
    ],
)
def test_what_a_style_by_author_and_date_needs(entry, lacks):
    assert found(entry, "a") == ([f"x.bib:1 CITE007 entry 'a' {lacks}"] if lacks else [])


def test_a_parent_that_is_not_there_is_a_problem_and_excuses_nothing():
    assert found("@inbook{a, author={D}, title={T}, year=2001, crossref={bok}}@book{book, title={B}}", "a") == [
        "x.bib:1 CITE007 entry 'a' (inbook) has no title of the book",
        "x.bib:1 CITE015 entry 'a' inherits from 'bok', which is not in the library (did you mean 'book'?)",
        "x.bib:1 CITE005 entry 'book' is never cited",
    ]


def test_a_string_that_nothing_defines_is_a_problem():
    assert found("@string{p = {P}}@book{a, author={D}, title={T}, year=2001, month=jan, publisher = p # q}", "a") == [
        "x.bib:1 CITE014 entry 'a' uses the string 'q', which nothing defines "
        "(define it by @string{q = {…}}, or put braces around words)"
    ]


def test_a_parents_parent_is_not_uncited():
    text = "@inbook{a, author={D}, title={T}, year=2001, crossref={b}}@book{b, title={B}, xdata={c}}@xdata{c, url={U}}"
    assert found(text, "a") == []


def test_a_numeric_style_needs_neither_author_nor_date():
    assert found("@book{a, title={T}}", "a", kind="numeric") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '{"id": "a", "type": "article-journal", "title": "T"}'),
        ("x.yaml", "- {id: a, type: article-journal, title: T}"),
        ("x.ris", "TY  - JOUR\nID  - a\nTI  - T\nER  - \n"),
    ],
)
def test_other_formats_are_checked_too(name, text):
    [problem] = found(text, "a", name=name)
    assert problem.endswith("has no author or editor, no date, no journal")


@pytest.mark.parametrize(
    "fields",
    [
        "doi={10.1109/5.726791}",
        "doi={https://doi.org/10.1109/5.726791}",
        "doi={doi:10.1109/5.726791}",
        "doi={\\url{http://dx.doi.org/10.1109/5.726791}}",
        "eprint={arXiv:1603.07285}, eprinttype={arxiv}",
        "doi={10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2}",
        "eprint={1603.07285}, archivePrefix={arXiv}",
        "eprint={1603.07285v2}, eprinttype={arxiv}",
        "eprint={cs/0501001}, eprinttype={arxiv}",
        "eprint={math.GT/0309136}, eprinttype={arxiv}",
        "eprint={anything}, eprinttype={jstor}",
    ],
)
def test_a_well_formed_identifier_passes(fields):
    assert found(f"@misc{{a, author={{D}}, title={{T}}, year=2001, {fields}}}", "a") == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("month={Fall}", "the malformed month 'Fall'"),
        ("month=13", "the malformed month '13'"),
        ("doi={5.726791}", "the malformed DOI '5.726791'"),
        ("doi={10.1109/5 726791}", "the malformed DOI '10.1109/5 726791'"),
        ("eprint={1613.07285}, eprinttype={arxiv}", "the malformed arXiv identifier '1613.07285'"),
    ],
)
def test_a_malformed_identifier_is_a_problem(fields, words):
    [problem] = found(f"@misc{{a, author={{D}}, title={{T}}, year=2001, {fields}}}", "a")
    assert problem.startswith(f"x.bib:1 CITE008 entry 'a' has {words} (")


def test_only_cited_entries_are_checked_and_the_others_are_named():
    assert found("@book{a, author={D}, title={T}, year=2001}\n@book{b}", "a") == [
        "x.bib:2 CITE005 entry 'b' is never cited"
    ]


def test_many_uncited_entries_are_one_line():
    text = "\n".join(f"@book{{k{number}}}" for number in range(12))
    assert found(text) == ["x.bib CITE005 12 entries are never cited: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9 …"]


def test_an_entry_that_is_only_listed_or_inherited_from_is_not_uncited():
    parent = "@book{b, author={D}, title={B}, year=2001}"
    text = f"@inbook{{a, title={{T}}, crossref={{b}}}}{parent}@book{{c, author={{D}}, title={{T}}, year=2001}}"
    assert found(text, "a", nocite=("c",)) == []


def test_uncited_entries_are_for_information():
    library, _ = parse("@book{a}", "x.bib")
    assert [problem.informational for problem in checks.find(library, [])] == [True]
