"""What the site tells the world outside of it."""

from dataclasses import replace

import pytest

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.article import Defaults
from mkdocs_colophon.publication.feed.entries import Entry, feed
from mkdocs_colophon.publication.metadata import Author, Publication

SITE = Defaults("Tiny", "https://example.org", (Author("Lovelace", "Ada"),), "MIT")
POST = Entry(Publication("One", issued=(2026, 1, 2), kind="post", url="https://example.org/one/"), '<p class="x">1</p>')
ARTICLE = Entry(Publication("Two", issued=(2026, 1, 3), url="https://example.org/two/"), "2")


@pytest.mark.parametrize(("which", "titles"), [("off", []), ("posts", ["One"]), ("all", ["Two", "One"])])
def test_a_feed_holds_what_it_is_asked_for_the_newest_first(which, titles):
    found, problems = feed([POST, ARTICLE], which, SITE, "A site.")
    assert ([each.publication.title for each in found.entries], problems) == (titles, [])


def test_a_feed_names_the_site_and_its_content_means_the_same_anywhere():
    found, _ = feed([POST], "posts", SITE, "A site.")
    assert (found.title, found.url, found.description) == ("Tiny", "https://example.org/", "A site.")
    assert (found.author, found.language, found.rights) == ("Ada Lovelace", "en", "MIT")
    assert [each.content for each in found.entries] == ["<p>1</p>"]


@pytest.mark.parametrize(
    "page",
    [
        replace(POST, draft=True),
        replace(POST, publication=replace(POST.publication, issued=())),
        replace(POST, publication=replace(POST.publication, kind="software")),
    ],
)
def test_a_draft_a_page_without_a_date_and_a_whole_work_are_not_fed(page):
    assert feed([page], "all", SITE)[0].entries == ()


def test_a_feed_needs_a_host():
    found, problems = feed([POST], "posts", replace(SITE, site_url=""))
    text = "there is no feed, as its addresses need a host"
    assert (found.entries, problems) == ((), [Problem("PUB007", text, "set `site_url`, or `feed: off`")])


def test_a_page_is_as_old_as_its_last_change():
    changed = replace(POST, publication=replace(POST.publication, updated=(2026, 2)))
    undated = replace(POST, publication=Publication("Three"))
    assert [page.changed for page in (changed, ARTICLE, undated)] == ["2026-02-01", "2026-01-03", ""]
