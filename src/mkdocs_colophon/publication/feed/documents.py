"""The files of a feed, and how a page tells of them."""

from html import escape

from mkdocs_colophon.publication.feed import atom, rss
from mkdocs_colophon.publication.feed.entries import Feed


def files(feed: Feed) -> dict[str, str]:
    """The text of each file, by its name at the root of the site; none if there is nothing to tell.

    >>> files(Feed("Nothing yet", "https://example.org/", ()))
    {}
    """
    return {atom.FILE: atom.atom(feed), rss.FILE: rss.rss(feed)} if feed.entries else {}


def links(feed: Feed, url: str) -> str:
    """The elements by which the head of the page at `url`, within the site, tells programs where the feed is.

    Their addresses are relative: Material takes any alternate for a translation and asks its host for a sitemap, which
    must not be another host than the one that serves the page.
    """
    if not feed.entries:
        return ""
    formats = ((atom.TYPE, atom.FILE, "Atom"), (rss.TYPE, rss.FILE, "RSS"))
    root = "../" * url.count("/")
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(feed.title)} ({name})" href="{root}{file}">\n'
        for kind, file, name in formats
    )
