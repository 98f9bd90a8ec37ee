"""Who wrote a work, and what it is called."""

import pytest

from libraries import parse
from mkdocs_colophon.citations.authors import families, title


def only(text, path="x.bib"):
    [entry] = parse(text, path)[0].entries.values()
    return entry


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Yann LeCun and Bottou, Léon", ["LeCun", "Bottou"]),
        (r"M{\"u}ller, A. and {\'E}variste Galois and Ole {\O}re", ["Müller", "Galois", "Øre"]),
        (r"Erd{\H o}s, P. and \v{S}i{\c c}, A.", ["Erdős", "Šiç"]),
        ("{Barnes and Noble} and others", ["Barnes and Noble"]),
        ("Vincent van Gogh and von Neumann, John", ["Gogh", "von Neumann"]),
    ],
)
def test_bibtex_has_names_in_either_order(author, found):
    assert families(only(f"@book{{a, author = {{{author}}}, title = {{A}}}}")) == found


def test_editors_stand_for_authors():
    assert families(only("@book{a, editor = {Roe, R.}, title = {A}}")) == ["Roe"]


def test_csl_has_families_and_whole_names():
    text = '[{"id": "a", "type": "book", "author": [{"family": "Roe", "given": "R."}, {"literal": "The Team"}]}]'
    assert families(only(text, "x.json")) == ["Roe", "The Team"]


def test_ris_has_a_line_for_each():
    text = "TY  - BOOK\nID  - a\nAU  - Roe, R.\nAU  - Poe, P.\nTI  - The A\nER  - \n"
    assert (families(only(text, "x.ris")), title(only(text, "x.ris"))) == (["Roe", "Poe"], "The A")


def test_a_title_is_without_markup():
    assert title(only(r"@book{a, title = {The {ABC} of {\'E}tudes}}")) == "The ABC of Études"


def test_a_work_may_have_neither():
    entry = only("@misc{a, year = 1999}")
    assert (families(entry), title(entry)) == ([], "")
