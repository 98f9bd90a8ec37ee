"""What pandoc is asked, and what makes it a question that was not asked before."""

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import NAMES, Asked, Request, Style, digest, question, refusal, sources
from mkdocs_colophon.problems import Problem

A = Entry("a", "", 3, "x.bib", source="@book{a}")
B = Entry("b", "", 4, "x.bib", source="@book{b}", parents=("@book{p}",))
C = Entry("c", "", 1, "x.json", "csljson", source='{"id": "c"}')
D = Entry("d", "", 1, "x.ris", "ris", source="TY  - BOOK", issued="2001-02")
LIBRARY = Library("x.bib", {"a": A, "b": B, "c": C}, exists=True)


def test_entries_of_one_format_are_read_as_one_text():
    assert sources([A, C, B, D]) == [
        {
            "format": "biblatex",
            "entries": [{"key": "a", "text": "@book{a}"}, {"key": "b", "text": "@book{b}\n@book{p}"}],
        },
        {"format": "csljson", "entries": [{"key": "c", "text": '{"id": "c"}'}]},
        {"format": "ris", "entries": [{"key": "d", "text": "TY  - BOOK", "issued": "2001-02"}]},
    ]


def test_a_page_asks_for_what_it_cites_and_lists_and_brings_its_own():
    own = Entry("d", "", 1, "p.md", "cslyaml", source='{"id": "d"}')
    style = Style("ieee", "ieee.csl", "numeric", "x")
    request = Request((Asked("[@{d}; @{b}]"),), style, "de-DE", ("c", "unknown"), (own,))
    assert question(request, LIBRARY) == {
        "citations": [{"markdown": "[@{d}; @{b}]", "form": "group"}],
        "keys": ["d", "b", "c"],
        "nocite": ["c"],
        "sources": [{"format": "cslyaml", "entries": [{"key": "d", "text": '{"id": "d"}'}]}],
        "style": "ieee.csl",
        "names": str(NAMES),
        "numbered": True,
        "note": False,
        "language": "de-DE",
    }


def test_the_line_of_an_entry_is_no_part_of_the_question_but_its_text_is():
    request = Request((Asked("[@{a}]"),))
    asked = [
        digest((), request, LIBRARY, {"a": entry})
        for entry in (A, Entry("a", "", 9, "y.bib", source="@book{a}"), Entry("a", "", 3, "x.bib", source="@book{a,}"))
    ]
    assert asked[0] == asked[1] != asked[2]


def test_a_refusal_names_the_line_at_which_pandoc_stops():
    reason = 'Error at "x" (line 4, column 2):\nunexpected "}"'
    hint = "look for a missing comma, brace or quote before it"
    text = "pandoc cannot read the entry 'a': unexpected \"}\""
    assert refusal(A, reason) == Problem("CITE003", text, hint, "x.bib", 6)
    assert refusal(C, "no  JSON") == Problem("CITE003", "pandoc cannot read the entry 'c': no JSON", hint, "x.json", 1)
