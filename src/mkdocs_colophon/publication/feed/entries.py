"""The pages that can be told of, and the feed of the newest of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.article import Defaults
from mkdocs_colophon.publication.feed.content import portable
from mkdocs_colophon.publication.metadata import Parts, Publication

LENGTH = 20  # entries: they hold all their text, and every reader fetches the whole file again and again


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be linked to.

    Attributes
    ----------
    publication : what it says of itself.
    content : its HTML; in a feed, HTML that means the same wherever it is shown.
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

    @property
    def categories(self) -> tuple[str, ...]:
        """What a blog has filed it under, and its own words, once each."""
        return tuple(dict.fromkeys((*self.filed, *self.publication.keywords)))

    @property
    def published(self) -> datetime:
        return moment(self.publication.issued)

    @property
    def updated(self) -> datetime:
        """When it last changed; never before it was published."""
        return max(self.published, moment(self.publication.updated or self.publication.issued))

    @property
    def changed(self) -> str:
        """The day on which it was changed, or published; empty if that is not known."""
        date = self.publication.updated or self.publication.issued
        return moment(date).date().isoformat() if date else ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest entries first.

    Attributes
    ----------
    title, description, author, language, rights : of the site.
    url : its address with the host, and a slash at the end.
    """

    title: str
    url: str
    entries: tuple[Entry, ...]
    description: str = ""
    author: str = ""
    language: str = "en"
    rights: str = ""

    @property
    def updated(self) -> datetime:
        """When an entry last changed: the moment of the build would make every build a new feed."""
        return max(entry.updated for entry in self.entries)


def feed(pages: Iterable[Entry], which: str, defaults: Defaults, description: str = "") -> tuple[Feed, list[Problem]]:
    """The feed of `pages`, and a problem if it cannot be written."""
    fed = [page for page in pages if page.is_fed(which)]
    url = defaults.site_url.rstrip("/") + "/" if defaults.site_url else ""
    problems = []
    if fed and not url:
        text = "there is no feed, as its addresses need a host"
        problems.append(Problem("PUB007", text, "set `site_url`, or `feed: off`"))
        fed = []
    # only now, as it takes long: of a thousand posts a feed shows a few
    entries = tuple(replace(each, content=portable(each.content, each.publication.url)) for each in newest(fed))
    author = ", ".join(author.name for author in defaults.authors)
    return Feed(defaults.site, url, entries, description, author, defaults.language, defaults.license), problems


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that a feed shows, by their dates, then by their addresses."""
    return tuple(sorted(entries, key=lambda entry: (-entry.published.timestamp(), entry.publication.url))[:LENGTH])


def moment(parts: Parts) -> datetime:
    """The first moment, in UTC, of a date as far as it is known.

    >>> moment((2026, 11)).isoformat()
    '2026-11-01T00:00:00+00:00'
    """
    year, month, day = (*parts, 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)
