"""Sites with Material: what is repaired on its pages, and what the option `typography` brings."""

import re

import pytest

MATERIAL = """
site_name: Tiny
site_url: https://example.org/
repo_url: https://github.com/ann/site
theme: {name: material, font: false, language: de, features: [navigation.sections]}
plugins: [search, blog, tags, colophon: {typography: true}]
markdown_extensions: [footnotes]
"""
FILES = {
    "docs/index.md": "---\ntags: [x]\n---\n# Home\n\nA note[^1].\n\n[^1]: Here.\n",
    "docs/part/a.md": "# A\n",
    "docs/part/b.md": "# B\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-01-02\n---\n# One\n\nText.\n\n<!-- more -->\n\n## More\n\nMore.\n",
}
PAGES = ["index.html", "blog/index.html", "blog/2026/01/02/one/index.html", "404.html"]


@pytest.fixture
def plain(build):
    """The site without Colophon: what Material itself writes."""
    return build(FILES, config=MATERIAL.replace(", colophon: {typography: true}", ""), strict=True)


@pytest.mark.parametrize(
    ("uri", "fault"),
    [
        ("index.html", 'data-md-component="search" role="dialog">'),
        ("index.html", '<label class="md-header__button md-icon" for="__search">'),
        ("index.html", '<label class="md-header__button md-icon" for="__drawer">'),
        ("index.html", 'tabindex=""'),
        ("index.html", 'data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">'),
        ("index.html", 'data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">'),
        ("index.html", '<nav class="md-tags" >'),
        ("index.html", ' class="md-source" data-md-component="source">'),
        ("blog/index.html", '<nav class="md-post__action">'),
        ("blog/2026/01/02/one/index.html", '<label class="md-nav__title" for="__toc">'),
        ("blog/2026/01/02/one/index.html", '<nav class="md-nav md-nav--primary">'),
    ],
)
def test_material_has_the_fault_still(plain, uri, fault):
    """One that fails says that Material has mended it: the repair can go."""
    assert fault in plain.page(uri)


@pytest.mark.parametrize("uri", PAGES)
def test_no_page_has_a_fault(build, uri):
    page = build(FILES, config=MATERIAL, strict=True).page(uri)
    assert re.findall(r"<nav(?![^>]*(?:aria-label|aria-labelledby|role)=)[^>]*>", page) == []
    assert re.findall(r'tabindex=""|<input class="md-toggle"[^>]*autocomplete', page) == []
    assert [name for name in re.findall(r'<label [^>]*for="([^"]*)"', page) if f' id="{name}"' not in page] == []
    assert page.count('class="md-source">') == page.count('<a href="https://github.com/ann/site" title=') > 0
    assert 'data-md-component="source"' not in page
    assert 'data-md-component="search" role="dialog" aria-label="Suche">' in page
    for name, words in (("drawer", "Navigation"), ("search", "Suche")):
        assert f'<label class="md-header__button md-icon" for="__{name}" title="{words}" tabindex="0">' in page


def test_typography_brings_its_style_its_fonts_and_anchors_for_notes(build):
    built = build(FILES, config=MATERIAL, strict=True)
    page = built.page("index.html")
    assert 'href="assets/colophon/reading.css"' in page
    assert "anchor-name:--note-1" in page
    named = set(re.findall(r"url\((fonts/[^)]*)\)", built.page("assets/colophon/reading.css")))
    made = {f"fonts/{path.name}" for path in (built.root / "site/assets/colophon/fonts").iterdir()}
    assert len(named) == 9
    assert named == made


def test_without_typography_there_is_neither(build):
    page = build(FILES, config=MATERIAL.replace("typography: true", "jobs: 1"), strict=True).page("index.html")
    assert "reading.css" not in page and "anchor-name" not in page
    assert 'href="assets/colophon/material.css"' in page


def test_another_theme_is_left_alone(build):
    page = build({"docs/index.md": "# Home\n"}, strict=True).page("index.html")
    assert "material.css" not in page
    assert 'role="none"' not in page
