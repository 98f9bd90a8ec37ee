"""A feed as RSS 2.0, with the whole text in `content:encoded`."""

from email.utils import format_datetime
from xml.etree.ElementTree import Element

from mkdocs_colophon.publication.feed.entries import Entry, Feed
from mkdocs_colophon.publication.feed.xml import add, document

FILE = "rss.xml"
TYPE = "application/rss+xml"
_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def rss(feed: Feed) -> str:
    """The document. Authors are `dc:creator`, as `author` would have to be an e-mail address."""
    root = Element("rss", {"version": "2.0", **_NAMESPACES})
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.url)
    add(channel, "description", feed.description or feed.title)
    add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "atom:link", given={"rel": "self", "type": TYPE, "href": feed.url + FILE})
    for entry in feed.entries:
        _add(channel, entry)
    return document(root)


def _add(channel: Element, entry: Entry) -> None:
    publication = entry.publication
    item = add(channel, "item")
    add(item, "title", publication.title)
    add(item, "link", publication.url)
    add(item, "guid", publication.url, {"isPermaLink": "true"})
    add(item, "pubDate", format_datetime(entry.published))
    for author in publication.authors:
        add(item, "dc:creator", author.name)
    for word in entry.categories:
        add(item, "category", word)
    if publication.description:
        add(item, "description", publication.description)
    add(item, "content:encoded", entry.content)
