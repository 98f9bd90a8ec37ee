"""A site with the address of its repository: where its edit links lead, and that no page asks the repository's host."""

import re

import pytest
from serving import serving_site

CONFIG = """
site_name: Tiny
site_url: ADDRESS
repo_url: https://github.com/ann/site
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
  features: [navigation.instant, content.action.edit, content.action.view]
plugins:
  - search
  - tags
  - blog: {post_url_format: "{slug}", archive: true}
  - colophon
  - mkdocs-jupyter: {include: ["notebooks/*.py"], execute: false}
markdown_extensions: [attr_list, toc]
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Home\n\n[An article](articles/one.md), [a notebook](notebooks/two.py).\n",
    "docs/articles/one.md": "# One\n\nText.\n",
    "docs/notebooks/two.py": "# %% [markdown]\n# # Two\n# Text.\n\n# %%\n1 + 1\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/three.md": "---\ndate: 2026-01-02\ncategories: [Notes]\n---\n# Three\n\nText.\n",
    "docs/gallery.md": "# All figures\n\n[[figures scope=site thumbnails]]\n",
}
SOURCES = {
    "": "index.md",
    "articles/one/": "articles/one.md",
    "notebooks/two/": "notebooks/two.py",
    "blog/": "",
    "blog/three/": "blog/posts/three.md",
    "gallery/": "gallery.md",
    "blog/archive/2026/": "",
    "blog/category/notes/": "",
    "404.html": "",
}
"""The file that holds each page's text, below `docs`; nothing where it is made, or on the index of a blog, to which
Material gives no buttons."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the site."""
    with serving_site(tmp_path_factory.mktemp("edited"), FILES) as address:
        yield address


@pytest.fixture
def page(chromium, site):
    """A page that lists in `page.foreign` what it asks other hosts for; none of them is reached."""
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.foreign = []
    page.on("request", lambda request: page.foreign.append(request.url))
    context.route(lambda url: not url.startswith(site), lambda route: route.abort())
    yield page
    context.close()


def foreign(page, site):
    page.wait_for_load_state("networkidle")
    return [url for url in page.foreign if not url.startswith((site, "data:", "blob:"))]


def links(page):
    return page.locator("article a.md-content__button").evaluate_all("links => links.map(link => link.href)")


@pytest.mark.parametrize("url", SOURCES)
def test_the_links_of_a_page_lead_to_the_file_that_holds_its_text(page, site, url):
    page.goto(site + url)
    below = f"main/docs/{SOURCES[url]}"
    repository = "https://github.com/ann/site"
    assert links(page) == ([f"{repository}/edit/{below}", f"{repository}/raw/{below}"] if SOURCES[url] else [])
    assert foreign(page, site) == []


def test_the_link_to_the_repository_is_there_and_asks_it_nothing_from_page_to_page(page, site):
    page.goto(site)
    page.evaluate("window.same = true")
    page.locator("article").get_by_role("link", name="An article").click()
    page.wait_for_url(f"{site}articles/one/")
    page.locator("article h1", has_text="One").wait_for()
    assert page.evaluate("window.same") is True
    assert page.locator(".md-header .md-source").get_attribute("href") == "https://github.com/ann/site"
    assert page.locator(".md-header .md-source").is_visible()
    assert foreign(page, site) == []


def test_as_material_writes_that_link_it_asks_the_host(page, site):
    """If this fails, Material has changed, and so may its link be written otherwise."""

    def as_written(route):
        response = route.fetch()
        body = response.text().replace('class="md-source"', 'class="md-source" data-md-component="source"')
        route.fulfill(response=response, body=body)

    page.route(site, as_written)
    page.goto(site)
    assert {re.sub("/site.*", "", url) for url in foreign(page, site)} == {"https://api.github.com/repos/ann"}
