"""Sites with Material: what is repaired on its pages, and what the option `typography` brings."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, TemplateSyntaxError

from mkdocs_colophon.host.mkdocs.repairs import Repairs, Slimming

MATERIAL = """
site_name: Tiny
site_url: https://example.org/
repo_url: https://github.com/ann/site
theme: {name: material, font: false, language: de, features: [navigation.sections]}
plugins: [search, blog, tags, colophon: {typography: true}]
markdown_extensions: [footnotes]
"""
FILES = {
    "docs/index.md": "---\ntags: [x]\n---\n# Home\n\nA note[^1].\n\n## Part\n\n[^1]: Here.\n",
    "docs/part/a.md": "# A\n",
    "docs/part/b.md": "# B\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-01-02\n---\n# One\n\nText.\n\n<!-- more -->\n\n## More\n\nMore.\n",
}
STYLE_SHEET = "assets/colophon/colophon.css"
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


def test_material_shows_the_palette_of_the_system_only_when_its_scripts_have_run_still():
    template = distribution("mkdocs-material").locate_file("material/templates/partials/javascripts/palette.html")
    assert 'var palette=__md_get("__palette");if(palette&&' in Path(template).read_text("utf-8")


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


def test_the_contents_of_a_page_in_the_drawer_lead_back_and_those_beside_it_do_not(build):
    page = build(FILES, config=MATERIAL, strict=True).page("index.html")
    assert re.findall(r'<label class="md-nav__title"(?! for="__(?:nav|drawer))[^>]*>', page) == [
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
    ]


def test_typography_brings_its_style_its_fonts_and_anchors_for_notes(build):
    built = build(FILES, config=MATERIAL, strict=True)
    assert "anchor-name:--note-1" in built.page("index.html")
    named = set(re.findall(r"url\((fonts/[^)]*)\)", built.page(STYLE_SHEET)))
    made = {f"fonts/{path.name}" for path in (built.root / "site/assets/colophon/fonts").iterdir()}
    assert len(named) == 12
    assert named == made


def test_without_typography_there_is_neither(build):
    built = build(FILES, config=MATERIAL.replace("typography: true", "jobs: 1"), strict=True)
    assert "anchor-name" not in built.page("index.html")
    assert "--reading-font" not in built.page(STYLE_SHEET)
    assert ".md-tabs__link" in built.page(STYLE_SHEET)


def test_another_theme_is_left_alone(build):
    built = build({"docs/index.md": "# Home\n"}, strict=True)
    assert ".md-tabs__link" not in built.page(STYLE_SHEET)
    assert "colophonMaterial" not in built.page("assets/colophon/colophon.js")
    assert 'role="none"' not in built.page("index.html")


def test_a_page_asks_for_one_style_sheet_and_one_script_of_ours(build):
    page = build(FILES, config=MATERIAL, strict=True).page("index.html")
    assert re.findall(r'(?:href|src)="(assets/colophon/[^"]*)"', page) == [
        STYLE_SHEET,
        "assets/colophon/colophon.js",
    ]


@pytest.mark.parametrize("uri", PAGES)
def test_no_script_that_a_page_asks_for_keeps_it_waiting(build, uri):
    page = build(FILES, config=MATERIAL, strict=True).page(uri)
    scripts = re.findall(r"<script src=[^>]*>", page)
    assert len(scripts) == 2
    assert [script for script in scripts if not script.endswith(" defer>")] == []


def test_what_a_theme_has_for_the_eyes_of_its_authors_is_not_published(build, plain):
    """Indentation, and empty lines around the statements of templates."""
    before, page = plain.page("404.html"), build(FILES, config=MATERIAL, strict=True).page("404.html")
    for space, part in ((r"\n[ \t]*(?=\n)", 2), (r"\n[ \t]{2,}", 20)):
        assert len(re.findall(space, page)) < len(re.findall(space, before)) / part


OVERRIDDEN = """
site_name: Tiny
theme: {name: material, font: false, custom_dir: theme, static_templates: [robots.txt]}
plugins: [search, colophon]
"""


def test_words_and_elements_that_a_theme_sets_apart_stay_apart(build):
    """Even if there is a statement of a template between them."""
    files = {
        "docs/index.md": "# Home\n",
        "theme/main.html": """{% extends "base.html" %}
{% block content %}
  <b>one</b>
  {% if true %}
    <i>two</i>
  {% endif %}
  {{ "three" }}{% if true %}
    four
  {% endif %}
{% endblock %}
""",
        "theme/robots.txt": "",
        "theme/partials/copyright.html": "<pre>\n  five\n    six\n</pre>\n",
    }
    page = build(files, config=OVERRIDDEN, strict=True).page("index.html")
    assert re.search(r"<b>one</b>\s+<i>two</i>\s+three\s+four", page)
    assert "<pre>\n  five\n    six\n</pre>" in page


def test_the_lines_of_a_template_that_is_no_page_stay(build):
    robots = "User-agent: *\n{% if true %}\n  Disallow: /a{% endif %}\nAllow: /\n"
    built = build({"docs/index.md": "# Home\n", "theme/robots.txt": robots}, config=OVERRIDDEN, strict=True)
    assert built.page("robots.txt") == "User-agent: *\n\n  Disallow: /a\nAllow: /"


def test_what_is_wrong_in_a_template_is_said_of_its_line():
    wrong = "<p>\n  {% if true %}\n    {% if false %}\n      {{ title\n    {% endif %}\n  {% endif %}\n</p>\n"
    lines = []
    for extensions in ([], [Repairs, Slimming]):
        with pytest.raises(TemplateSyntaxError) as caught:
            Environment(loader=DictLoader({"a.html": wrong}), extensions=extensions).get_template("a.html")
        lines.append(caught.value.lineno)
    assert lines == [5, 5]
