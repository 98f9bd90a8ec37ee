"""What the site tells the world outside of it: its feed, and what the head of each page says to who links there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.article import Defaults
from mkdocs_colophon.publication.feed import documents
from mkdocs_colophon.publication.feed.content import portable
from mkdocs_colophon.publication.feed.entries import Entry, Feed, moment, newest
from mkdocs_colophon.publication.metadata import Publication
from mkdocs_colophon.publication.social import preview
from mkdocs_colophon.publication.social.preview import Picture


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page that can be linked to.

    Attributes
    ----------
    publication : what it says of itself.
    content : its HTML.
    filed : the categories of the blog that it is in.
    draft, home : whether it is one.
    """

    publication: Publication
    content: str = ""
    filed: tuple[str, ...] = ()
    draft: bool = False
    home: bool = False

    def is_fed(self, which: str) -> bool:
        """Whether a feed of `which` ("off", "posts" or "all") has it: it needs a date, and must be finished."""
        kinds = {"posts": ("post",), "all": ("post", "article")}.get(which, ())
        return self.publication.kind in kinds and bool(self.publication.issued) and not self.draft


def feed(
    pages: Sequence[PageInfo], which: str, defaults: Defaults, description: str = ""
) -> tuple[Feed, list[Problem]]:
    """The feed of `pages`, and a problem if it cannot be written."""
    fed = [page for page in pages if page.is_fed(which)]
    url = defaults.site_url.rstrip("/") + "/" if defaults.site_url else ""
    problems = []
    if fed and not url:
        text = "there is no feed, as its addresses need a host"
        problems.append(Problem("PUB007", text, "set `site_url`, or `feed: off`"))
        fed = []
    entries = newest(Entry(page.publication, page.content, page.filed) for page in fed)
    # only now, as it takes long: of a thousand posts a feed shows a few
    entries = tuple(replace(each, content=portable(each.content, each.publication.url)) for each in entries)
    author = ", ".join(author.name for author in defaults.authors)
    made = Feed(defaults.site, url, entries, description, author, defaults.language, defaults.license)
    return made, problems


@dataclass(frozen=True, slots=True)
class Syndication:
    """All of it, by the addresses that pages have within the site."""

    pages: Mapping[str, PageInfo] = field(default_factory=dict)
    feed: Feed = field(default_factory=lambda: Feed("", "", ()))
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, str]:
        return documents.files(self.feed)

    @property
    def is_dated(self) -> bool:
        """Whether the date of any page is known."""
        return any(map(self.changed, self.pages))

    def changed(self, url: str) -> str:
        """The day on which a page was changed, or published; empty if that is not known."""
        publication = self.pages[url].publication
        date = publication.updated or publication.issued
        return moment(date).date().isoformat() if date else ""

    def told(self, url: str, head: str) -> str:
        """What is added to the `head` of the page at `url`."""
        added, page = documents.links(self.feed, url), self.pages.get(url)
        if page:
            added += preview.elements(head, page.publication, self.pictures.get(url), home=page.home)
        return added
