"""Citations as footnotes, whatever else stands on the page."""

import pytest

from mkdocs_colophon.citations.footnote_citations import close, mark, merge, own_before
from mkdocs_colophon.citations.words import words

ENGLISH = words("en")
MARK = mark("cite-a-1", ["a"])
NUMBERED = MARK.replace("></a>", ">{}</a>")
REFERENCE = '<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">{}</a></sup>'
BACK = '<a class="footnote-backref" href="#fnref:x" title="Jump back to footnote {} in the text">&#8617;</a>'
NOTE = '<li id="fn:x">\n<p>{}&#160;{}</p>\n</li>\n'
CITED = (
    '<li id="fn:cite-a-1">\n<p>Doe.&#160;<a class="footnote-backref" href="#cite-a-1" role="doc-backlink" '
    'aria-label="Back to citation {}">&#8617;</a></p>\n</li>\n'
)
LIST = '<div class="footnote">\n<hr />\n<ol>\n{}</ol>\n</div>'


def merged(html):
    return merge(html, {"cite-a-1": "Doe."}, ENGLISH)


def test_a_page_without_notes_is_left_as_it_is():
    html = f"<p>x {REFERENCE.format(7)}</p>"
    assert merge(html, {}, ENGLISH) == html


def test_a_note_that_the_page_does_not_have_otherwise_is_listed_at_its_end():
    assert merged(f"<p>x {MARK}</p>") == f"<p>x{NUMBERED.format(1)}</p>\n{LIST.format(CITED.format(1))}"


def test_notes_and_footnotes_are_numbered_in_the_order_of_the_text():
    own = LIST.format(NOTE.format("X.", BACK.format(1)))
    assert merged(f"<p>y {MARK} x{REFERENCE.format(1)}</p>\n{own}\n<p>z</p>") == (
        f"<p>y{NUMBERED.format(1)} x{REFERENCE.format(2)}</p>\n"
        f"{LIST.format(CITED.format(1) + NOTE.format('X.', BACK.format(2)))}\n<p>z</p>"
    )


@pytest.mark.parametrize(
    "after",
    [
        "<ol><li>1</li></ol></div>",
        '<div class="footnote"><ol><li>of the author</li></ol></div>',
        "<!-- </ol></div> -->",
    ],
)
def test_what_stands_behind_the_list_is_no_part_of_it(after):
    own = LIST.format(NOTE.format("X.", BACK.format(1)))
    both = NOTE.format("X.", BACK.format(1)) + CITED.format(2)
    assert merged(f"<p>x{REFERENCE.format(1)} {MARK}</p>{own}{after}") == (
        f"<p>x{REFERENCE.format(1)}{NUMBERED.format(2)}</p>{LIST.format(both)}{after}"
    )


def test_what_an_author_calls_a_footnote_is_not_the_list():
    own, other = LIST.format(NOTE.format("X.", BACK.format(1))), '<div class="footnote"><ol><li>1</li></ol></div>'
    both = NOTE.format("X.", BACK.format(1)) + CITED.format(2)
    assert merged(f"{other}<p>x{REFERENCE.format(1)} {MARK}</p>{own}") == (
        f"{other}<p>x{REFERENCE.format(1)}{NUMBERED.format(2)}</p>{LIST.format(both)}"
    )


def test_a_list_in_a_comment_is_none():
    hidden = f"<!-- {LIST.format(NOTE.format('X.', BACK.format(1)))} -->"
    assert merged(f"<p>x{MARK}</p>{hidden}") == (
        f"<p>x{NUMBERED.format(1)}</p>{hidden}\n{LIST.format(CITED.format(1))}"
    )


def test_only_the_way_back_of_a_footnote_is_numbered_anew():
    link = '<a href="y" title="Section 7">y</a>'
    own = LIST.format(NOTE.format(link, BACK.format(1)))
    assert merged(f"<p>{MARK} x{REFERENCE.format(1)}</p>{own}") == (
        f"<p>{NUMBERED.format(1)} x{REFERENCE.format(2)}</p>"
        f"{LIST.format(CITED.format(1) + NOTE.format(link, BACK.format(2)))}"
    )


def test_a_note_cited_in_a_footnote_stands_there_in_parentheses():
    own = LIST.format(NOTE.format(f"See {MARK}.", BACK.format(1)))
    there = '<span class="citation" id="cite-a-1">(Doe)</span>'
    assert merged(f"<p>x{REFERENCE.format(1)}</p>{own}") == (
        f"<p>x{REFERENCE.format(1)}</p>{LIST.format(NOTE.format(f'See {there}.', BACK.format(1)))}"
    )


def test_a_mark_of_another_kind_keeps_its_distance():
    other = '<sup class="citation" id="rawcite-b-1"><a class="citation" href="#rawref-b">[1]</a></sup>'
    assert merged(f"<p>y {other} x {MARK}</p>") == (
        f"<p>y {other} x{NUMBERED.format(1)}</p>\n{LIST.format(CITED.format(1))}"
    )


def test_only_white_space_directly_before_a_place_goes():
    assert close("a \n b c", [4]) == "ab c"


def test_a_citation_knows_how_many_of_the_authors_notes_begin_before_it():
    cite = '<colophon-cite n="{}" cites="[]">[@a]</colophon-cite>'
    again = REFERENCE.format(2).replace("fnref:x", "fnref2:x")
    own = LIST.format(NOTE.format("X.", BACK.format(1)))
    html = f"<p>{cite.format(0)} {REFERENCE.format(1)} {cite.format(3)}{again}{cite.format(4)}</p>{own}"
    assert own_before(html) == {0: 0, 3: 1, 4: 1}
