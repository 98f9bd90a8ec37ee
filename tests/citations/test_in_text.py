"""Citations on the page: ids, links, cards, and what an excerpt shows, from what pandoc writes."""

import pytest

from mkdocs_colophon.citations.in_text import Group, cited, closed, excerpted, without_links
from mkdocs_colophon.citations.request import Formatted


def written(keys, inside):
    return f'<span class="citation" data-cites="{keys}">{inside}</span>'


def test_each_part_of_a_group_leads_to_its_own_entry():
    inside = '(<a href="#ref-a" role="doc-biblioref">Doe 2001</a>; <a href="#ref-b" role="doc-biblioref">Roe 2002</a>)'
    found = cited([Group(("a", "b"))], Formatted((written("a b", inside),)))
    assert found.citations == (
        '<span class="citation" id="cite-a-1" data-cites="a b">('
        '<a class="citation" data-keys="a" data-label="ref-a" href="#ref-a" role="doc-biblioref">Doe 2001</a>; '
        '<a class="citation" data-keys="b" data-label="ref-b" href="#ref-b" role="doc-biblioref">Roe 2002</a>)</span>',
    )
    assert (found.places, found.cards) == ({"a": ("cite-a-1",), "b": ("cite-a-1",)}, {})


def test_a_range_of_numbers_shows_the_entries_between_its_ends():
    inside = '[<a href="#ref-a">1</a>–<a href="#ref-c">3</a>]'
    found = cited([Group(("a", "b", "c"))], Formatted((written("a b c", inside),)))
    assert found.citations == (
        '<span class="citation" id="cite-a-1" data-cites="a b c">['
        '<a class="citation" data-keys="a b c" data-label="card-cite-a-1" href="#ref-a" role="doc-biblioref">1</a>–'
        '<a class="citation" data-keys="a b c" data-label="card-cite-a-1" href="#ref-c" role="doc-biblioref">3</a>]'
        "</span>",
    )
    assert found.cards == {"card-cite-a-1": ("a", "b", "c")}


def test_a_citation_without_links_is_one_as_a_whole():
    found = cited([Group(("a",))], Formatted((written("a", "(Doe 2001)"),)))
    assert found.citations == (
        '<span class="citation" id="cite-a-1" data-cites="a">'
        '<a class="citation" data-keys="a" data-label="ref-a" href="#ref-a" role="doc-biblioref">(Doe 2001)</a></span>',
    )


def test_every_citation_has_an_id_of_its_own():
    groups = [Group(("a",)), Group(("b", "a")), Group(("a",)), Group(("a", "a"))]
    found = cited(groups, Formatted(("x",) * 4))
    assert found.places == {"a": ("cite-a-1", "cite-b-1", "cite-a-2", "cite-a-3"), "b": ("cite-b-1",)}


def test_a_key_is_escaped_and_its_entry_found_all_the_same():
    key = 'a&b"<'
    found = cited([Group((key,))], Formatted((written("", '<a href="#ref-a&amp;b&quot;&lt;">Doe</a>'),)))
    assert found.citations == (
        '<span class="citation" id="cite-a&amp;b&quot;&lt;-1" data-cites="a&amp;b&quot;&lt;">'
        '<a class="citation" data-keys="a&amp;b&quot;&lt;" data-label="ref-a&amp;b&quot;&lt;" '
        'href="#ref-a&amp;b&quot;&lt;" role="doc-biblioref">Doe</a></span>',
    )
    assert found.places == {key: (f"cite-{key}-1",)}


def test_fewer_answers_than_questions_give_as_many_citations():
    assert cited([Group(("a",)), Group(("b",))], Formatted(("x",))).places == {"a": ("cite-a-1",)}


def test_an_excerpt_leads_to_the_entries_of_its_post_if_that_is_known():
    formatted = Formatted((written("a", '(<a href="#ref-a" role="doc-biblioref">Doe</a>)'),))
    assert excerpted(formatted, 0) == written("a", "(Doe)")
    link = '<a class="citation" data-keys="a" href="post/#ref-a">Doe</a>'
    assert excerpted(formatted, 0, "post/") == written("a", f"({link})")


def test_a_note_stands_in_an_excerpt_in_parentheses():
    assert excerpted(Formatted(("Doe",), notes=("Doe, <em>A</em>.",)), 0) == "Doe (Doe, <em>A</em>)"


def test_a_note_leaves_a_mark_behind_the_names_or_directly_behind_the_word_before():
    mark = (
        '<sup class="citation" id="cite-a-{0}"><a class="citation footnote-ref" data-keys="a" '
        'data-label="fn:cite-a-{0}" href="#fn:cite-a-{0}" role="doc-noteref"></a></sup>'
    )
    formatted = Formatted((written("a", ""), written("a", "Doe")), notes=("Doe, <em>A</em>.", "Ibid."))
    found = cited([Group(("a",)), Group(("a",))], formatted)
    assert found.citations == (mark.format(1), written("a", "Doe") + mark.format(2))
    assert found.notes == {"cite-a-1": "Doe, <em>A</em>.", "cite-a-2": "Ibid."}


def test_a_style_of_notes_without_a_bibliography_leads_to_none():
    link = '<a href="#ref-a" role="doc-biblioref">Doe</a>'
    assert cited([Group(("a",))], Formatted(("",), notes=(link,))).notes == {"cite-a-1": "Doe"}
    found = cited([Group(("a",))], Formatted(("",), {"a": "Doe"}, notes=(link,)))
    assert found.notes == {
        "cite-a-1": '<a class="citation" data-keys="a" data-label="ref-a" href="#ref-a" role="doc-biblioref">Doe</a>'
    }


def test_a_link_that_leads_elsewhere_is_left_as_it_is():
    inside = '<a href="https://x.org/#ref-a">Doe</a>'
    assert cited([Group(("a",))], Formatted((written("a", inside),))).citations == (
        f'<span class="citation" id="cite-a-1" data-cites="a">{inside}</span>',
    )


def test_two_citations_in_one_answer_are_not_taken_for_the_element_of_one():
    two = written("a", '<a href="#ref-a">Doe</a>') + written("b", '<a href="#ref-b">Roe</a>')
    link = '<a class="citation" data-keys="{0}" data-label="ref-{0}" href="#ref-{0}" role="doc-biblioref">{1}</a>'
    assert cited([Group(("a", "b"))], Formatted((two,))).citations == (
        '<span class="citation" id="cite-a-1" data-cites="a b">'
        f"{written('a', link.format('a', 'Doe'))}{written('b', link.format('b', 'Roe'))}</span>",
    )


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("(<A HREF='#ref-a' title='1 > 0'>Doe</A>)", "(Doe)"),
        ("<a href=#ref-a><em>Doe</em></a>, <abbr>p.</abbr> 3", "<em>Doe</em>, <abbr>p.</abbr> 3"),
        ("<!-- <a href=x> -->", "<!-- <a href=x> -->"),
    ],
)
def test_words_are_left_of_a_link_however_it_is_written(html, left):
    assert without_links(html) == left


@pytest.mark.parametrize(
    "html",
    [
        'a <sup class="citation"><sup>1</sup></sup>',
        'a <span class="citation-like"><sup>1</sup></span>',
        'a <span class="citation"> <sup>1</sup></span>',
        "<script>\"a <span class='citation'><sup>\"</script>",
        '<!-- a <span class="citation"><sup>1</sup></span> -->',
        "<p title='a <span class=\"citation\"><sup>'>",
    ],
)
def test_only_a_raised_citation_is_drawn_to_the_word_before(html):
    assert closed(html) == html
