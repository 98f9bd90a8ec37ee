"""The published site as a reader has it: in both palettes, from page to page, without scripts, on paper."""

import pytest
from paper import fonts, sheets

PICTURE = (
    "() => [...document.querySelectorAll('.colophon-figure img')].filter(i => i.checkVisibility()).map(i => i.src)"
)
MARGIN = """() => [...document.querySelectorAll('.footnote li')].map(li => {
    const text = document.querySelector('article > p').getBoundingClientRect(), box = li.getBoundingClientRect()
    const at = document.getElementById(li.id.replace('fn:', 'fnref:')).getBoundingClientRect()
    return {beside: box.left > text.right, inside: box.right <= innerWidth, off: Math.round(box.top - at.top)}
})"""
SHIFT = """() => new Promise(resolve => {
    let sum = 0
    new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value }))
        .observe({type: 'layout-shift', buffered: true})
    document.fonts.ready.then(() => setTimeout(() => resolve(sum), 300))
})"""


@pytest.mark.parametrize(("scheme", "name"), [("light", "Switch to dark mode"), ("dark", "Switch to light mode")])
def test_the_switch_changes_the_page_and_its_pictures(open_page, scheme, name):
    page = open_page(color_scheme=scheme)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before, shown = page.evaluate(ground), page.evaluate(PICTURE)
    page.get_by_title(name).click()
    now = page.evaluate(PICTURE)
    assert page.evaluate(ground) != before
    assert {source.split("#")[1] for source in shown} == {f"only-{scheme}"}
    assert {source.split("#")[1] for source in now} == {"only-dark" if scheme == "light" else "only-light"}


def test_a_palette_is_kept_from_page_to_page(open_page):
    page = open_page(color_scheme="light")
    page.get_by_title("Switch to dark mode").click()
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_another_page_comes_without_a_reload(open_page, published):
    page = open_page("")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { window.kept = true }")
    page.locator(".front-entries").get_by_role("link", name="Pooling", exact=True).click()
    page.wait_for_url(published.url + "articles/pooling/")
    page.locator("h1", has_text="Pooling").wait_for()
    assert page.evaluate("() => window.kept") is True
    assert page.locator(".article-head").count() == 1


@pytest.mark.parametrize("name", ["", "articles/convolution/", "figures/", "guide/design/"])
def test_no_other_host_is_asked_for_anything(open_page, published, name):
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith((published.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_an_article_is_whole(open_page, scheme):
    page = open_page(java_script_enabled=False, color_scheme=scheme)
    for part in ("h1", ".article-head", ".katex-html >> nth=0", "figcaption >> nth=0", ".bibliography-entry >> nth=0"):
        assert page.locator(part).first.is_visible(), part
    figures = page.locator("article .colophon-figure:not(template *)").all()
    assert [len([image for image in figure.locator("img").all() if image.is_visible()]) for figure in figures] == [
        1
    ] * 3


def test_the_byline_leads_to_the_record(open_page):
    page = open_page()
    page.locator(".article-cite a").click()
    assert page.evaluate("() => document.querySelector(location.hash).tagName") == "DETAILS"


def test_on_a_wide_screen_notes_stand_beside_their_numbers(open_page):
    notes = open_page("guide/design/").evaluate(MARGIN)
    assert len(notes) == 2
    assert all(note["beside"] and note["inside"] and 0 <= note["off"] < 30 for note in notes), notes


def test_notes_that_would_overlap_stand_below_each_other(open_page):
    page = open_page("guide/design/")
    page.evaluate("() => document.getElementById('fnref:font').after(document.getElementById('fnref:margin'))")
    first, second = (page.locator(f"[id='fn:{name}']").bounding_box() for name in ("font", "margin"))
    assert second["y"] >= first["y"] + first["height"]


def test_on_a_narrow_screen_notes_are_at_the_end(open_page):
    assert [note["beside"] for note in open_page("guide/design/", width=390).evaluate(MARGIN)] == [False, False]


def test_a_line_of_dates_is_as_high_before_the_font_has_come(open_page, published):
    files = {name: published.root / name / "index.html" for name in published.pages if not name.endswith(".html")}
    dated = [name for name, file in files.items() if 'class="article-head"' in file.read_text("utf-8")]
    page, late = open_page(), open_page()
    late.route("**/*.woff2", lambda route: route.abort())
    heights = {name: (_byline(page, published.url + name), _byline(late, published.url + name)) for name in dated}
    assert len(heights) > 10
    assert {name: pair for name, pair in heights.items() if pair[0] != pair[1]} == {}


def _byline(page, url):
    """The height of the line below the title, in pixels."""
    page.goto(url)
    return page.evaluate("() => document.fonts.ready.then(() => document.querySelector('.article-head').clientHeight)")


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize("name", ["", "articles/convolution/", "figures/", "guide/design/"])
def test_nothing_moves_while_a_page_is_loaded(open_page, name, width):
    assert open_page(name, width=width).evaluate(SHIFT) <= 0.02


def test_a_line_holds_about_seventy_characters(open_page):
    page = open_page()
    width = page.evaluate(
        "() => { const p = document.querySelector('article > p'), r = document.createRange(), lines = new Set();"
        " r.selectNodeContents(p); for (const b of r.getClientRects()) lines.add(Math.round(b.bottom));"
        " return p.innerText.length / lines.size }"
    )
    assert 55 <= width <= 80


A4 = {"format": "A4", "prefer_css_page_size": False}


def test_an_article_prints_as_a_paper_of_some_pages(open_page):
    page = open_page("articles/pooling/", color_scheme="dark")
    page.wait_for_load_state("networkidle")
    assert 5 <= sheets(page.pdf(**A4)) <= 9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_has_no_navigation(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert {source.split("#")[1] for source in page.evaluate(PICTURE)} == {"only-light"}
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", "details.how-to-cite", ".colophon-description"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".bibliography-entry").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_margins_of_paper_are_white(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    style = "each => { const it = getComputedStyle(each); return [it.backgroundColor, it.colorScheme] }"
    assert page.locator("html").evaluate(style) == ["rgb(255, 255, 255)", "light"]
    assert page.locator("body").evaluate(style) == ["rgb(255, 255, 255)", "light"]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_print_has_the_brackets_of_formulas_that_nobody_has_scrolled_to(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    page.wait_for_load_state("networkidle")
    assert {"Formula_Size3-Regular", "Formula_Size4-Regular"} <= fonts(page.pdf(**A4))


def test_paper_shows_pictures_that_nobody_has_scrolled_to(open_page):
    page = open_page(color_scheme="light")
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    shown = "images => images.filter(each => each.checkVisibility()).map(each => each.complete)"
    assert page.locator(".colophon-figure img").evaluate_all(shown) == [True] * 3


def test_paper_that_is_printed_from_the_dark_palette_shows_its_pictures_as_negatives_at_worst(open_page):
    page = open_page(color_scheme="dark")
    page.wait_for_load_state("networkidle")
    page.route("**/*.svg", lambda route: None)  # which never comes
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = (
        "images => images.filter(each => each.checkVisibility())"
        ".map(each => [each.src.split('#')[1], each.complete, getComputedStyle(each).filter])"
    )
    negative = ["only-dark", True, "invert(1) hue-rotate(180deg)"]
    assert page.locator(".colophon-figure img").evaluate_all(shown) == [negative] * 3


def test_paper_unfolds_nothing(open_page):
    page = open_page()
    page.wait_for_load_state("networkidle")
    open_one = page.locator("details.question").nth(1)
    open_one.evaluate("each => { each.open = true }")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    made = page.locator(".colophon-made")
    assert [each.is_visible() for each in made.all()] == [False] * 3
    answers = page.locator("details.question > p:first-of-type")
    assert [each.is_visible() for each in answers.all()] == [False, True, False, False, False]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-folded]").count() == 0
    assert [each.evaluate("each => each.open") for each in made.all()] == [False] * 3


def test_paper_has_no_arrows_back(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert [each.is_visible() for each in page.locator(".bibliography-more").all()] == [False] * 5


def test_only_the_pictures_of_the_palette_in_use_are_loaded(open_page, published):
    for scheme, picture in (("light", "max_pooling.svg"), ("dark", "max_pooling.dark.svg")):
        page = open_page("articles/pooling/", color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        assert [url for url in page.asked if "/figures/" in url] == [f"{published.url}figures/{picture}"]


def test_the_palette_moves_nothing(open_page, published):
    page = open_page("", color_scheme="light")
    moved = {}
    for name in published.pages:
        page.goto(published.url + name)
        page.wait_for_load_state("networkidle")
        before = page.evaluate("document.documentElement.scrollHeight")
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        moved[name] = page.evaluate("document.documentElement.scrollHeight") - before
    assert {
        name: by for name, by in moved.items() if abs(by) > 2
    } == {}  # a picture not yet there is as high as it says


ADDRESS = "link => getComputedStyle(link, '::after').content"


def test_on_paper_a_link_to_another_page_is_followed_by_its_address(open_page):
    page = open_page("guide/design/")
    page.emulate_media(media="print")
    after = page.locator("article a", has_text="Material").first.evaluate(ADDRESS)
    assert after.replace('"', "") == " (https://squidfunk.github.io/mkdocs-material/)"


def test_on_paper_a_link_within_the_site_is_not(open_page):
    page = open_page("notebooks/learned_kernels/")
    page.wait_for_load_state("networkidle")  # Material has made the addresses absolute
    page.emulate_media(media="print")
    after = page.locator("article a:not([rel~=external])").evaluate_all(f"all => [...new Set(all.map({ADDRESS}))]")
    assert after == ["none"]


@pytest.mark.parametrize("kind", [".crossref", "[role=doc-biblioref]", ".bibliography-entry a", ".equation-number"])
def test_on_paper_a_reference_is_not(open_page, kind):
    page = open_page()
    page.emulate_media(media="print")
    assert page.locator(f"article {kind}").first.evaluate(ADDRESS) == "none"


WHOLE = (
    "() => [...document.querySelectorAll('article :is(.colophon-figure, .equation, pre, table)')]"
    ".filter(e => e.checkVisibility()).map(e => getComputedStyle(e).breakInside)"
)


def test_nothing_that_a_sheet_can_hold_is_cut(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert set(page.evaluate(WHOLE)) == {"avoid"}
    heights = page.evaluate("() => [...document.querySelectorAll('.colophon-figure')].map(e => e.offsetHeight)")
    assert max(heights) < 950  # pixels of 1/96 inch: what @page leaves of a sheet of A4 is 965 high


BETWEEN = """sheet => {
    const figure = document.querySelector('.colophon-figure'), article = document.querySelector('article')
    const box = height => { const div = document.createElement('div'); div.style.height = `${height}px`; return div }
    figure.querySelectorAll('details').forEach(details => details.remove())
    const picture = figure.querySelector('img').offsetHeight
    figure.style.margin = 0
    article.replaceChildren(box(sheet - picture - 12), figure, box(sheet - 100))
}"""
CUT = "@media print { * { break-inside: auto !important; break-before: auto !important } }"


@pytest.mark.parametrize(("rule", "count"), [("/**/", 3), (CUT, 2)], ids=["as it is", "if it were cut"])
def test_a_caption_stays_with_its_picture(open_page, rule, count):
    """There is room for the picture at the foot of a sheet, but not for its caption: both go to the next, and push what
    follows to a third."""
    page = open_page("articles/pooling/")
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 800})  # 210 mm less both margins
    page.evaluate(BETWEEN, 963)
    page.add_style_tag(content=rule)
    assert sheets(page.pdf(**A4)) == count
