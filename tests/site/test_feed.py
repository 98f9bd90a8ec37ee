"""Feeds, previews on other sites, the sitemap and series, as MkDocs builds them."""

import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image

CONFIG = """
site_name: Tiny
site_url: https://example.org/tiny/
site_description: A tiny site.
theme: {name: material, font: false}
plugins:
  - search
  - blog: {authors_file: "{blog}/.authors.yml", post_url_format: "{slug}"}
  - colophon: {citation_style: chicago-author-date}
markdown_extensions: [attr_list, footnotes, toc: {permalink: true}]
"""
FILES = {
    "docs/index.md": "# Home\n",
    "docs/article.md": "---\ndate: 2025-05-05\nupdated: 2025-06-06\ndescription: Mine.\n---\n# Article\n\nText.\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/.authors.yml": "authors:\n  ada: {name: Ada Lovelace, description: x, avatar: a.png}\n",
    "docs/blog/posts/one.md": """
        ---
        date: 2026-01-01
        authors: [ada]
        categories: [Notes]
        tags: [engines]
        series: Engines
        ---
        # Post one

        ![A line.](../../figures/line.svg){#fig:line}

        @fig:line shows $x^2$, as [@lecun1998] do.[^1]

        <!-- more -->

        ## More

        See [home](../../index.md).

        [^1]: A note.
        """,
    "docs/blog/posts/two.md": "---\ndate: 2026-02-01\nseries: Engines\n---\n# Post two\n\nText.\n",
    "docs/blog/posts/draft.md": "---\ndate: 2026-03-01\ndraft: true\nseries: Engines\n---\n# Secret\n\nText.\n",
}


@pytest.fixture
def built(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    return build(files, config=CONFIG, strict=True)


def entries(built, name="atom.xml"):
    read = feedparser.parse(built.page(name))
    assert read.bozo == 0
    return read.entries


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_a_feed_holds_the_posts_and_no_draft(built, name):
    assert [entry.title for entry in entries(built, name)] == ["Post two", "Post one"]
    assert "Secret" not in built.page(name)
    assert [tag.term for tag in entries(built, name)[1].tags] == ["Notes", "engines"]
    assert entries(built, name)[1].author == "Ada Lovelace"


def test_a_draft_is_in_the_preview_but_not_in_its_feed(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG, live=True)
    assert "Secret" in built.page("blog/secret/index.html")
    assert "Secret" not in built.page("atom.xml")


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_what_a_feed_holds_is_readable_anywhere(built, name):
    path = ".//{*}content" if name == "atom.xml" else ".//{*}encoded"
    html = ElementTree.fromstring(built.page(name)).findall(path)[1].text
    assert re.findall(r'(?:src|href)="(?!https://example\.org/tiny/|https://doi\.org/)[^"]*"', html) == []
    assert re.findall(r'<img [^>]*src="([^"]*)"', html) == ["https://example.org/tiny/figures/line.svg"]
    assert html.count("<math") == 1
    assert 'href="https://example.org/tiny/blog/post-one/#fig:line">Figure\N{NO-BREAK SPACE}1</a>' in html
    for mark in ("¶", "↩", "<script", "<button", "<template", "<details", "katex", "colophon-", "<h1", "style="):
        assert mark not in html


def test_a_feed_shows_a_figure_as_a_bitmap_if_it_has_one(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG.replace("{citation_style", "{social_cards: true, citation_style"), strict=True)
    [picture] = re.findall("<img [^>]*>", entries(built)[1].content[0].value)
    alternative, source = "A square with a line from corner to corner.", "https://example.org/tiny/figures/line.png"
    assert picture == f'<img alt="{alternative}" height="96" src="{source}" width="192" />'
    with Image.open(built.root / "site/figures/line.png") as image:
        assert image.size == (2 * 192, 2 * 96)
    assert "line.png" not in built.page("blog/post-one/index.html").partition("</head>")[2]


def test_every_page_names_the_feeds_once(built):
    for url in ("", "article/", "blog/", "blog/post-one/"):
        named = re.findall('<link rel="alternate"[^>]* href="([^"]*)"', built.page(f"{url}index.html"))
        assert [urljoin(f"https://example.org/tiny/{url}", href) for href in named] == [
            "https://example.org/tiny/atom.xml",
            "https://example.org/tiny/rss.xml",
        ]


def test_the_same_sources_give_the_same_feeds(build, built, monkeypatch):
    before = [built.page(name) for name in ("atom.xml", "rss.xml")]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    again = build({}, config=CONFIG, strict=True)
    assert [again.page(name) for name in ("atom.xml", "rss.xml")] == before


def test_every_page_with_a_date_can_be_in_the_feed(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG.replace("{citation_style", "{feed: all, citation_style"), strict=True)
    assert [entry.title for entry in entries(built)] == ["Post two", "Post one", "Article"]


@pytest.mark.parametrize("change", [("{citation_style", "{feed: off, citation_style")])
def test_a_feed_can_be_refused(build, library, figure, change):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG.replace(*change), strict=True)
    assert not (built.root / "site/atom.xml").exists()
    assert "atom.xml" not in built.page("index.html")


def test_a_site_without_posts_has_no_feed(build):
    built = build({"docs/index.md": "# Home\n", "docs/a.md": "---\ndate: 2026-01-01\n---\n# A\n"})
    assert not (built.root / "site/atom.xml").exists()
    assert "alternate" not in built.page("index.html")


def test_a_feed_without_a_host_is_a_problem(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG.replace("site_url: https://example.org/tiny/", ""))
    [problem] = built.problems
    assert problem.startswith("mkdocs.yml:8:15 PUB007 there is no feed, as its addresses need a host (set `site_url`")
    assert not (built.root / "site/atom.xml").exists()


def properties(html):
    return dict(re.findall(r'<meta (?:property|name)="((?:og|article|twitter):[^"]*)" content="([^"]*)">', html))


def test_the_head_of_an_article_says_what_other_sites_show(built):
    assert {
        key: value for key, value in properties(built.page("article/index.html")).items() if "image" not in key
    } == {
        "og:type": "article",
        "og:title": "Article",
        "og:description": "Mine.",
        "og:url": "https://example.org/tiny/article/",
        "og:site_name": "Tiny",
        "og:locale": "en",
        "article:published_time": "2025-05-05",
        "article:modified_time": "2025-06-06",
        "twitter:card": "summary",
        "twitter:title": "Article",
        "twitter:description": "Mine.",
    }


def test_the_home_page_is_a_site_and_has_the_description_of_the_site(built):
    said = properties(built.page("index.html"))
    assert (said["og:type"], said["og:description"]) == ("website", "A tiny site.")
    assert "article:published_time" not in said


def test_the_sitemap_tells_the_day_of_the_last_change_where_it_is_known(built):
    urls = re.findall(r"<url>(.*?)</url>", built.page("sitemap.xml"), re.DOTALL)
    changed = {re.search("<loc>(.*?)</loc>", url)[1]: re.findall("<lastmod>(.*?)</lastmod>", url) for url in urls}
    base = "https://example.org/tiny/"
    assert changed[f"{base}article/"] == ["2025-06-06"]
    assert changed[f"{base}blog/post-one/"] == ["2026-01-01"]
    assert changed[base] == []


def test_a_part_of_a_series_leads_to_the_parts_beside_it(built):
    one, two = (
        re.findall(r'<nav class="series".*?</nav>', built.page(f"blog/post-{name}/index.html"), re.DOTALL)
        for name in ("one", "two")
    )
    assert one == [
        '<nav class="series" aria-label="Engines" data-search-exclude>\n<p>Part 1 of 2 of the series “Engines”</p>\n'
        '<p>Next: <a href="../post-two/" rel="next">Post two</a></p>\n</nav>'
    ]
    assert '<p>Previous: <a href="../post-one/" rel="prev">Post one</a></p>' in two[0]
    assert "series" not in built.page("article/index.html").partition("<article")[2].partition("</article>")[0]


def test_an_excerpt_and_the_search_index_do_not_tell_of_the_series(built):
    assert 'class="series"' not in built.page("blog/index.html")
    assert "Part 1 of 2" not in built.page("search/search_index.json")


def test_no_id_stands_twice_on_the_index_of_the_blog(built):
    ids = re.findall(r' id="([^"]*)"', built.page("blog/index.html"))
    assert [name for name in set(ids) if ids.count(name) > 1] == []


def test_a_page_is_shown_elsewhere_with_its_first_figure(build, library, figure):
    files = FILES | {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(files, config=CONFIG.replace("{citation_style", "{social_cards: true, citation_style"), strict=True)
    post, article = (properties(built.page(f"{url}/index.html")) for url in ("blog/post-one", "article"))
    base = "https://example.org/tiny/assets/colophon/cards/"
    assert (post["og:image"], post["og:image:alt"]) == (
        f"{base}blog/post-one.png",
        "A square with a line from corner to corner.",
    )
    assert (article["og:image"], article["og:image:alt"]) == (f"{base}article.png", "Article")
    for url in ("blog/post-one", "article"):
        with Image.open(built.root / f"site/assets/colophon/cards/{url}.png") as image:
            assert image.size == (int(post["og:image:width"]), int(post["og:image:height"])) == (1200, 630)
    assert post["twitter:card"] == "summary_large_image"


def test_cards_without_a_host_are_a_problem(build):
    config = "site_name: Tiny\ntheme: {name: mkdocs}\nplugins: [{colophon: {social_cards: true}}]\n"
    built = build({"docs/index.md": "# Home\n"}, config=config)
    assert built.problems == [
        "mkdocs.yml:3:37 PUB008 there are no social cards (set `site_url`, and install Pillow and Matplotlib)"
    ]


def test_a_page_leads_to_a_feed_as_to_any_file(build, library, figure):
    index = {"docs/blog/index.md": "# Blog\n\n[Atom](../atom.xml), [RSS](../rss.xml)\n"}
    sources = {"docs/references.bib": library, "figures_src/line.py": figure}
    built = build(FILES | sources | index, config=CONFIG, strict=True)
    assert built.problems == []
    assert '<a href="../atom.xml">Atom</a>, <a href="../rss.xml">RSS</a>' in built.page("blog/index.html")
    assert "<feed" in built.page("atom.xml") and "<rss" in built.page("rss.xml")


def test_a_link_to_a_feed_that_is_off_is_told(build):
    files = {"docs/index.md": "[Atom](atom.xml)\n"}
    built = build(
        files,
        config=CONFIG.replace("plugins:", "validation: {links: {not_found: warn}}\nplugins:").replace(
            "{citation_style: chicago-author-date}", "{feed: 'off'}"
        ),
    )
    assert any("atom.xml" in message for message in built.messages)
