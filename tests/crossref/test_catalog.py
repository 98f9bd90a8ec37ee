"""What a target shows of itself on other pages."""

import pytest

from mkdocs_colophon.crossref.catalog import Catalog, rebased, showings
from mkdocs_colophon.crossref.kinds import KINDS
from mkdocs_colophon.crossref.targets import Mark, Target
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.urls import relative_url

FIGURE = (
    '<figure class="colophon-figure" id="fig:x"><a class="colophon-zoom" href="../x.svg"><img src="../x.svg"></a>'
    '<figcaption id="fig:x-caption"><span class="caption-label">Figure 1</span>. See <a href="#fig:y">it</a>.'
    "</figcaption></figure>"
)
EQUATION = (
    '<div class="equation" id="eq:e"><div aria-label="Equation" class="equation-body">'
    '<span class="colophon-math">x</span></div>'
    '<a class="equation-number" href="#eq:e">(1)</a></div>'
)
TARGETS = (
    Target(Mark("fig", "fig:x"), "1", (0, 0), "a/", "A"),
    Target(Mark("eq", "eq:e"), "1", (0, 1), "a/", "A"),
    Target(Mark("fig", "fig:gone"), "2", (0, 2), "a/", "A"),
)
CATALOG = Catalog.of([showings(TARGETS, f"<p>Before</p>{FIGURE}{EQUATION}<div>after</div>")])


def link_from(page):
    return lambda url: relative_url(url, page)


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("../x.svg", "../x.svg"),
        ("b/", "../a/b/"),
        ("#fig:y", "../a/#fig:y"),
        ("../c/#fig:z", "../c/#fig:z"),
        ("https://example.org/x", "https://example.org/x"),
        ("/x.svg", "/x.svg"),
        ("mailto:me@x.org", "mailto:me@x.org"),
        ("data:image/png;base64,x", "data:image/png;base64,x"),
        ("../../", "../"),
    ],
)
def test_an_address_is_made_right_for_another_page(address, moved):
    html = f'<a class="x" href="{address}">'
    assert rebased(html, "a/", "b/", link_from("b/")) == f'<a class="x" href="{moved}">'


def test_a_list_links_the_number_and_leaves_the_caption_its_links():
    marker = Marker("list", {"kind": "fig", "scope": "site"}, "[[figures scope=site]]")
    assert CATALOG.listed(marker, "b/", link_from("b/"), KINDS) == (
        '<ul class="crossref-list list-of-fig">\n'
        '<li><a href="../a/#fig:x"><span class="caption-label">Figure 1</span></a>. '
        'See <a href="../a/#fig:y">it</a>. <span class="crossref-page">A</span></li>\n</ul>'
    )


def test_a_list_of_this_page_leaves_out_other_pages():
    assert CATALOG.listed(Marker("list", {"kind": "fig"}, ""), "b/", link_from("b/"), KINDS) == ""
    assert 'href="#fig:x"' in CATALOG.listed(Marker("list", {"kind": "fig"}, ""), "a/", link_from("a/"), KINDS)


def test_a_list_with_thumbnails_shows_the_pictures():
    marker = Marker("list", {"kind": "fig", "scope": "site", "thumbnails": "true"}, "")
    shown = CATALOG.listed(marker, "", link_from(""), KINDS)
    assert '<a href="a/#fig:x" class="crossref-thumbnail"><img src="x.svg"></a>' in shown


def test_a_preview_has_no_ids_and_stands_once_on_other_pages_only():
    preview = CATALOG.previews(str)(["fig:x", "fig:x"], "b/", link_from("b/"))
    assert preview.count("<template ") == 1
    assert " id=" not in preview
    assert CATALOG.previews(str)(["fig:x"], "a/", link_from("a/")) == ""


def test_the_preview_of_an_equation_is_its_formula_and_number():
    assert CATALOG.previews(str)(["eq:e"], "b/", link_from("b/")) == (
        '<template class="colophon-preview" data-label="eq:e"><div class="equation">'
        '<span class="colophon-math">x</span>'
        '<a class="equation-number" href="../a/#eq:e">(1)</a></div></template>'
    )


def test_a_list_with_thumbnails_shows_no_picture_twice():
    targets = [
        Target(Mark("fig", label), "1", (place, 0), page, page)
        for place, (label, page) in enumerate([("fig:x", "a/"), ("fig:again", "b/c/"), ("fig:other", "a/")])
    ]
    again = FIGURE.replace("fig:x", "fig:again").replace("../x.svg", "../../x.svg")
    other = FIGURE.replace("fig:x", "fig:other").replace("../x.svg", "../y.svg")
    found = (showings([target], html) for target, html in zip(targets, [FIGURE, again, other], strict=True))
    listed = Catalog.of(found).listed
    marker = Marker("list", {"kind": "fig", "scope": "site", "thumbnails": "true"}, "")
    shown = listed(marker, "", link_from(""), KINDS)
    assert [
        shown.count(f'href="{way}" class="crossref-thumbnail"')
        for way in ("a/#fig:x", "b/c/#fig:again", "a/#fig:other")
    ] == [1, 0, 1]
    plain = Marker("list", {"kind": "fig", "scope": "site"}, "")
    assert listed(plain, "", link_from(""), KINDS).count("<li>") == 3
