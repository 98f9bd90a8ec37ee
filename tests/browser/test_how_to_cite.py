"""The block "How to cite this page" in a real browser: it opens, copies and saves, with the keyboard too."""

from pathlib import Path

import pytest

from mkdocs_colophon.publication.block import block
from mkdocs_colophon.publication.formats import bibtex, csl_json, ris
from mkdocs_colophon.publication.metadata import Author, Publication

ASSETS = Path(__file__).parents[2] / "src/mkdocs_colophon/assets"
ARTICLE = Publication(
    'Löcher & "Ränder" <of> 100 %',
    (Author("Lovelace", "Ada"),),
    (2026, 11, 20),
    url="https://example.org/a/very/long/address/that/has/no/place/to/break/in/it/and/goes/on/for/longer/than/a/phone/is/",
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<meta name="viewport" content="width=device-width">
<style>{(ASSETS / "colophon.css").read_text("utf-8")}</style></head>
<body><main>{block(ARTICLE)}</main></body></html>"""
SELECTED = "() => getSelection().toString()"
SMALL = """() => [...document.querySelectorAll('summary, button, a')].filter(
    e => e.getBoundingClientRect().height < 24).length"""
TWICE = (
    "() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.length - new Set(all).size }"
)


@pytest.fixture
def cite(visit):
    """The block on a page of its own, opened or not."""

    def opened(*, unfold=True, script=True, **options):
        page = visit(java_script_enabled=script, **options)
        page.set_content(PAGE)
        if script:
            page.add_script_tag(path=ASSETS / "copy.js")
        if unfold:
            page.locator("summary").click()
        return page

    return opened


def test_it_is_folded_until_the_keyboard_opens_it(cite):
    page = cite(unfold=False)
    assert not page.locator("pre").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert [text.is_visible() for text in page.locator("pre").all()] == [True] * 3


@pytest.mark.parametrize(
    ("name", "text"), [("BibTeX", bibtex(ARTICLE)), ("CSL-JSON", csl_json(ARTICLE)), ("RIS", ris(ARTICLE))]
)
def test_a_button_copies_its_record(cite, name, text):
    page = cite(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=f"Copy: {name}").click()
    button = page.get_by_role("button", name=f"Copied: {name}")
    assert button.text_content() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == text.replace("\r\n", "\n")
    page.get_by_role("button", name=f"Copy: {name}").wait_for()
    assert page.locator("button").first.text_content() == "Copy"


def test_where_the_clipboard_is_closed_the_text_is_selected(cite):
    page = cite()
    page.evaluate(
        "() => { document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject() }"
    )
    button = page.get_by_role("button", name="Copy: BibTeX")
    button.click()
    assert page.evaluate(SELECTED).strip() == bibtex(ARTICLE).strip()
    assert button.text_content() == "Copy"


@pytest.mark.parametrize(
    ("name", "suffix", "text"),
    [("BibTeX", "bib", bibtex(ARTICLE)), ("CSL-JSON", "json", csl_json(ARTICLE)), ("RIS", "ris", ris(ARTICLE))],
)
def test_a_link_saves_its_record_without_a_network(cite, name, suffix, text):
    page = cite()
    page.requests.clear()
    with page.expect_download() as saving:
        page.get_by_role("link", name=f"Download: {name}").click()
    assert saving.value.suggested_filename == f"lovelace2026locher.{suffix}"
    assert Path(saving.value.path()).read_bytes().decode() == text
    assert [request for request in page.requests if not request.startswith("data:")] == []


def test_without_a_script_there_is_no_button_and_all_the_rest(cite):
    page = cite(script=False)
    assert [button.is_visible() for button in page.locator("button").all()] == [False] * 3
    assert [link.is_visible() for link in page.locator("pre, a").all()] == [True] * 6


@pytest.mark.parametrize("width", [320, 1300])
def test_nothing_is_cut_off_or_too_small_to_hit(cite, width):
    page = cite(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == 0
    assert page.evaluate(TWICE) == 0
