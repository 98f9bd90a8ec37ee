"""Figures in a real Chromium, on a built site with Material: enlarged, unfolded, moving, and free of barriers."""

import pytest
from serving import serving_site

SCRIPT = '''
"""A square with a line from corner to corner.

From (0, 0) to (1, 1).
"""
from matplotlib.figure import Figure

def draw():
    figure = Figure(figsize=(4, 2))
    figure.add_subplot().plot([0, 1], [0, 1], color="#111111")
    return figure
'''
CONFIG = """
site_name: Tiny
site_url: ADDRESS
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
plugins:
  - colophon: {source_url: "https://example.org/{path}#L{line}"}
markdown_extensions: [attr_list]
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "figures_src/square.py": SCRIPT,
    "figures_src/palette.toml": '[colors]\nink = ["#111111", "#eeeeee"]\n',
    "docs/hand.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h40v40H0z"/></svg>',
    "docs/index.md": """# One

![Corners meet.](figures/square.svg){#fig:square}

![By hand.](hand.svg){#fig:hand alt="A black square on white."}

[Two](two.md)
""",
    "docs/two.md": "# Two\n\n![Once more.](figures/square.svg){#fig:again}\n\n[[figures scope=site thumbnails]]\n",
}
"""The files of a site with a drawn figure, one made by hand, and a gallery."""


@pytest.fixture(scope="session")
def figures_site(tmp_path_factory):
    """The address of the site."""
    with serving_site(tmp_path_factory.mktemp("figures"), FILES) as address:
        yield address


@pytest.fixture
def open_page(chromium, figures_site):
    """Opens a page of the site; no script of it may fail, and no request may leave this machine."""
    contexts, errors, foreign = [], [], []

    def opened(name="", width=1300, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: foreign.append(request.url))
        page.goto(figures_site + name)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in foreign if not url.startswith((figures_site, "data:"))] == []


def zoom(page, number=0):
    return page.locator(".colophon-zoom").nth(number)


def test_a_picture_is_enlarged_and_escape_gives_the_focus_back(open_page, expect):
    page = open_page()
    small = zoom(page).locator("img").first.bounding_box()
    zoom(page).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Figure 1")
    assert dialog.locator("img:visible").count() == 1
    assert dialog.locator("img:visible").bounding_box()["width"] > 1.5 * small["width"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Close"
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.colophon-zoom')")


@pytest.mark.parametrize("target", ["button", "img:visible"])
def test_a_click_anywhere_closes_it(open_page, expect, target):
    page = open_page()
    zoom(page).click()
    page.locator(f".colophon-enlarged {target}").click()
    expect(page.locator("dialog")).to_have_count(0)


def test_a_picture_made_by_hand_is_enlarged_too(open_page):
    page = open_page()
    zoom(page, 1).click()
    assert page.get_by_role("dialog", name="Figure 2").locator("img").get_attribute("alt") == "A black square on white."


def test_the_enlarged_picture_follows_the_palette(open_page):
    page = open_page(color_scheme="dark")
    zoom(page).click()
    shown = page.locator(".colophon-enlarged img:visible")
    assert [each.get_attribute("src").rpartition("/")[2] for each in shown.all()] == ["square.dark.svg#only-dark"]


def test_it_works_after_instant_navigation_and_does_not_outlive_it(open_page, expect):
    page = open_page()
    page.wait_for_load_state("networkidle")  # Material replaces no page before it has read the site map
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Two", exact=True).last.click()
    page.get_by_role("heading", name="Two").wait_for()
    zoom(page).click()
    assert page.locator("dialog").count() == 1
    page.go_back()
    page.get_by_role("heading", name="One").wait_for()
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("window.same") is True


def test_a_click_with_a_key_opens_the_picture_alone(open_page):
    page = open_page()
    with page.context.expect_page() as opened:
        zoom(page).click(modifiers=["Control"])
    assert opened.value.url.endswith("/figures/square.svg")


def test_without_scripts_the_link_leads_to_the_picture(open_page):
    page = open_page(java_script_enabled=False)
    zoom(page).click()
    page.wait_for_url("**/figures/square.svg")


def test_on_a_narrow_window_an_enlarged_picture_is_larger_and_scrolls_by_keyboard(open_page):
    page = open_page(width=390)
    zoom(page).click()
    page.wait_for_function("document.querySelector('dialog').scrollWidth > 390")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('dialog').scrollLeft > 0")


def test_nothing_moves_if_the_reader_wants_no_motion(open_page):
    page = open_page(reduced_motion="reduce")
    zoom(page).click()
    assert page.evaluate("document.querySelector('dialog').getAnimations().length") == 0


def test_the_colophon_unfolds_by_keyboard(open_page):
    page = open_page()
    page.locator(".colophon-made > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="figures_src/square.py").is_visible()


def test_the_colophon_is_printed_only_if_it_is_unfolded(open_page):
    page = open_page()
    page.emulate_media(media="print")
    made = page.locator(".colophon-made").first
    assert not made.is_visible()
    made.evaluate("each => { each.open = true }")
    assert made.is_visible()


def test_downloads_are_there(open_page):
    page = open_page()
    links = page.locator(".colophon-made a[download]").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 4
    assert [page.request.get(link).status for link in links] == [200] * 4


MOVING = """
document.querySelector('figcaption').insertAdjacentHTML('beforebegin', `<div class="colophon-animation">
<img src="hand.svg#only-light" alt="Moving" loading="lazy"><label><input type="checkbox"> Play</label></div>`)
"""


def test_an_animation_is_still_until_it_is_played_and_still_on_paper(open_page):
    page = open_page()
    page.evaluate(MOVING)
    still, moving = zoom(page), page.get_by_alt_text("Moving")
    assert (still.is_visible(), moving.is_visible()) == (True, False)
    page.get_by_label("Play").focus()
    page.keyboard.press("Space")
    assert (still.is_visible(), moving.is_visible()) == (False, True)
    page.emulate_media(media="print")
    assert (still.is_visible(), moving.is_visible()) == (True, False)


def barriers(axe, page, part):
    """What axe-core finds wrong in a part of the page: the rule and the elements."""
    found = axe.Axe().run(page, context=[[part]]).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1300])
def test_figures_colophons_galleries_and_the_dialog_have_no_barrier(open_page, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="`pip install axe-playwright-python`")
    page = open_page("two/", width=width, color_scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    assert barriers(axe, page, ".colophon-figure") == barriers(axe, page, ".crossref-list") == []
    zoom(page).click()
    page.wait_for_function("document.querySelector('dialog').getAnimations().length == 0")
    assert barriers(axe, page, "dialog") == []


def test_what_unfolds_is_shown_below_the_caption_and_is_no_part_of_the_figures_name(open_page):
    page = open_page()
    shown = "[...document.getElementById('fig:square').children].toSorted((a, b) => a.offsetTop - b.offsetTop)"
    assert page.evaluate(f"{shown}.map(each => each.className || each.localName)") == [
        "colophon-zoom",
        "figcaption",
        "colophon-description",
        "colophon-made",
    ]
    assert page.get_by_role("figure", name="Figure 1. Corners meet.", exact=True).count() == 1
