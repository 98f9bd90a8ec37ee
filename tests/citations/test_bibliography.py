"""Bibliographies as HTML: entries, what they lead to, the ways back, and what a hostile library cannot do."""

import pytest

from libraries import parse
from mkdocs_colophon.citations.bibliography import cards, entry, safe, section, site_section, ways_back
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.words import words

ENGLISH = words("en")


def test_a_page_without_citations_has_no_bibliography():
    assert section({}, {}, {}, ENGLISH) == ""


def test_an_entry_has_its_words_its_links_its_bibtex_and_the_ways_back():
    text = '@book{a,\n  title = {A "B" <c>},\n  doi = {10.1000/x},\n}'
    html = section({"a": "Doe, <em>A</em>."}, parse(text, "x.bib")[0].entries, {"a": ("cite-a-1",)}, ENGLISH)
    assert html == (
        '<section class="bibliography" aria-labelledby="colophon-bibliography">\n'
        '<h2 id="colophon-bibliography">References</h2>\n'
        '<div class="bibliography-entries" role="list">\n'
        '<div class="bibliography-entry" id="ref-a" role="listitem">'
        '<div class="bibliography-text">Doe, <em>A</em>.</div>'
        '<div class="bibliography-more" data-search-exclude="">'
        '<a href="https://doi.org/10.1000/x">DOI</a> '
        '<button class="bibliography-copy" type="button" '
        'data-copy="@book{a,\n  title = {A &quot;B&quot; &lt;c&gt;},\n  doi = {10.1000/x},\n}" data-done="Copied">'
        "Copy BibTeX</button> "
        '<span class="bibliography-back">'
        '<a href="#cite-a-1" role="doc-backlink" aria-label="Back to citation a">↩</a></span>'
        "</div></div>\n</div>\n</section>"
    )


def test_a_link_that_the_style_prints_is_not_printed_twice():
    record = parse("@book{a, doi = {10.1000/X}}", "x.bib")[0].entries["a"]
    link = '<a href="https://doi.org/10.1000/x">doi</a>'
    assert entry(f"Doe. {link}", record, ENGLISH, "") == (
        f'<div class="bibliography-entry" role="listitem"><div class="bibliography-text">Doe. {link}</div>'
        '<div class="bibliography-more" data-search-exclude=""><button class="bibliography-copy" type="button" '
        'data-copy="@book{a, doi = {10.1000/X}}" data-done="Copied">Copy BibTeX</button></div></div>'
    )


def test_several_citations_have_a_letter_each():
    assert ways_back(["cite-a-1", "cite-a-2"], ENGLISH) == (
        '<span class="bibliography-back"><span aria-hidden="true">↩</span> '
        '<a href="#cite-a-1" role="doc-backlink" aria-label="Back to citation a">a</a> '
        '<a href="#cite-a-2" role="doc-backlink" aria-label="Back to citation b">b</a></span>'
    )


def test_an_entry_that_is_no_bibtex_has_no_button_that_says_so():
    assert entry("Doe", Entry("a", '{"id": "a", "type": "book"}', 1), ENGLISH, "") == (
        '<div class="bibliography-entry" role="listitem"><div class="bibliography-text">Doe</div></div>'
    )


SECTION = (
    '<section class="bibliography" aria-labelledby="colophon-bibliography">\n'
    '<h2 id="colophon-bibliography">References</h2>\n<div class="bibliography-entries" role="list">\n'
    '<div class="bibliography-entry" id="{id}" role="listitem"><div class="bibliography-text">{text}</div>{more}</div>'
    "\n</div>\n</section>"
)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://javascript:alert(1)", "data:text/html,x", "//x.org"]
)
def test_a_link_to_anything_but_the_web_becomes_text(address):
    html = section({"a": f'Doe. <a href="{address}">there</a>'}, {}, {}, ENGLISH)
    assert html == SECTION.format(id="ref-a", text="Doe. there", more="")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<A HREF='javascript:alert(1)'>x</A>", "x"),
        ("<a title='a > b' href=javascript:alert(1)>x</a>", "x"),
        ('<a href="&#106;avascript&colon;alert(1)">x</a>', "x"),
        ('<a href="jav\tascript:alert(1)">x</a>', "x"),
        ('<a href=" javascript:alert(1)">x</a>', "x"),
        ('<a href="#b" href="javascript:a">x</a>', '<a href="#b" href="javascript:a">x</a>'),  # the first counts
        ('<a href="javascript:alert(1)" href="https://x.org">x</a>', "x"),
        ('<a/href="javascript:alert(1)">x', "x"),
        ('<a href="javascript:a"><a href="#b">x</a>y</a>', '<a href="#b">x</a>y'),
        ('<a href="#b"><a href="javascript:a">x</a>y</a>', '<a href="#b">xy</a>'),
        ("<a href='mailto:a@x.org'>x</a> <a href=#ref-b>y</a>", "<a href='mailto:a@x.org'>x</a> <a href=#ref-b>y</a>"),
        ('<!-- <a href="javascript:a"> -->', '<!-- <a href="javascript:a"> -->'),
        ("x</a>", "x</a>"),
    ],
)  # fmt: skip
def test_a_link_is_safe_or_none_however_it_is_written(html, left):
    assert safe(html) == left


def test_ten_thousand_links_in_each_other_take_no_time():
    assert safe('<a href="javascript:a">' * 10_000 + "x") == "x"


def test_a_key_cannot_leave_its_attribute():
    html = section({'a"><script>': "Doe"}, {}, {'a"><script>': ('cite-a"><script>-1',)}, ENGLISH)
    more = (
        '<div class="bibliography-more" data-search-exclude=""><span class="bibliography-back">'
        '<a href="#cite-a&quot;&gt;&lt;script&gt;-1" role="doc-backlink" aria-label="Back to citation a">↩</a>'
        "</span></div>"
    )
    assert html == SECTION.format(id="ref-a&quot;&gt;&lt;script&gt;", text="Doe", more=more)


def headings(group):
    text = "@article{a, year = 1998} @book{b, date = {2016-05}} @misc{c,} @book{d, year = {1998}}"
    records = parse(text.replace(" @", "\n@"), "x.bib")[0].entries
    html = site_section({key: key.upper() for key in records}, records, {}, ENGLISH, group)
    texts = [part.split("</")[0].split(">")[-1] for part in html.split("<h2 ")[1:]]
    ids = [part.split('"')[0] for part in html.split('<div class="bibliography-entry" id="')[1:]]
    return texts, ids


def test_sources_of_the_site_by_year_begin_with_the_newest_and_end_without_a_year():
    assert headings("year") == (["2016", "1998", "Other"], ["ref-b", "ref-a", "ref-d", "ref-c"])


def test_sources_of_the_site_by_type_keep_the_order_of_the_style():
    assert headings("type") == (["Articles", "Books", "Other"], ["ref-a", "ref-b", "ref-d", "ref-c"])


def test_sources_of_the_site_without_groups_keep_the_order_of_the_style():
    assert headings("none") == ([], ["ref-a", "ref-b", "ref-c", "ref-d"])


SITE = (
    '<section class="bibliography bibliography-of-site" aria-label="References">\n'
    '<p class="bibliography-search" data-search-exclude="">'
    '<input class="bibliography-filter" type="search" aria-label="Filter references"> '
    '<output class="bibliography-count"></output></p>\n'
    '<div class="bibliography-entries" role="list">\n{}\n</div>\n</section>'
)


def test_an_entry_that_stands_on_the_page_already_keeps_its_id_to_itself():
    html = site_section({"a": "A", "b": "B"}, {}, {}, ENGLISH, taken={"a"}.__contains__)
    assert html == SITE.format(
        '<div class="bibliography-entry" role="listitem"><div class="bibliography-text">A</div></div>\n'
        '<div class="bibliography-entry" id="ref-b" role="listitem"><div class="bibliography-text">B</div></div>'
    )


def test_a_source_of_the_site_names_the_pages_that_cite_it():
    pages = {"a": [("p/", "P & Q", ["cite-a-1", "cite-a-2"]), ("", "Here", ["cite-a-1"])]}
    html = site_section({"a": "A"}, {}, pages, ENGLISH)
    assert html == SITE.format(
        '<div class="bibliography-entry" id="ref-a" role="listitem"><div class="bibliography-text">A</div>'
        '<div class="bibliography-more" data-search-exclude=""><span class="bibliography-back">Cited in '
        '<a href="p/#cite-a-1" role="doc-backlink"><cite>P &amp; Q</cite></a> '
        '<a href="p/#cite-a-2" role="doc-backlink" aria-label="Back to citation b, P &amp; Q">b</a>, '
        '<a href="#cite-a-1" role="doc-backlink"><cite>Here</cite></a></span></div></div>'
    )


def test_a_card_holds_the_entries_of_all_its_keys_once():
    assert cards({"card-x": ("a", "b", "a", "none")}, {"a": "A", "b": "B"}) == (
        '<template class="colophon-preview" data-label="card-x"><div>'
        '<div class="bibliography-entry"><div class="bibliography-text">A</div></div>'
        '<div class="bibliography-entry"><div class="bibliography-text">B</div></div></div></template>'
    )
