"""How pages are cited, in whole sites: which have a record, where it stands, and what the head says."""

import json
import re

import pytest

from mkdocs_colophon.publication.block import place

CFF = """
cff-version: 1.2.0
message: Cite it.
title: The Work
authors:
  - name: The Ts
license: MIT
doi: 10.1109/5.726791
date-released: 2026-01-01
"""
DATED = "---\ndate: 2026-11-20\n---\n# Pooling\n\nText.\n"
MATERIAL = """
site_name: Tiny
site_url: https://example.org/
theme: {name: material, font: false, language: de}
plugins: [search, blog, colophon: {license: CC-BY-4.0}]
"""


def title(page):
    return re.findall('<meta name="citation_title" content="([^"]*)">', page)


def test_an_article_ends_with_its_record(build):
    page = build({"docs/a.md": DATED, "CITATION.cff": CFF}, strict=True).page("a/index.html")
    assert "<p>Text.</p>\n" not in page.partition('<details class="how-to-cite"')[2]
    assert title(page) == ["Pooling"]
    assert page.count('<details class="how-to-cite"') == 1
    assert page.count('rel="canonical"') == 1
    [script] = re.findall('<script type="application/ld\\+json">(.*?)</script>', page)
    assert json.loads(script)["author"] == [{"@type": "Organization", "name": "The Ts"}]
    assert "MIT" not in script and "10.1109" not in script


def test_the_record_stands_where_the_author_puts_it(build):
    source = "---\nauthor: Ada Lovelace\n---\n# Pooling\n\nOne.\n\n[[how-to-cite]]\n\nTwo.\n"
    page = build({"docs/a.md": source}, strict=True).page("a/index.html")
    assert re.search(r"<p>One\.</p>\n<details .*</details>\s*<p>Two\.</p>", page, re.DOTALL)
    assert page.count("<details") == 1


def test_a_place_in_the_middle_of_a_paragraph_or_of_code_is_none(build):
    source = f"{DATED}\nSee [[how-to-cite]].\n\n    [[how-to-cite]]\n"
    built = build({"docs/a.md": source, "CITATION.cff": CFF})
    page = built.page("a/index.html")
    assert page.count("[[how-to-cite]]") == 2
    assert [problem.partition(" (")[0] for problem in built.problems] == [
        "docs/a.md:8:5 SYN001 '[[how-to-cite]]' is syntax of Colophon, but not like this"
    ]
    assert page.count("<details") == 1


@pytest.mark.parametrize("front", ["", "---\ncite: false\ndate: 2026-11-20\n---\n"])
def test_other_pages_have_none(build, front):
    built = build({"docs/a.md": f"{front}# A\n", "docs/index.md": DATED, "CITATION.cff": CFF}, strict=True)
    for uri in ("a/index.html", "index.html", "404.html"):
        assert "how-to-cite" not in built.page(uri)
        assert "citation_" not in built.page(uri)
        assert "ld+json" not in built.page(uri)


def test_the_home_page_is_cited_as_the_whole_work_if_it_asks(build):
    page = build({"docs/index.md": "---\ncite: true\n---\n# Home\n", "CITATION.cff": CFF}, strict=True).page(
        "index.html"
    )
    assert title(page) == ["The Work"]
    assert '<meta name="citation_doi" content="10.1109/5.726791">' in page


def test_a_title_is_what_a_reader_sees(build):
    source = "---\ndate: 2026-11-20\n---\n# A & B `<i>` [@fig:x]\n\n![A.](a.png){#fig:x alt=x}\n"
    page = build({"docs/a.md": source, "docs/a.png": "", "CITATION.cff": CFF}, strict=True).page("a/index.html")
    assert title(page) == ["A &amp; B &lt;i&gt; Figure\N{NO-BREAK SPACE}1"]


def test_problems_stop_a_strict_build(build):
    files = {"docs/a.md": "---\ndate: soon\nauthor: 3\ncite: perhaps\n---\n# A\n", "CITATION.cff": "title: ["}
    built = build(files, strict=True)
    assert built.aborted
    assert [problem.partition(" (")[0] for problem in built.problems] == [
        "CITATION.cff:1:9 PUB003 the fields cannot be read: expected the node content, but found '<stream end>'",
        "docs/a.md:2:7 PUB001 'soon' is not a date",
        "docs/a.md:3:9 PUB002 3 names no author",
        "docs/a.md:4:7 PUB005 `cite` is 'perhaps'",
    ]


@pytest.fixture
def blog(build):
    post = """
        ---
        date: {created: 2026-01-02, updated: 2026-02-03}
        authors: [ada]
        ---
        # Post one

        [[how-to-cite]]

        Here.

        <!-- more -->

        The rest.
        """
    authors = "authors:\n  ada: {name: Ada King Lovelace, description: x, avatar: x.png}\n"
    files = {
        "docs/index.md": "# Home\n",
        "docs/blog/index.md": "# Blog\n",
        "docs/blog/.authors.yml": authors,
        "docs/blog/posts/one.md": post,
    }
    return build(files, config=MATERIAL, strict=True)


def test_a_post_is_cited_with_the_names_of_its_authors(blog):
    page = blog.page("blog/2026/01/02/post-one/index.html")
    [script] = re.findall('<script type="application/ld\\+json">(.*?)</script>', page)
    described = json.loads(script)
    assert described["@type"] == "BlogPosting"
    assert [author["name"] for author in described["author"]] == ["Ada King Lovelace"]
    assert (described["datePublished"], described["dateModified"]) == ("2026-01-02", "2026-02-03")
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert page.count('rel="canonical"') == 1
    assert "<summary>Diese Seite zitieren</summary>" in page


@pytest.mark.parametrize("uri", ["blog/index.html", "blog/archive/2026/index.html"])
def test_lists_of_posts_have_no_record(blog, uri):
    page = blog.page(uri)
    assert "Here." in page
    assert "how-to-cite" not in page and place() not in page and "citation_" not in page


def test_a_record_is_no_part_of_what_search_finds(blog):
    index = blog.page("search/search_index.json")
    assert "Here." in index
    assert "how-to-cite" not in index and "@misc" not in index and "publication" not in index


def test_a_site_can_let_its_pages_ask(build):
    config = "site_name: Tiny\nplugins: [colophon: {how_to_cite: false, authors: [Ada Lovelace]}]\n"
    files = {"docs/a.md": DATED, "docs/b.md": "---\ncite: true\n---\n# B\n"}
    built = build(files, config=config, strict=True)
    assert title(built.page("a/index.html")) == []
    assert title(built.page("b/index.html")) == ["B"]
