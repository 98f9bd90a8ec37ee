"""The files of a feed, and how a page tells of them."""

from html import escape

from mkdocs_colophon.publication.feed import atom, rss
from mkdocs_colophon.publication.feed.model import Feed


def files(feed: Feed) -> dict[str, str]:
    """The text of each file, by its name at the root of the site; none if there is nothing to tell.

    >>> files(Feed("Nothing yet", "https://example.org/", ()))
    {}
    """
    return {atom.FILE: atom.atom(feed), rss.FILE: rss.rss(feed)} if feed.entries else {}


def links(feed: Feed) -> str:
    """The elements by which the head of a page tells programs where the feed is."""
    if not feed.entries:
        return ""
    formats = ((atom.TYPE, atom.FILE, "Atom"), (rss.TYPE, rss.FILE, "RSS"))
    return "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(feed.title)} ({name})" href="{escape(feed.url + file)}">\n'
        for kind, file, name in formats
    )
