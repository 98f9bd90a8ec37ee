"""A blog: Material renders its posts a second time for the index, after every page has been resolved."""

import re

import pytest

CONFIG = """
site_name: Tiny
site_url: https://example.org/
theme: {name: material, font: false}
plugins:
  - search
  - blog
  - colophon
markdown_extensions: [attr_list]
"""
FILES = {
    "docs/index.md": "# Home\n\nRead @fig:first.\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": """
        ---
        date: 2026-01-01
        ---
        # Post one

        ![First.](../../a.png){#fig:first alt=x}

        Here is @fig:first, $x^2$, and [@lecun1998].

        <!-- more -->

        ![Second.](../../a.png){#fig:second alt=x}
        """,
    "docs/blog/posts/two.md": """
        ---
        date: 2026-02-01
        ---
        # Post two

        There is [@fig:second].

        <!-- more -->

        The rest.
        """,
    "docs/a.png": "",
}


@pytest.fixture
def built(build, library):
    return build(FILES | {"docs/references.bib": library}, config=CONFIG, strict=True)


def excerpts(built):
    return re.findall(r"<article class=\"md-post.*?</article>", built.page("blog/index.html"), re.DOTALL)


def test_a_second_rendering_is_resolved_too(built):
    page = built.page("blog/index.html")
    assert "<colophon-" not in page
    assert 'class="katex"' in page


def test_a_reference_in_an_excerpt_leads_from_the_index_to_the_post(built):
    two, one = excerpts(built)
    assert 'href="2026/01/01/post-one/#fig:first">Figure\N{NO-BREAK SPACE}1</a>' in one
    assert 'href="2026/01/01/post-one/#fig:second">Figure\N{NO-BREAK SPACE}2 in “Post one”</a>' in two


def test_a_figure_in_an_excerpt_has_its_number_but_not_its_id(built):
    one = excerpts(built)[1]
    assert '<span class="caption-label">Figure 1</span>. First.' in one
    assert 'id="fig:first' not in one


def test_a_citation_in_an_excerpt_leads_to_the_bibliography_of_the_post(built):
    one = excerpts(built)[1]
    way = "2026/01/01/post-one/#ref-lecun1998"
    link = f'<a class="citation" data-keys="lecun1998" href="{way}">LeCun et al. 1998</a>'
    assert f'<span class="citation" data-cites="lecun1998">({link})</span>' in one
    assert 'class="bibliography"' not in built.page("blog/index.html")


def test_the_post_itself_has_its_ids_and_its_bibliography(built):
    page = built.page("blog/2026/01/01/post-one/index.html")
    assert 'id="fig:first"' in page
    assert 'id="ref-lecun1998"' in page


def test_the_search_index_holds_the_final_text(built):
    index = built.page("search/search_index.json")
    assert "<colophon-" not in index
    assert "LeCun et al. 1998" in index


def test_only_the_post_tells_how_a_figure_in_its_excerpt_was_made(build, library, figure):
    post = FILES["docs/blog/posts/one.md"].replace("![First.](../../a.png)", "![First.](../../figures/square.svg)")
    files = FILES | {"docs/blog/posts/one.md": post, "figures_src/square.py": figure}
    built = build(files | {"docs/references.bib": library}, config=CONFIG)
    shown = {name: built.page(f"blog/{name}index.html") for name in ("", "2026/01/01/post-one/")}
    assert {name: page.count('<details class="colophon-made">') for name, page in shown.items()} == {
        "": 0,
        "2026/01/01/post-one/": 1,
    }
    assert shown[""].count("square.svg#only-light") == 1
