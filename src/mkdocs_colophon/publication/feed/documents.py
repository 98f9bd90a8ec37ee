"""The files of a feed, as Atom (RFC 4287) and as RSS 2.0, and how a page tells of them."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mkdocs_colophon.html import start_tag
from mkdocs_colophon.publication.feed.entries import Entry, Feed

ATOM, RSS = "atom.xml", "rss.xml"
ATOM_TYPE, RSS_TYPE = "application/atom+xml", "application/rss+xml"
_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot say


def files(feed: Feed) -> dict[str, str]:
    """The text of each file, by its name at the root of the site; none if there is nothing to tell.

    >>> files(Feed("Nothing yet", "https://example.org/", ()))
    {}
    """
    return {ATOM: atom(feed), RSS: rss(feed)} if feed.entries else {}


def links(feed: Feed, url: str) -> str:
    """The elements by which the head of the page at `url`, within the site, tells programs where the feed is.

    Their addresses are relative: Material takes any alternate for a translation and asks its host for a sitemap, which
    must not be another host than the one that serves the page.
    """
    if not feed.entries:
        return ""
    formats = ((ATOM_TYPE, ATOM, "Atom"), (RSS_TYPE, RSS, "RSS"))
    root = "../" * url.count("/")
    return "".join(
        start_tag("link", rel="alternate", type=kind, title=f"{feed.title} ({name})", href=root + file) + "\n"
        for kind, file, name in formats
    )


def atom(feed: Feed) -> str:
    """The document. A publication is known by its address, so that a reader never shows it as new again."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "title", feed.title)
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "id", feed.url)
    add(root, "updated", _rfc3339(feed.updated))
    add(root, "link", given={"rel": "self", "type": ATOM_TYPE, "href": feed.url + ATOM})
    add(root, "link", given={"rel": "alternate", "type": "text/html", "href": feed.url})
    add(add(root, "author"), "name", feed.author or feed.title)
    if feed.rights:
        add(root, "rights", feed.rights)
    for entry in feed.entries:
        _atom_entry(root, entry)
    return document(root)


def rss(feed: Feed) -> str:
    """The document, its text in `content:encoded`. Authors are `dc:creator`, as an `author` is an e-mail address."""
    root = Element("rss", {"version": "2.0", **_NAMESPACES})
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.url)
    add(channel, "description", feed.description or feed.title)
    add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "atom:link", given={"rel": "self", "type": RSS_TYPE, "href": feed.url + RSS})
    for entry in feed.entries:
        _rss_item(channel, entry)
    return document(root)


def add(parent: Element, name: str, text: str = "", given: Mapping[str, str] | None = None) -> Element:
    """A new element at the end of `parent`."""
    child = SubElement(parent, name, {key: _clean(value) for key, value in (given or {}).items()})
    child.text = _clean(text)
    return child


def document(root: Element) -> str:
    """The document of `root`, an element to a line.

    >>> document(Element("a"))
    '<?xml version="1.0" encoding="utf-8"?>\\n<a />\\n'
    """
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _atom_entry(root: Element, entry: Entry) -> None:
    publication = entry.publication
    item = add(root, "entry", given={"xml:lang": publication.language})
    add(item, "title", publication.title)
    add(item, "id", publication.url)
    add(item, "link", given={"rel": "alternate", "type": "text/html", "href": publication.url})
    add(item, "published", _rfc3339(entry.published))
    add(item, "updated", _rfc3339(entry.updated))
    for author in publication.authors:
        add(add(item, "author"), "name", author.name)
    for word in entry.categories:
        add(item, "category", given={"term": word})
    if publication.description:
        add(item, "summary", publication.description)
    add(item, "content", entry.content, {"type": "html"})


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _rss_item(channel: Element, entry: Entry) -> None:
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


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
