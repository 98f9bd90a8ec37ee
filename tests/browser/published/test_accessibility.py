"""Who uses a keyboard, a screen reader, a magnifier or a small window reads every page of the site."""

import pytest

SCHEMES = ["light", "dark"]
# The page must not scroll sideways; what is wider scrolls in a box of its own.
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEVELS = "() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map(h => +h.tagName[1])"
FOCUS = """() => {
    const e = document.activeElement, shown = e.matches('.md-option') ? e.nextElementSibling
        : e
    const box = shown.getBoundingClientRect()
    const style = getComputedStyle(shown), inner = e.matches('.md-search__input')
    return {
        name: e.outerHTML.slice(0, 120), body: e == document.body,
        seen: shown.checkVisibility({visibilityProperty: true}) && box.right > 0 && box.left < innerWidth
            && box.bottom > 0 && box.top < innerHeight,
        marked: inner || style.outlineStyle != 'none' && parseFloat(style.outlineWidth) > 0,
    }
}"""


@pytest.fixture(scope="session")
def axe():
    sync = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="`.venv/bin/pip install axe-playwright-python`"
    )
    return sync.Axe()


def violations(axe, page):
    """What axe finds: the rules, each with where it is broken."""
    return {each["id"]: [node["target"][0] for node in each["nodes"]] for each in axe.run(page).response["violations"]}


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_on_any_page(open_page, published, axe, scheme, width):
    page = open_page("", width=width, color_scheme=scheme)
    found = {}
    for name in published.pages:
        page.goto(published.url + name)
        found[name] = violations(axe, page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_axe_finds_a_violation_where_there_is_one(open_page, axe):
    page = open_page("")
    page.evaluate("() => document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=data:,>')")
    assert list(violations(axe, page)) == ["image-alt"]


@pytest.mark.parametrize("name", ["", "articles/convolution/", "guide/design/"])
@pytest.mark.parametrize("width", [390, 1300])
def test_the_tab_key_goes_only_where_one_can_see_it(open_page, name, width):
    page = open_page(name, width=width)
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
        if stops[-1]["body"] or len(stops) > 1 and stops[-1]["name"] == stops[0]["name"]:
            break
    else:
        raise AssertionError("the Tab key never comes to an end")
    walked = stops[:-1]
    assert len(walked) > 10
    assert [stop["name"] for stop in walked if not (stop["seen"] and stop["marked"])] == []


def test_the_first_stop_skips_to_the_content(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.classList[0]") == "md-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") == "#convolution-and-cross-correlation"


@pytest.mark.parametrize(("name", "toggle"), [("Navigation", "drawer"), ("Search", "search")])
def test_the_buttons_of_a_narrow_window_answer_the_keyboard(open_page, name, toggle):
    page = open_page(width=390)
    page.locator(f'label.md-header__button[title="{name}"]').focus()
    page.keyboard.press("Enter")
    assert page.locator(f"#__{toggle}").is_checked()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 650], ids=["narrow", "zoomed"])  # 650: a window of 1300, enlarged to 200 %
def test_no_page_scrolls_two_ways(open_page, published, scheme, width):
    page = open_page("", width=width, color_scheme=scheme)
    wide = {}
    for name in published.pages:
        page.goto(published.url + name)
        wide[name] = page.evaluate(WIDER)
    assert {name: by for name, by in wide.items() if by > 0} == {}


def test_a_long_formula_scrolls_in_its_own_box_which_the_keyboard_reaches(open_page):
    page = open_page(width=320)
    page.wait_for_function("document.querySelector('.equation-body:not([tabindex])')")
    page.wait_for_load_state("networkidle")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.equation-body')].filter(e => e.scrollWidth > e.clientWidth)"
        ".map(e => [getComputedStyle(e).overflowX, e.tabIndex])"
    )
    assert wide and set(map(tuple, wide)) == {("auto", 0)}


FORMULAS = "() => [...document.querySelectorAll('.equation-body')].map(e => e.getAttribute('tabindex'))"


def test_a_formula_that_does_not_scroll_is_no_stop_of_the_tab_key(open_page):
    page = open_page()
    page.wait_for_load_state("networkidle")
    page.wait_for_function(f"({FORMULAS})().every(each => each === null)")
    page.set_viewport_size({"width": 320, "height": 800})
    page.wait_for_function(f"({FORMULAS})().includes('0')")


def test_without_scripts_every_formula_is_one_for_it_may_scroll(open_page):
    page = open_page(java_script_enabled=False)
    assert set(page.locator(".equation-body").evaluate_all("all => all.map(e => e.getAttribute('tabindex'))")) == {"0"}


def test_the_way_back_to_the_top_covers_no_text(open_page):
    for width in (390, 1000, 1300, 1900):
        page = open_page(width=width)
        page.wait_for_load_state("networkidle")
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(300)
        page.mouse.wheel(0, -500)
        page.wait_for_timeout(500)
        button = page.locator(".md-top").bounding_box() if page.locator(".md-top").is_visible() else None
        text = page.locator("article").bounding_box()
        assert (button is not None) == (width >= 1300)
        assert button is None or button["x"] >= text["x"] + text["width"]


def test_headings_are_in_order(open_page, published):
    page = open_page("")
    for name in published.pages:
        page.goto(published.url + name)
        levels = page.evaluate(LEVELS)
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_who_asks_for_less_motion_gets_none(open_page):
    page = open_page(reduced_motion="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration.split(',')"
        ".some(t => parseFloat(t) > .002)).length"
    )
    assert moving == 0
