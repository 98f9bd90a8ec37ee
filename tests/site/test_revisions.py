"""Dates of last changes from git, in all the places where MkDocs publishes them."""

import os
import re
import subprocess

import feedparser
import pytest

CONFIG = """
site_name: Tiny
site_url: https://example.org/tiny/
theme: {name: material, font: false}
plugins:
  - search
  - blog: {post_url_format: "{slug}", categories: false}
  - colophon: {feed: all, authors: [Ada Lovelace]}
markdown_extensions: [attr_list, toc]
"""
PAGES = {
    "index": "# Home\n\nText.\n",
    "plain": "---\ndate: 2026-01-01\n---\n# Plain\n\nText.\n",
    "told": "---\ndate: 2026-01-01\nupdated: 2026-01-15\n---\n# Told\n\nText.\n",
    "untouched": "---\ndate: 2026-01-01\n---\n# Untouched\n\nText.\n",
    "blog/index": "# Blog\n",
    "blog/posts/post": "---\ndate: 2026-01-01\n---\n# Post\n\nText.\n",
}
CHANGED = ("plain", "told", "blog/posts/post")


def commit(root, day):
    moment = f"{day}T12:00:00+0000"
    names = {f"GIT_{role}_{what}": "a@b.c" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    surroundings = os.environ | names | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for command in (["init", "--quiet"], ["add", "docs"], ["commit", "--quiet", "--message=x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, env=surroundings)


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes and commits the pages twice, the second time with more text in some of them."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def run():
        for day, names in (("2026-01-01", PAGES), ("2026-02-03", CHANGED)):
            for name in names:
                path = tmp_path / "docs" / f"{name}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(PAGES[name] + f"\nAs of {day}.\n")
            commit(tmp_path, day)

    return run


def sitemap(built):
    pairs = re.findall(r"<loc>(.*?)</loc>\s*(?:<lastmod>(.*?)</lastmod>)?", built.page("sitemap.xml"))
    return {address.removeprefix("https://example.org/tiny/"): day for address, day in pairs}


def updated(page):
    """What the byline of `page`, its metadata and its description for machines say of its last change."""
    patterns = (
        r'<span class="article-updated">Updated <time datetime="([^"]*)">',
        r'<meta name="DCTERMS.modified" content="([^"]*)">',
        r'"dateModified": "([^"]*)"',
        r'<meta property="article:modified_time" content="([^"]*)">',
    )
    return [match[1] if (match := re.search(pattern, page)) else "" for pattern in patterns]


def test_git_dates_a_page_everywhere_unless_the_page_does(build, write):
    write()
    built = build(config=CONFIG, strict=True)
    assert updated(built.page("plain/index.html")) == ["2026-02-03"] * 4
    assert updated(built.page("told/index.html")) == ["2026-01-15"] * 4
    assert updated(built.page("untouched/index.html")) == [""] * 4
    assert updated(built.page("blog/post/index.html")) == ["", *["2026-02-03"] * 3]  # a post has the blog's byline
    days = {entry.title: entry.updated for entry in feedparser.parse(built.page("atom.xml")).entries}
    assert days == {
        "Plain": "2026-02-03T00:00:00Z",
        "Told": "2026-01-15T00:00:00Z",
        "Untouched": "2026-01-01T00:00:00Z",
        "Post": "2026-02-03T00:00:00Z",
    }
    listed = sitemap(built)
    assert {name: listed[name] for name in ("", "plain/", "told/", "untouched/", "blog/post/")} == {
        "": "",
        "plain/": "2026-02-03",
        "told/": "2026-01-15",
        "untouched/": "2026-01-01",
        "blog/post/": "2026-02-03",
    }


def test_git_is_not_asked_if_the_site_does_not_want_it(build, write):
    write()
    built = build(config=CONFIG.replace("feed: all", "feed: all, updated_from_git: false"), strict=True)
    assert updated(built.page("plain/index.html")) == [""] * 4


def test_outside_of_a_repository_the_front_matter_alone_tells_dates(build):
    built = build({f"docs/{name}.md": text for name, text in PAGES.items()}, config=CONFIG, strict=True)
    assert updated(built.page("told/index.html")) == ["2026-01-15"] * 4
    assert updated(built.page("plain/index.html")) == [""] * 4
    assert sitemap(built)["plain/"] == "2026-01-01"
