"""A feed as Atom (RFC 4287)."""

from datetime import datetime
from xml.etree.ElementTree import Element

from mkdocs_colophon.publication.feed.entries import Entry, Feed
from mkdocs_colophon.publication.feed.xml import add, document

FILE = "atom.xml"
TYPE = "application/atom+xml"


def atom(feed: Feed) -> str:
    """The document. A publication is known by its address, so that a reader never shows it as new again."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "title", feed.title)
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "id", feed.url)
    add(root, "updated", _rfc3339(feed.updated))
    add(root, "link", given={"rel": "self", "type": TYPE, "href": feed.url + FILE})
    add(root, "link", given={"rel": "alternate", "type": "text/html", "href": feed.url})
    add(add(root, "author"), "name", feed.author or feed.title)
    if feed.rights:
        add(root, "rights", feed.rights)
    for entry in feed.entries:
        _add(root, entry)
    return document(root)


def _add(root: Element, entry: Entry) -> None:
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
