"""This repository's site in a real Chromium: what it asks for, and that its offline copy works without a server."""

import re
from urllib.parse import urlsplit

import pytest

IGNORED = ("data:", "blob:", "about:")


@pytest.fixture
def watched(chromium):
    """Opens a page without a network but the machine's own; what it asks for and what fails is in two lists."""
    context = chromium.new_context(viewport={"width": 1300, "height": 900}, permissions=[])
    page = context.new_page()
    page.asked, page.failed = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.failed.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda got: page.failed.append(f"{got.url}: {got.status}") if got.status >= 400 else None)
    page.on("pageerror", lambda error: page.failed.append(str(error)))
    page.on("console", lambda said: page.failed.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def see_all(page):
    """Have the page load what it puts off: pictures below the fold, folded parts, the other palette's pictures."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager' })")
    page.emulate_media(color_scheme="dark")
    page.wait_for_load_state("networkidle")


def test_no_page_asks_another_host_and_nothing_it_asks_for_is_missing(watched, published):
    assert len(published.pages) > 5
    for path in published.pages:
        watched.goto(published.url + path)
        see_all(watched)
    assert [url for url in watched.asked if not url.startswith((published.url, *IGNORED))] == []
    assert watched.failed == []


def test_a_search_of_the_published_site_asks_no_other_host(watched, published):
    watched.goto(published.url)
    assert found(watched, "pooling")
    assert [url for url in watched.asked if not url.startswith((published.url, *IGNORED))] == []
    assert watched.failed == []


def test_a_page_that_asks_another_host_is_found_out(watched, published):
    watched.goto(published.url)
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"http://a.invalid/x.png\">')")
    watched.wait_for_load_state("networkidle")
    assert [url for url in watched.asked if not url.startswith((published.url, *IGNORED))] == ["http://a.invalid/x.png"]
    assert len(watched.failed) >= 1


# The copy on a disk


def found(page, words):
    """The titles and texts of the results of a search for `words`."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill(words[:-1])  # asks nothing: the search waits for a key, and so is asked once, for all of it
    box.press(words[-1])
    results = page.locator(".md-search-result__item")
    results.first.wait_for(state="visible")
    return results.all_inner_texts()


def start(offline):
    return (offline.root / "index.html").as_uri()


def caption(offline):
    """The words of a caption on the pages, the first, and the page."""
    for path, html in offline.pages.items():
        if match := re.search(r'<span class="caption-label">[^<]*</span>[.:]? ([^<]{40,})', html):
            return path, match[1].strip()
    raise AssertionError("no page has a caption")


def test_every_page_of_the_offline_copy_opens_from_disk_and_asks_nobody(watched, offline):
    for path in offline.pages.keys() - {"404.html"}:  # which only a server shows, at any address
        watched.goto((offline.root / path).as_uri())
        see_all(watched)
        assert watched.evaluate("[...document.images].filter(each => !each.naturalWidth).map(each => each.src)") == []
    assert [url for url in watched.asked if not url.startswith(("file://", *IGNORED))] == []
    assert watched.failed == []


def test_a_search_on_disk_finds_the_caption_of_a_figure(watched, offline):
    path, words = caption(offline)
    watched.goto(start(offline))
    longest = " ".join(f"+{word}" for word in sorted(re.findall(r"\b[A-Za-z]{4,}\b", words), key=len)[-3:])
    assert found(watched, longest)
    links = watched.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert path in {urlsplit(link).path.removeprefix(f"{offline.root.as_posix()}/") for link in links}
    assert [url for url in watched.asked if not url.startswith(("file://", *IGNORED))] == []


def test_a_search_on_disk_shows_formulas_in_words(watched, offline):
    watched.goto(start(offline))
    first = " ".join(found(watched, "Equation 1.7")[0].split())
    assert "Equation 1.7 o = ⌊(i + 2p − d (k − 1) − 1)/s⌋ + 1" in first


def test_a_cross_reference_leads_to_another_page_on_disk_and_shows_it_before(watched, offline):
    away = re.compile(r'<a class="crossref" data-label="[^"]+" href="([^"#]+#[^"]+)"')
    path, href = next((path, match[1]) for path, html in offline.pages.items() for match in away.finditer(html))
    watched.goto((offline.root / path).as_uri())
    link = watched.locator(f'article a.crossref[href="{href}"]').first
    link.hover()
    watched.locator("[role=tooltip]").wait_for(state="visible")
    link.click()
    watched.wait_for_url(f"**/{href.lstrip('./')}")
    assert watched.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_mathematics_on_disk_has_its_fonts(watched, offline):
    path = next(path for path, html in offline.pages.items() if 'class="katex"' in html)
    watched.goto((offline.root / path).as_uri())
    watched.wait_for_load_state("networkidle")
    loaded = (
        "document.fonts.ready.then(all => [...all].filter(each => each.status == 'loaded').map(each => each.family))"
    )
    assert "Formula_Math" in {name.strip('"') for name in watched.evaluate(loaded)}


# A formula that is copied


def test_copying_a_formula_gives_its_tex(watched, published):
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    path = next(path for path, html in published.pages.items() if 'class="katex"' in html)
    watched.goto(published.url + path)
    paragraph = watched.locator("article p:has(> .katex)").first
    tex = paragraph.locator("annotation").first.text_content()
    paragraph.evaluate("each => getSelection().selectAllChildren(each)")
    watched.keyboard.press("Control+C")
    copied = watched.evaluate("navigator.clipboard.readText()")
    assert f"${tex}$" in copied
    formulas = paragraph.locator("annotation").all_text_contents()
    assert re.findall(r"\$([^$]+)\$", copied) == formulas
