"""The preview of a target on hover, focus and touch, in a real browser."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "src/mkdocs_colophon/assets/colophon.js"
LABELS = ("fig:one", "eq:energy", "tbl:cases", "lst:form", "thm:tabs", "fig:away", "ref-knuth1984")
TWICE = (
    "() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.length - new Set(all).size }"
)
PAUSE = """label => new Promise(resolve => {
    const a = document.querySelector(`a[data-label="${label}"]`)
    a.addEventListener('pointerover', () => {
        const start = performance.now()
        const look = () => getComputedStyle(a.nextSibling).visibility == 'visible'
            ? resolve(performance.now() - start) : requestAnimationFrame(look)
        setTimeout(look)
    }, {once: true})
})"""


def link(page, label="fig:one"):
    return page.locator(f'a[data-label="{label}"]').first


def card(page):
    return page.locator("[role=tooltip]")


def faults(page, a):
    """The sides of the window that the card leaves, and "link" if it covers its link."""
    box, near, window = card(page).bounding_box(), a.bounding_box(), page.viewport_size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    held = {
        "left": box["x"] >= 0,
        "top": box["y"] >= 0,
        "right": right <= window["width"],
        "bottom": bottom <= window["height"],
        "link": box["y"] >= near["y"] + near["height"] - 1 or bottom <= near["y"] + 1,
    }
    return [name for name, good in held.items() if not good]


def press(page, label, seconds, by=0, lift=True):
    """A finger on a link: how long, how far it moves meanwhile, and whether it is lifted in the end."""
    box = link(page, label).bounding_box()
    x, y = box["x"] + 8, box["y"] + 8
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        page.wait_for_timeout(seconds * 100)
        if by:
            points = [{"x": x, "y": y + by * step / 10}]
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    if lift:
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_script_of_the_preview_is_no_longer_than_a_thousand_bytes():
    preview, rest = SCRIPT.read_text("utf-8").split("// The button", 1)
    assert len(preview.encode()) <= 1000
    assert "tip" not in rest


def test_hover_shows_the_picture_and_the_caption(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    assert card(page).inner_text().split() == ["Figure", "1.", "A", "square."]
    assert [image.get_attribute("src") for image in card(page).locator("img:visible").all()] == ["one.svg#only-light"]


def test_a_pointer_that_passes_by_opens_nothing(visit):
    page = visit()
    waiting = page.evaluate_handle("() => ({})")
    page.evaluate(f"slot => {{ slot.pause = ({PAUSE})('fig:one') }}", waiting)
    link(page).hover()
    assert page.evaluate("slot => slot.pause", waiting) > 100


def test_focus_shows_and_describes_and_leaving_closes(visit, expect):
    page = visit()
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    expect(link(page)).to_have_accessible_description("Figure 1. A square.")
    page.locator("main").evaluate("() => document.activeElement.blur()")
    expect(card(page)).to_be_hidden()


def test_the_focus_moves_on_to_the_next_reference_and_its_card(visit, expect):
    page = visit()
    labels = []
    for _ in range(5):
        page.keyboard.press("Tab")
        labels.append(page.evaluate("() => document.activeElement.dataset.label"))
        expect(card(page)).to_be_visible()
        assert page.evaluate("() => document.activeElement.nextSibling.id") == "colophon-tip"
    assert labels == ["fig:one", "eq:energy", "tbl:cases", "lst:form", "thm:tabs"]


def test_only_the_link_whose_card_is_shown_is_described(visit):
    page = visit()
    link(page).hover()
    link(page, "eq:energy").hover()
    described = page.locator("[aria-describedby]").evaluate_all("all => all.map(a => a.dataset.label)")
    assert described == ["eq:energy"]


@pytest.mark.parametrize("begin", ["hover", "focus"])
def test_escape_closes(visit, expect, begin):
    page = visit()
    link(page).hover() if begin == "hover" else page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    assert link(page).get_attribute("aria-describedby") is None


def test_it_stays_while_the_pointer_is_over_it_and_closes_when_it_leaves(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    card(page).hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.mouse.move(1200, 700)
    expect(card(page)).to_be_hidden()


def test_a_pointer_that_comes_back_to_the_link_finds_the_same_card(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    card(page).evaluate("card => { card.firstChild.title = 'the same' }")
    card(page).hover()
    link(page).hover()
    assert card(page).evaluate("card => card.firstChild.title") == "the same"


def test_no_gap_lies_between_link_and_card(visit):
    page = visit()
    link(page).hover()
    above, below = link(page).bounding_box(), card(page).bounding_box()
    assert below["y"] == pytest.approx(above["y"] + above["height"], abs=1)


def test_a_click_follows_the_link(visit, site):
    page = visit()
    link(page, "fig:away").hover()
    link(page, "fig:away").click()
    assert page.url == f"{site}away.html#fig:away"


def test_a_click_closes_it_even_if_the_page_moves_it_under_the_pointer(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    card(page).click()
    expect(card(page)).to_have_count(0)


def test_enter_follows_the_link(visit, site):
    page = visit()
    link(page, "fig:away").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/away.html*")
    assert page.url == f"{site}away.html#fig:away"


@pytest.mark.parametrize("how", [{"modifiers": ["Control"]}, {"button": "middle"}], ids=["ctrl", "middle"])
def test_a_click_for_a_new_tab_opens_one(visit, site, how):
    page = visit()
    link(page, "fig:away").hover()
    with page.context.expect_page() as opened:
        link(page, "fig:away").click(**how)
    assert (opened.value.url, page.url) == (f"{site}away.html#fig:away", f"{site}index.html")


def test_a_right_click_opens_the_menu_of_the_browser(visit):
    page = visit()
    page.keyboard.press("Tab")
    link(page).hover()
    page.wait_for_timeout(500)
    page.evaluate("() => addEventListener('contextmenu', e => { window.prevented = e.defaultPrevented })")
    link(page).click(button="right")
    assert page.evaluate("() => window.prevented") is False


def test_no_id_stands_twice_and_nothing_in_the_card_takes_the_focus(visit, expect):
    page = visit()
    for label in LABELS:
        link(page, label).hover()
        expect(link(page, label)).to_have_attribute("aria-describedby", "colophon-tip")
        assert card(page).locator("[id], [name], a[href], [tabindex]").count() == 0
        assert page.evaluate(TWICE) == 0


def test_the_choice_among_tabs_of_the_page_is_left_as_it_is(visit):
    page = visit()
    link(page, "thm:tabs").hover()
    assert page.locator("#tab_2").is_checked()


def test_code_that_looks_like_an_attribute_is_kept(visit, expect):
    page = visit()
    link(page, "lst:form").hover()
    expect(card(page).locator("code")).to_have_text('<a id="x" name="y">')


def test_an_equation_shows_with_its_number(visit, expect):
    page = visit()
    link(page, "eq:energy").hover()
    expect(card(page)).to_be_visible()
    assert card(page).inner_text().split() == ["E", "=", "m", "(1)"]


FADES = "it => [it.scrollHeight > it.clientHeight, getComputedStyle(it.firstChild).maskImage.includes('gradient')]"


def test_a_table_for_which_there_is_room_is_whole(visit, expect):
    page = visit()
    page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 7)').forEach(each => each.remove())")
    link(page, "tbl:cases").hover()
    expect(card(page)).to_be_visible()
    assert card(page).inner_text().split() == ["Table", "1.", "Cases.", "n", *"123456"]
    assert card(page).evaluate(FADES) == [False, True]
    assert card(page).evaluate("it => it.getBoundingClientRect().height") < 300  # it fades farther down


def test_a_table_for_which_there_is_none_fades_out(visit, expect):
    page = visit()
    link(page, "tbl:cases").hover()
    expect(card(page)).to_be_visible()
    assert card(page).inner_text().split() == ["Table", "1.", "Cases.", "n", *map(str, range(1, 40))]
    assert card(page).evaluate(FADES) == [True, True]


def test_a_formula_that_is_too_wide_ends_in_a_shadow(visit, expect):
    page = visit()
    page.locator("[id='eq:energy'] .equation-body").evaluate("it => { it.textContent = 'E=' + 'm'.repeat(200) }")
    link(page, "eq:energy").hover()
    expect(card(page)).to_be_visible()
    style = "it => [getComputedStyle(it).overflowX, getComputedStyle(it).backgroundAttachment.includes('local')]"
    assert card(page).locator(".equation-body").evaluate(style) == ["hidden", True]
    assert card(page).locator(".equation-number").is_visible()


def test_a_source_shows_its_entry(visit, expect):
    page = visit()
    link(page, "ref-knuth1984").hover()
    expect(card(page)).to_have_text("Knuth, Literate Programming. example.org")


def test_a_target_on_another_page_shows_from_its_template(visit, expect):
    page = visit()
    link(page, "fig:away").hover()
    expect(card(page)).to_be_visible()
    assert card(page).inner_text().split() == ["Figure", "2.", "A", "bar."]
    assert card(page).locator("template").count() == 0


def test_a_link_without_a_target_shows_nothing(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    link(page, "fig:none").hover()
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (1300, 800)])
@pytest.mark.parametrize("place", ["start", "center", "end"])
def test_it_lies_inside_the_window_and_beside_its_link(visit, expect, width, height, place):
    page = visit(width=width, height=height)
    page.add_style_tag(content="main { padding: 60rem 0 }")  # so that every link can stand everywhere
    page.keyboard.press("Shift")  # or a focus by script would not count as one by keyboard
    for a in page.locator("[data-label][href]:not([data-label='fig:none'])").all():
        a.evaluate("(a, block) => a.scrollIntoView({block})", place)
        a.focus()
        expect(card(page)).to_be_visible()
        assert faults(page, a) == []


def test_it_asks_for_no_file_but_the_pictures_it_shows(visit, expect):
    page = visit()
    for label in LABELS:
        link(page, label).hover()
        expect(card(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    files = ["away.svg", "colophon.css", "colophon.js", "data:,", "index.html", "one.svg", "preview.css"]
    assert sorted({url.split("#")[0] for url in page.requests} | {"data:,"}) == files


def test_without_scripts_the_link_leads_to_the_target(visit, site):
    page = visit(java_script_enabled=False)
    link(page, "fig:away").hover()
    assert card(page).count() == 0
    link(page, "fig:away").click()
    assert page.url == f"{site}away.html#fig:away"


def test_a_script_that_is_loaded_twice_makes_one_card(visit):
    page = visit()
    page.add_script_tag(url="colophon.js")
    link(page).hover()
    assert card(page).count() == 1


def test_a_page_whose_content_is_replaced_needs_no_new_start(visit, expect):
    page = visit()
    content = page.locator("main").inner_html()
    link(page).hover()
    expect(card(page)).to_be_visible()
    page.mouse.move(1200, 700)
    page.locator("main").evaluate("(main, content) => { main.innerHTML = content }", content)
    expect(card(page)).to_have_count(0)
    link(page, "eq:energy").hover()
    expect(card(page)).to_be_visible()


def test_it_takes_the_colors_of_the_palette(visit, expect):
    page = visit()
    colors = "--md-default-bg-color: rgb(1, 2, 3); --md-typeset-color: rgb(4, 5, 6)"
    page.locator("body").evaluate("(body, colors) => { body.style = colors }", colors)
    link(page).hover()
    expect(card(page)).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(card(page)).to_have_css("color", "rgb(4, 5, 6)")


def test_it_is_not_printed(visit, expect):
    page = visit()
    link(page).hover()
    expect(card(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(card(page)).to_be_hidden()


def test_press_and_hold_shows_it_and_lifting_follows_nothing(visit, expect, site):
    page = visit(width=390, has_touch=True, is_mobile=True)
    press(page, "fig:away", 0.8)
    page.wait_for_timeout(300)
    expect(card(page)).to_be_visible()
    assert page.url == f"{site}index.html"


def test_a_hold_keeps_the_menu_of_the_link_away(visit):
    page = visit(width=390, has_touch=True, is_mobile=True)
    press(page, "fig:away", 0.8, lift=False)
    event = "a => a.dispatchEvent(new PointerEvent('contextmenu', {bubbles: true, cancelable: true}))"
    assert link(page, "fig:away").evaluate(event) is False  # the browser without a screen opens no menu by itself


def test_a_tap_elsewhere_closes_what_a_hold_has_opened(visit, expect):
    page = visit(width=390, has_touch=True, is_mobile=True)
    press(page, "eq:energy", 0.8)
    expect(card(page)).to_be_visible()
    page.touchscreen.tap(200, 700)
    expect(card(page)).to_be_hidden()


def test_a_tap_follows_the_link(visit, site):
    page = visit(width=390, has_touch=True, is_mobile=True)
    link(page, "fig:away").tap()
    page.wait_for_url("**/away.html*")
    assert page.url == f"{site}away.html#fig:away"


def test_a_tap_follows_the_link_whose_card_is_shown(visit, site):
    page = visit(width=390, has_touch=True, is_mobile=True)
    press(page, "fig:away", 0.8)
    link(page, "fig:away").tap()
    page.wait_for_url("**/away.html*")
    assert page.url == f"{site}away.html#fig:away"


def test_a_finger_that_scrolls_opens_nothing(visit, expect):
    page = visit(width=390, has_touch=True, is_mobile=True)
    press(page, "fig:away", 0.6, by=-200)
    page.wait_for_timeout(500)
    expect(card(page)).to_be_hidden()
    assert page.evaluate("() => scrollY") > 0
