"""Opens pages in a real Chromium: `visit("index.html")` serves a tiny site from this machine and gives the open page.

The pages are written by hand after the contract of the guide, so that the script and its styles are tested alone.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import serving

ASSETS = Path(__file__).parents[2] / "src" / "mkdocs_colophon" / "assets"
CHROMIUM = os.environ.get("COLOPHON_CHROMIUM", "/usr/bin/chromium")
ENABLE = "`.venv/bin/pip install playwright==1.65.2 && apt-get install chromium`, or name one in COLOPHON_CHROMIUM"
SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tiny</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="colophon.css"><link rel="stylesheet" href="preview.css">
<script src="colophon.js" defer></script>
</head>
<body><main>
{content}
</main></body>
</html>
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="{height}"><rect width="400" height="400"/></svg>'
INDEX = """
<p><a class="crossref" data-label="fig:one" href="#fig:one">Figure 1</a> begins the page,
<a class="crossref" data-label="eq:energy" href="#eq:energy">Equation 1</a> goes on,
<a class="crossref" data-label="tbl:cases" href="#tbl:cases">Table 1</a> is long,
<a class="crossref" data-label="lst:form" href="#lst:form">Listing 1</a> is code,
<a class="crossref" data-label="thm:tabs" href="#thm:tabs">Theorem 1</a> has tabs and
<a class="crossref" data-label="fig:none" href="#fig:none">Figure 9</a> is nowhere.</p>
<p style="text-align: right">Elsewhere:
<a class="crossref" data-label="fig:away" href="away.html#fig:away">Figure 2</a></p>
<p><a href="#end">A plain link</a> and
<a class="citation" data-label="ref-knuth1984" href="#ref-knuth1984">Knuth</a>.</p>
<div style="height: 60rem"></div>
<figure class="colophon-figure" id="fig:one" aria-labelledby="fig:one-caption"><a class="colophon-zoom" href="one.svg"
><img src="one.svg#only-light" alt="A square" width="400" height="400"
><img src="one.svg#only-dark" alt="A square" width="400" height="400"></a
><details class="colophon-description"><summary>Long description</summary><p>It is black.</p></details
><figcaption id="fig:one-caption"><span class="caption-label">Figure 1</span>. A square.</figcaption></figure>
<div class="equation" id="eq:energy"
><div class="equation-body" tabindex="0" role="group" aria-label="Equation">E = m</div
><a class="equation-number" href="#eq:energy">(1)</a></div>
<figure id="tbl:cases"><figcaption id="tbl:cases-caption"><span class="caption-label">Table 1</span>. Cases.</figcaption
><table><thead><tr><th>n</th></tr></thead><tbody>{rows}</tbody></table></figure>
<figure id="lst:form"><pre><code>&lt;a id="x" name="y"&gt;</code></pre><figcaption>Listing 1</figcaption></figure>
<div id="thm:tabs"><input type="radio" name="tabs" id="tab_1"><input type="radio" name="tabs" id="tab_2" checked>
<p>{words}</p></div>
<p id="ref-knuth1984">Knuth, <i>Literate Programming</i>. <a href="https://example.org/">example.org</a></p>
<div style="height: 60rem"></div>
<p id="end"><a class="crossref" data-label="fig:one" href="#fig:one">Figure 1</a> again,
<a class="crossref" data-label="thm:tabs" href="#thm:tabs">Theorem 1</a> too.</p>
<template class="colophon-preview" data-label="fig:away"><figure class="colophon-figure" id="fig:away"
><img src="away.svg" alt="A bar" width="400" height="100"
><figcaption id="fig:away-caption"><span class="caption-label">Figure 2</span>. A bar.</figcaption></figure></template>
""".format(
    rows="".join(f"<tr><td>{number}</td></tr>" for number in range(1, 40)),
    words="Every sentence of a long theorem is needed. " * 60,
)
TABS = """
<a href="#fig:a">Figure 1</a>
<div class="tabbed-set">
<input type="radio" name="outer" id="outer_1" checked><input type="radio" name="outer" id="outer_2">
<div class="tabbed-content"><div class="tabbed-block">First.</div>
<div class="tabbed-block"><div class="tabbed-set">
<input type="radio" name="inner" id="inner_1" checked><input type="radio" name="inner" id="inner_2">
<div class="tabbed-content"><div class="tabbed-block">Second.</div>
<div class="tabbed-block"><figure id="fig:a">A</figure></div></div></div></div></div></div>
"""
FILES = {
    "index.html": SHELL.format(content=INDEX),
    "tabs.html": SHELL.format(content=TABS + '<script src="material.js"></script>'),
    "away.html": SHELL.format(content='<figure id="fig:away"></figure>'),
    "one.svg": SQUARE.format(height=400),
    "away.svg": SQUARE.format(height=100),
}
Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tiny site."""
    root = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        (root / name).write_text(text, "utf-8")
    for name in ("colophon.css", "preview.css", "colophon.js", "material.js"):
        shutil.copy(ASSETS / name, root)
    with serving(root) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser. Playwright is no dependency of the project: it is bigger than all that the tests install."""
    playwright = pytest.importorskip("playwright.sync_api", reason=f"no Playwright: {ENABLE}")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium: {ENABLE}")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@pytest.fixture
def expect(chromium: Any) -> Any:
    """Playwright's assertions, which wait for what the browser does only after a click has been answered."""
    from playwright.sync_api import expect

    return expect


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Visit]:
    """Opens a page of the site. `page.errors` and `page.requests` list what went wrong in it and what it asked for."""
    contexts = []

    def opened(name: str = "index.html", width: int = 1300, height: int = 800, **options: object) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.errors, page.requests = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url.removeprefix(site)))
        page.goto(site + name)
        return page

    yield opened
    for context in contexts:
        errors = [error for page in context.pages for error in getattr(page, "errors", [])]
        context.close()
        assert errors == []
