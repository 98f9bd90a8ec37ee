"""Where things stand on the published pages: what is told before what, and what lies on nothing else."""

import pytest
from paper import sheets

POST = "blog/a-figure-that-cannot-go-stale/"


def test_on_a_phone_the_author_of_a_post_stands_above_it(open_page):
    page = open_page(POST, width=390)
    title = page.locator("h1").bounding_box()
    for part in (".md-profile", "time", ".md-post__meta"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= title["y"], part
    assert title["y"] < 500  # and nothing else: the table of contents is in the drawer
    assert not page.locator(".md-sidebar--post .md-nav--secondary").is_visible()


def test_on_a_wide_screen_it_stands_beside_it(open_page):
    page = open_page(POST)
    author, text = (page.locator(part).first.bounding_box() for part in (".md-profile", "article"))
    assert author["x"] + author["width"] <= text["x"]


def test_the_feeds_are_links_on_the_page_of_the_blog(open_page):
    page = open_page("blog/")
    links = page.locator("header.md-typeset a[href$='.xml']")
    assert links.all_inner_texts() == ["Atom", "RSS"]
    assert [page.request.get(link.evaluate("link => link.href")).status for link in links.all()] == [200, 200]


@pytest.mark.parametrize("width", [390, 1300])
def test_the_button_that_copies_code_lies_on_none(open_page, width):
    page = open_page("notebooks/learned_kernels/", width=width)
    page.locator(".md-code__nav").first.wait_for(state="attached")
    covered = page.locator("pre:has(> .md-code__nav)").evaluate_all(
        "all => all.map(each => each.querySelector('code').getBoundingClientRect().right"
        " > each.querySelector('.md-code__nav button').getBoundingClientRect().left)"
    )
    assert len(covered) == 9
    assert set(covered) == {False}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_that_scrolls_ends_in_a_shadow(open_page, scheme):
    page = open_page("notebooks/learned_kernels/", width=390, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    code = page.locator("pre > code").first
    assert code.evaluate("it => it.scrollWidth > it.clientWidth")
    shown = code.evaluate("it => getComputedStyle(it).backgroundAttachment")
    assert shown == "local, local, scroll, scroll, scroll"


def test_the_gallery_has_every_picture_once_and_that_of_the_front_page_first(open_page):
    page = open_page("figures/")
    shown = page.locator(".crossref-thumbnail img[src$='#only-light']").evaluate_all(
        "all => all.map(each => each.getAttribute('src').split('/').at(-1).split('#')[0])"
    )
    assert shown[0] == "edges.svg"
    assert "max_pooling.svg" in shown
    assert len(shown) == len(set(shown)) == 10


@pytest.mark.parametrize("name", ["articles/convolution/", "notebooks/learned_kernels/"])
def test_all_captions_begin_where_the_text_does(open_page, name):
    page = open_page(name)
    left = "all => [...new Set(all.map(each => Math.round(each.getBoundingClientRect().left)))]"
    assert page.locator("article > figure > figcaption").evaluate_all(left) == page.locator(
        "article > p"
    ).first.evaluate(f"it => ({left})([it])")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_are_in_the_colors_of_the_site(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    ground = "it => getComputedStyle(it).backgroundColor"
    paper = page.locator("pre > code").first.evaluate(ground)
    assert {each.evaluate(ground) for each in page.locator("details.question > summary").all()} == {paper}


def test_on_paper_the_author_of_a_post_stands_above_it_on_as_many_sheets(open_page):
    page = open_page(POST)
    page.wait_for_load_state("networkidle")
    assert sheets(page.pdf(format="A4")) == 2
    page.emulate_media(media="print")
    author, title = (page.locator(part).first.bounding_box() for part in (".md-profile", "h1"))
    assert author["y"] + author["height"] <= title["y"]
    assert not page.locator(".md-post__back").is_visible()
