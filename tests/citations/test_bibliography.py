"""Bibliographies as HTML: entries, what they lead to, the ways back, and what a hostile library cannot do."""

import pytest

from mkdocs_colophon.citations.bibliography import cards, entry, section, site_section, ways_back
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.words import words

ENGLISH = words("en")


def test_a_page_without_citations_has_no_bibliography():
    assert section({}, {}, {}, ENGLISH) == ""


def test_an_entry_has_its_words_its_links_its_bibtex_and_the_ways_back():
    text = '@book{a,\n  title = {A "B" <c>},\n  doi = {10.1000/x},\n}'
    html = section({"a": "<p>Doe, <em>A</em>.</p>"}, {"a": Entry("a", text, 1)}, {"a": ("cite-a-1",)}, ENGLISH)
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
    record = Entry("a", "@book{a, doi = {10.1000/X}}", 1)
    html = entry('Doe. <a href="https://doi.org/10.1000/x">doi</a>', record, ENGLISH, "")
    assert html.count("<a ") == 1


def test_several_citations_have_a_letter_each():
    assert ways_back(["cite-a-1", "cite-a-2"], ENGLISH) == (
        '<span class="bibliography-back"><span aria-hidden="true">↩</span> '
        '<a href="#cite-a-1" role="doc-backlink" aria-label="Back to citation a">a</a> '
        '<a href="#cite-a-2" role="doc-backlink" aria-label="Back to citation b">b</a></span>'
    )


def test_an_entry_that_is_no_bibtex_has_no_button_that_says_so():
    assert "button" not in entry("Doe", Entry("a", '{"id": "a", "type": "book"}', 1), ENGLISH, "")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://javascript:alert(1)", "data:text/html,x", "//x.org"]
)
def test_a_link_to_anything_but_the_web_becomes_text(address):
    html = section({"a": f'Doe. <a href="{address}">there</a>'}, {}, {}, ENGLISH)
    assert '<div class="bibliography-text">Doe. there</div>' in html


def test_a_key_cannot_leave_its_attribute():
    html = section({'a"><script>': "Doe"}, {}, {'a"><script>': ('cite-a"><script>-1',)}, ENGLISH)
    assert "<script>" not in html
    assert 'id="ref-a&quot;&gt;&lt;script&gt;"' in html


def headings(group):
    records = {
        "a": Entry("a", "@article{a, year = 1998}", 1),
        "b": Entry("b", "@book{b, date = {2016-05}}", 1),
        "c": Entry("c", "@misc{c}", 1),
        "d": Entry("d", "@book{d, year = {1998}}", 1),
    }
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


def test_an_entry_that_stands_on_the_page_already_keeps_its_id_to_itself():
    html = site_section({"a": "A", "b": "B"}, {}, {}, ENGLISH, taken={"a"}.__contains__)
    assert 'id="ref-a"' not in html
    assert 'id="ref-b"' in html


def test_a_source_of_the_site_names_the_pages_that_cite_it():
    pages = {"a": [("p/", "P & Q", ["cite-a-1", "cite-a-2"]), ("", "Here", ["cite-a-1"])]}
    html = site_section({"a": "A"}, {}, pages, ENGLISH)
    assert (
        'Cited in <a href="p/#cite-a-1" role="doc-backlink"><cite>P &amp; Q</cite></a> '
        '<a href="p/#cite-a-2" role="doc-backlink" aria-label="Back to citation b, P &amp; Q">b</a>, '
        '<a href="#cite-a-1" role="doc-backlink"><cite>Here</cite></a>'
    ) in html


def test_a_card_holds_the_entries_of_all_its_keys_once():
    assert cards({"card-x": ("a", "b", "a", "none")}, {"a": "<p>A</p>", "b": "B"}) == (
        '<template class="colophon-preview" data-label="card-x"><div>'
        '<div class="bibliography-entry"><div class="bibliography-text">A</div></div>'
        '<div class="bibliography-entry"><div class="bibliography-text">B</div></div></div></template>'
    )
