"""The list of a site's sources in a real browser: the field that filters it, the button that copies an entry."""

import pytest

from libraries import parse
from mkdocs_colophon.citations.bibliography import cards, section, site_section
from mkdocs_colophon.citations.words import words

TEXTS = {
    "knuth1984": '@article{knuth1984,\n  title = {Literate <b>Programming</b> & "more"},\n  year = 1984,\n}',
    "lecun1998": "@article{lecun1998,\n  title = {Gradient-based learning},\n  year = 1998,\n}",
    "lecun2015": "@article{lecun2015,\n  title = {Deep learning},\n  year = 2015,\n}",
}
ENTRIES = {
    "knuth1984": "Knuth, <i>Literate Programming</i>",
    "lecun1998": "LeCun, <i>Gradient-Based Learning</i>",
    "lecun2015": "LeCun, <i>Deep Learning</i>",
}
PAGES = {key: [("away.html", "Away", [f"cite-{key}-1"])] for key in TEXTS}
LIBRARY = parse("\n".join(TEXTS.values()), "x.bib")[0].entries


@pytest.fixture
def sources(visit):
    """Opens the list of the site's sources by year."""

    def opened(**options):
        page = visit(**options)
        html = site_section(ENTRIES, LIBRARY, PAGES, words("en"), "year")
        page.locator("main").evaluate("(main, html) => { main.innerHTML = html }", html)
        return page

    return opened


def entries(page):
    return [entry.get_attribute("id") for entry in page.locator(".bibliography-entry:visible").all()]


def test_all_sources_are_there_the_newest_first(sources):
    page = sources()
    assert entries(page) == ["ref-lecun2015", "ref-lecun1998", "ref-knuth1984"]
    assert page.locator("h2").all_inner_texts() == ["2015", "1998", "1984"]


def test_what_is_typed_filters_the_list_and_the_headings_with_it(sources):
    page = sources()
    page.get_by_role("searchbox", name="Filter references").fill("learn LECUN")
    assert entries(page) == ["ref-lecun2015", "ref-lecun1998"]
    assert page.locator("h2:visible").all_inner_texts() == ["2015", "1998"]
    assert page.get_by_role("status").inner_text() == "2 / 3"


def test_an_empty_field_shows_all_again(sources):
    page = sources()
    page.get_by_role("searchbox").fill("knuth")
    page.get_by_role("searchbox").fill("")
    assert entries(page) == ["ref-lecun2015", "ref-lecun1998", "ref-knuth1984"]


def test_the_button_copies_the_entry_as_it_stands_in_the_library(sources):
    page = sources(permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("#ref-knuth1984").get_by_role("button", name="Copy BibTeX")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.textContent == 'Copied'")
    assert page.evaluate("() => navigator.clipboard.readText()") == TEXTS["knuth1984"]
    page.wait_for_function("() => document.activeElement.textContent == 'Copy BibTeX'")


def test_the_way_back_leads_to_the_citation_on_its_page(sources, site):
    page = sources()
    page.locator("#ref-lecun1998").get_by_role("link", name="Away").click()
    assert page.url == f"{site}away.html#cite-lecun1998-1"


def test_without_scripts_the_list_is_whole_and_what_needs_them_is_not_shown(visit, site):
    page = visit(java_script_enabled=False)
    html = site_section(ENTRIES, LIBRARY, PAGES, words("en"))
    page.route("**/sources.html", lambda route: route.fulfill(content_type="text/html", body=PLAIN.format(html=html)))
    page.goto(f"{site}sources.html")
    assert entries(page) == ["ref-knuth1984", "ref-lecun1998", "ref-lecun2015"]
    assert page.locator("input:visible, button:visible").count() == 0


PLAIN = '<!doctype html><link rel="stylesheet" href="colophon.css"><main>{html}</main>'


CITING = """
<p>Many <span class="citation" id="cite-a-1">[<a class="citation" data-keys="a b c" data-label="card-cite-a-1"
href="#ref-a" role="doc-biblioref">1</a>–<a class="citation" data-keys="a b c" data-label="card-cite-a-1" href="#ref-c"
role="doc-biblioref">3</a>]</span> and a note<sup class="citation" id="cite-b-1"><a class="citation footnote-ref"
data-keys="b" data-label="fn:cite-b-1" href="#fn:cite-b-1" role="doc-noteref">1</a></sup>.</p>
<div class="footnote"><ol><li id="fn:cite-b-1"><p>Roe, <i>B</i>.&#160;<a class="footnote-backref" href="#cite-b-1"
role="doc-backlink" aria-label="Back to citation 1">&#8617;</a></p></li></ol></div>
"""


@pytest.fixture
def citing(visit):
    """Opens a page with a range of numbers and a note."""
    page = visit()
    entries = {key: f"Author {key}. <em>Title</em>." for key in "abc"}
    html = CITING + cards({"card-cite-a-1": ("a", "b", "c")}, entries) + section(entries, {}, {}, words("en"))
    page.locator("main").evaluate("(main, html) => { main.innerHTML = html }", html)
    return page


def test_a_range_of_numbers_shows_all_its_entries_to_pointer_and_keyboard(citing):
    for focus in (citing.locator("a").first.hover, lambda: citing.keyboard.press("Tab")):
        focus()
        citing.locator("[role=tooltip]").wait_for(state="visible")
        assert citing.locator("[role=tooltip]").inner_text().split("\n") == [f"Author {key}. Title." for key in "abc"]
        citing.keyboard.press("Escape")


def test_a_note_shows_its_words(citing):
    citing.get_by_role("link", name="1", exact=True).last.hover()
    citing.locator("[role=tooltip]").wait_for(state="visible")
    assert citing.locator("[role=tooltip]").inner_text().startswith("Roe, B.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_sources_can_be_read_in_both_palettes(visit, scheme):
    page = visit(color_scheme=scheme)
    html = section(ENTRIES, LIBRARY, {key: (f"cite-{key}-1",) for key in ENTRIES}, words("en"))
    style = "<style>:root { color-scheme: light dark }</style>"
    page.locator("main").evaluate("(main, html) => { main.innerHTML = html }", style + html)
    assert page.locator(".bibliography-copy").first.evaluate(CONTRAST) >= 4.5


CONTRAST = """button => {
    const canvas = document.createElement('canvas').getContext('2d')
    const light = color => {
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(value => {
            const part = value / 255
            return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4
        })
        return .2126 * r + .7152 * g + .0722 * b
    }
    const probe = document.createElement('div')
    probe.style.backgroundColor = 'Canvas'
    document.body.append(probe)
    const pair = [getComputedStyle(button).color, getComputedStyle(probe).backgroundColor].map(light)
    return (Math.max(...pair) + .05) / (Math.min(...pair) + .05)
}"""
