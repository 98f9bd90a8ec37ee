"""What a reader's line carries for the first view of a page, on a server that compresses, as a browser counts it."""

from collections import Counter

import pytest
from lighthouse import LATER, Compressed
from serving import serving

KIB = 1024


@pytest.fixture(scope="module")
def compressed(published):
    """The address of the site on a server that compresses."""
    with serving(published.root, Compressed) as address:
        yield address


@pytest.fixture
def weighed(chromium, compressed):
    """Gives the bytes of all that a page asks for, by kind, but of what Material fetches for later."""

    def weigh(name):
        context = chromium.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
        page, finished = context.new_page(), []
        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(compressed + name)
        page.wait_for_load_state("networkidle")
        weight = Counter()
        for request in finished:
            if not request.url.endswith(LATER):
                weight[request.resource_type] += sum(
                    request.sizes()[f"response{part}Size"] for part in ("Body", "Headers")
                )
        context.close()
        return weight

    return weigh


def longest(published):
    return max(
        (name for name in published.pages if name.startswith("articles/")), key=lambda name: size(published, name)
    )


def size(published, name):
    return (published.root / name / "index.html").stat().st_size


@pytest.mark.parametrize("name", ["", "articles/*", "notebooks/learned_kernels/", "blog/", "figures/"])
def test_the_first_view_of_a_page_is_at_most_200_kib_without_its_pictures(weighed, published, name):
    weight = weighed(name if name != "articles/*" else longest(published))
    assert {"document", "stylesheet", "script", "font"} <= weight.keys()
    weight["image"] = 0
    assert weight.total() <= 200 * KIB, weight


def test_the_html_of_a_notebook_is_at_most_80_kb(published):
    notebooks = [name for name in published.pages if name.startswith("notebooks/")]
    assert notebooks
    assert {name: size(published, name) for name in notebooks if size(published, name) > 80_000} == {}


def test_a_formula_is_shown_with_the_common_half_of_a_font_until_it_needs_the_other(open_page):
    page = open_page("")
    page.wait_for_load_state("networkidle")
    asked = []
    for formula in ("a + 1 = 2 ≤ n", "a ⟹ b"):
        page.evaluate(
            "it => document.querySelector('article').insertAdjacentHTML('afterbegin', `<p><span class=katex>${it}`)",
            formula,
        )
        page.evaluate("() => document.fonts.ready.then(() => 0)")
        asked.append([url.rpartition("/")[2] for url in page.asked if "/katex/fonts/" in url])
    common, rest = "Formula_Main-Regular.woff2", "Formula_Main-Regular.rest.woff2"
    assert asked == [[common], [common, rest]]
