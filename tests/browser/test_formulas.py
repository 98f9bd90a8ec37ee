"""Formulas in a real Chromium: the numbers of equations in them are links, for the mouse, the keyboard and the ear."""

import pytest
from serving import serving_site

CONFIG = """
site_name: Tiny
theme: {name: material, font: false}
plugins: [search, colophon]
markdown_extensions: [attr_list]
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# One\n\n$$ z = 1 \\quad \\text{as in \\eqref{eq:near} and \\eqref{eq:far}} $$\n\n"
    "$$ x = 1 $$ {#eq:near}\n",
    "docs/two.md": "# Two\n\nWords.\n\n$$ y = 2 $$ {#eq:far}\n",
    "docs/lines.md": "# Lines\n\n\\begin{align}\na &= 1 \\label{eq:a} \\\\\n"
    "b &= 2 \\label{eq:b} \\\\\nc &= " + "+ x_i y_i " * 40 + "\n\\end{align}\n\nSee [@eq:b].\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the site."""
    with serving_site(tmp_path_factory.mktemp("formulas"), FILES) as address:
        yield address


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def number(page, place):
    """The link in the formula, as the eye sees it."""
    return page.locator(".katex-html a.crossref").nth(place)


def test_a_number_in_a_formula_leads_to_its_equation_on_the_page(page, site):
    number(page, 0).click()
    page.wait_for_url(f"{site}#eq:near")


def test_a_number_in_a_formula_leads_to_its_equation_on_another_page(page, site):
    number(page, 1).click()
    page.wait_for_url(f"{site}two/#eq:far")
    assert page.locator("[id='eq:far']").is_visible()


def test_the_keyboard_finds_each_link_once_sees_it_and_follows_it(page, site):
    labels, shown = [], []
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if page.evaluate("document.activeElement.matches('.formula-reference')"):
            labels.append(focus)
            shown.append(page.evaluate("document.activeElement.getBoundingClientRect().width > 10"))
            if len(labels) == 2:
                break
    assert labels == ["(1)", "(1)"]
    assert shown == [True, True]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}two/#eq:far")


def test_the_ear_hears_each_link_once(page):
    links = page.get_by_role("link", name="(1)")
    assert [link.get_attribute("data-label") for link in links.all()].count("eq:far") == 1


def test_what_is_copied_has_the_numbers_and_no_links(page):
    [tex] = [each for each in page.locator("annotation").all_text_contents() if "z = 1" in each]
    assert tex == r"z = 1 \quad \text{as in \text{(1)} and \text{(1)}}"


# how many lines a formula takes, and whether its punctuation is away from its end
BREAKS = """width => {
    const paragraph = document.querySelector('p:has(.formula-kept)'), range = document.createRange()
    paragraph.style.width = `${width}px`
    return [...paragraph.querySelectorAll('.formula-kept')].map(each => {
        const bases = [...each.querySelectorAll('.katex-base')].map(base => base.getBoundingClientRect())
        const lines = new Set(bases.map(base => Math.round(base.bottom / 15))), last = bases.at(-1)
        range.selectNodeContents(each.lastChild)
        const tail = range.getBoundingClientRect()
        return {lines: lines.size, isTorn: tail.top > last.bottom || tail.left < last.left}
    })
}"""
TEXT = "Words $(1 - \\tau)$, and more $3 \\times 3$: $(1, 6, 13)$; and at last $%s$.\n"


def test_a_line_ends_in_no_short_formula_and_before_no_punctuation(chromium, tmp_path):
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# One\n\n" + TEXT % " + ".join("abcdefghijklmnopqrstuvw")}
    with serving_site(tmp_path, files) as address:
        page = chromium.new_page()
        page.goto(address)
        page.evaluate("document.fonts.ready.then(() => 0)")
        found = [page.evaluate(BREAKS, width) for width in range(120, 320, 7)]
        page.close()
    assert {each["isTorn"] for formulas in found for each in formulas} == {False}
    assert {each["lines"] for formulas in found for each in formulas[:3]} == {1}
    assert max(formulas[3]["lines"] for formulas in found) > 1


def test_a_card_shows_the_line_that_is_meant(page, site):
    page.goto(f"{site}lines/")
    page.locator("p a.crossref").hover()
    words = page.locator("#colophon-tip math").first.text_content()
    assert (words, page.locator("#colophon-tip .equation-number").all_text_contents()) == ("b=2", ["(2)"])


def test_a_reference_leads_to_its_line(page, site):
    page.goto(f"{site}lines/")
    page.locator("p a.crossref").click()
    page.wait_for_url(f"{site}lines/#eq:b")
    assert page.locator(":target").inner_text() == "(2)"


@pytest.mark.parametrize("width", [390, 1300])
def test_no_number_of_a_line_stands_on_its_formula(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}lines/")
    formula = page.locator(".equation-body .katex-base").first.bounding_box()
    number = page.locator(".equation-body .katex-html a.equation-number").first.bounding_box()
    assert formula["x"] + formula["width"] <= number["x"]


def test_the_numbers_of_lines_are_heard_in_their_order(page, site):
    page.goto(f"{site}lines/")
    links = page.locator(".equation a.formula-reference").all()
    assert [link.get_attribute("aria-label") for link in links] == ["(1)", "(2)"]
