"""Authors, in every form in which front matter may give them."""

import pytest

from mkdocs_colophon.publication import names
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Author

ORCID = "0000-0002-1825-0097"


def read(value, known=None):
    source = "---\ntitle: x\nauthors:\n  - a\n  - b\n---\n"
    return names.read(Fields.of_page({"authors": value}, "p.md", source), "authors", known or {})


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Lovelace, Ada", [Author("Lovelace", "Ada")]),
        ("Ada King Lovelace", [Author("Lovelace", "Ada King")]),
        ("Ludwig van Beethoven", [Author("Beethoven", "Ludwig", "van")]),
        ("van Beethoven, Ludwig", [Author("Beethoven", "Ludwig", "van")]),
        ("Juan de la Cruz y Vega", [Author("Cruz y Vega", "Juan", "de la")]),
        ("King, Jr., Martin Luther", [Author("King", "Martin Luther", suffix="Jr.")]),
        ("bell hooks", [Author("hooks", "bell")]),
        ("hooks, bell", [Author("hooks", "bell")]),
        ("Plato", [Author("Plato")]),
        ("山田太郎", [Author("山田太郎")]),
        ("山田, 太郎", [Author("山田", "太郎")]),
        ("{The Colophon developers}", [Author("The Colophon developers", organization=True)]),
        ("{Bell, Sons and Daughters}", [Author("Bell, Sons and Daughters", organization=True)]),
        ("Ada Lovelace and Alan Turing", [Author("Lovelace", "Ada"), Author("Turing", "Alan")]),
        ("Lovelace, Ada; Turing, Alan", [Author("Lovelace", "Ada"), Author("Turing", "Alan")]),
        ("Turing, Alan;", [Author("Turing", "Alan")]),
        ("Alexander Anderson", [Author("Anderson", "Alexander")]),
    ],
)
def test_a_name_in_a_line(written, authors):
    assert read(written) == (tuple(authors), [])


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ({"name": "Ada Lovelace"}, Author("Lovelace", "Ada")),
        ({"family": "Lovelace", "given": "Ada"}, Author("Lovelace", "Ada")),
        ({"family-names": "Beethoven", "given-names": "L.", "name-particle": "van"}, Author("Beethoven", "L.", "van")),
        ({"family": "King", "given": "M. L.", "suffix": "Jr."}, Author("King", "M. L.", suffix="Jr.")),
        ({"organization": "The Ts"}, Author("The Ts", organization=True)),
        ({"literal": "The Ts"}, Author("The Ts", organization=True)),
        ({"name": "{The Ts}"}, Author("The Ts", organization=True)),
        ({"name": "Ada Lovelace", "affiliation": "Here"}, Author("Lovelace", "Ada", affiliation="Here")),
        ({"name": "Ada Lovelace", "orcid": f"https://orcid.org/{ORCID}"}, Author("Lovelace", "Ada", orcid=ORCID)),
    ],
)
def test_a_name_in_a_mapping(written, author):
    assert read([written]) == ((author,), [])


def test_a_post_names_its_author_by_key():
    assert read(["ada", "Alan Turing"], {"ada": "Ada Lovelace"})[0] == (
        Author("Lovelace", "Ada"),
        Author("Turing", "Alan"),
    )


@pytest.mark.parametrize(
    "item", [17, None, "", " , ", "{}", {}, {"name": 3.5}, {"given": "Ada"}, {"name": "A; B"}, [[]]]
)
def test_what_names_no_author_is_a_problem_in_its_place(item):
    authors, [problem] = read(["Ada Lovelace", item])
    assert authors == (Author("Lovelace", "Ada"),)
    assert (problem.code, problem.path, problem.line, problem.column) == ("PUB002", "p.md", 5, 5)
    assert problem.text == f"{item!r} names no author"


def test_a_wrong_orcid_is_dropped_and_a_problem():
    authors, [problem] = read([{"name": "Ada Lovelace", "orcid": "0000-0002-1825-0098"}])
    assert authors == (Author("Lovelace", "Ada"),)
    assert (problem.code, problem.text) == ("PUB004", "'0000-0002-1825-0098' is no ORCID iD")


def test_a_hundred_thousand_authors_are_read_one_after_the_other():
    """Where each looked at all that follow it, reading would not end."""
    assert len(names.names("Ada Lovelace and " * 100_000 + "Alan Turing")) == 100_001
