"""What a search reads of a page, and that the page is as it was after that."""

from libraries import parse
from mkdocs_colophon.crossref.catalog import Catalog, showings
from mkdocs_colophon.crossref.targets import Index, Mark, Target
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.search import restored, searchable
from mkdocs_colophon.pipeline.site import Site
from typesetting import typeset

PAGE = Page("docs/a.md", "a/", "A", "")
FORMULA = '<span class="colophon-math" data-display="block">\\frac{a}{b} &lt; \\text{"}</span>'
CITATION = '<span class="citation" data-cites="roe no">(<a href="#ref-roe">Roe et al. 1999</a>)</span>'
LIST = '<h2 id="colophon-bibliography">References</h2>'
FIGURE = '<figure id="fig:x"><img src="x.svg"><figcaption>Figure 1.2. The $x$.</figcaption></figure>'
EQUATION = f'<div class="equation" id="eq:x"><div class="equation-body">{FORMULA}</div></div>'
LIBRARY = parse("@book{roe, author = {Roe, R. and Poe, P. and Doe, D.}, title = {On & On}}", "x.bib")[0]


def site(html=""):
    marks = [Mark("fig", "fig:x"), Mark("eq", "eq:x"), Mark("tbl", "tbl:x")]
    targets = [Target(mark, "1.2", (0, place), "a/", "A") for place, mark in enumerate(marks)]
    return Site(
        wording("default", "en", {}),
        LIBRARY,
        format=None,
        typeset=typeset,
        index=Index(pages={"a/": tuple(targets)}),
        catalog=Catalog.of([showings(targets, html)]),
    )


def read(html):
    found = searchable(html, PAGE, site(html))
    assert restored(found) == html
    return found


def test_a_page_without_anything_of_ours_is_read_as_it_is():
    assert read("<h2>A</h2><p>a $x$</p>") == "<h2>A</h2><p>a $x$</p>"


def test_a_formula_is_read_in_words():
    written = 'data-written="\\frac{a}{b} &amp;lt; \\text{&quot;}"'
    assert read(f"<p>{FORMULA}</p>") == (
        f'<p><span class="colophon-math" data-display="block" {written}>a/b &lt; "</span></p>'
    )


def test_a_citation_is_read_with_all_authors_and_the_first_time_with_the_title():
    first, second = (f'<span class="search-names"> [{words}]</span>' for words in ("Poe, Doe: On &amp; On", "Poe, Doe"))
    assert read(CITATION + CITATION) == CITATION + first + CITATION + second


def test_the_list_of_sources_is_left_out():
    left = '<h2 id="colophon-bibliography" data-search-exclude="">References</h2>'
    assert read(CITATION + LIST).endswith(left)
    assert read(LIST) == LIST  # an author's own heading on a page without citations


def test_each_thing_with_a_number_has_a_section():
    things = (
        '<div class="search-things"><h6 id="fig:x">Figure\N{NO-BREAK SPACE}1.2</h6><p>Figure 1.2. The $x$.</p>'
        '<h6 id="eq:x">Equation\N{NO-BREAK SPACE}1.2</h6><p><div class="equation-body">'
    )
    html = FIGURE + EQUATION
    assert read(html).replace(read(FORMULA), "F") == (f"{html}{things}{FORMULA}</div></p></div>".replace(FORMULA, "F"))


def test_what_a_search_has_changed_stays_so():
    found = read(f"<p data-search-boost='2'>{FORMULA}</p>").replace(" data-search-boost='2'", "")
    assert restored(found) == f"<p>{FORMULA}</p>"


def test_a_search_that_knows_no_sections_is_given_none():
    assert searchable(FIGURE, PAGE, site(FIGURE), divided=False) == FIGURE
