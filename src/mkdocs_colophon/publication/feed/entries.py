"""What a feed is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from mkdocs_colophon.publication.metadata import Parts, Publication

LENGTH = 20  # entries: they hold all their text, and every reader fetches the whole file again and again


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication with its text: HTML that means the same wherever it is shown; see `content.portable`."""

    publication: Publication
    content: str
    filed: tuple[str, ...] = ()

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


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that a feed shows, by their dates, then by their addresses."""
    by_address = sorted(entries, key=lambda entry: entry.publication.url)
    return tuple(sorted(by_address, key=lambda entry: entry.published, reverse=True)[:LENGTH])


def moment(parts: Parts) -> datetime:
    """The first moment, in UTC, of a date as far as it is known.

    >>> moment((2026, 11)).isoformat()
    '2026-11-01T00:00:00+00:00'
    """
    year, month, day = (*parts, 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)
