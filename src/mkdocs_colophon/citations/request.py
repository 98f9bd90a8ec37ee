"""What a page asks for, and what pandoc makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mkdocs_colophon import grammar
from mkdocs_colophon.citations.entry import Entry, Library

Form = Literal["group", "textual", "author"]


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    Attributes
    ----------
    name : as its user calls it.
    path : its file; empty for the one that pandoc has itself.
    kind : how it cites: by author and date, by number, by a label such as "Doe01", or in notes.
    digest : of the file's bytes.
    """

    name: str = "chicago-author-date"
    path: str = ""
    kind: Literal["author-date", "numeric", "label", "note"] = "author-date"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A citation as pandoc's Markdown, such as ``[see @{a}, p. 3]``, and its form.

    "group" and "textual" are read as pandoc does; "author" gives the names alone.
    """

    markdown: str
    form: Form = "group"


@dataclass(frozen=True, slots=True)
class Request:
    """All that a page wants formatted.

    Attributes
    ----------
    citations : in the order of the page.
    style : the style of the page.
    language : as pandoc's locales are called, such as ``en-US``.
    nocite : keys to be listed though nothing cites them; ``*`` is every key.
    references : entries of the page itself, which win over those of files.
    """

    citations: tuple[Asked, ...] = ()
    style: Style = Style()
    language: str = "en-US"
    nocite: tuple[str, ...] = ()
    references: tuple[Entry, ...] = ()

    def entries(self, library: Library) -> dict[str, Entry]:
        """The entries that the page cites or lists, by key, in the order in which they come up first."""
        known = library.joined(self.references).entries
        cited = [key for asked in self.citations for key in grammar.cites(asked.markdown)]
        return {key: known[key] for key in [*cited, *self.listed(library)] if key in known}

    def listed(self, library: Library) -> list[str]:
        """The keys that are to be listed though nothing cites them, `*` written out."""
        known = library.joined(self.references).entries
        return list(known) if "*" in self.nocite else [key for key in self.nocite if key in known]


@dataclass(frozen=True, slots=True)
class Formatted:
    """Citations of one page, as HTML, and its bibliography.

    Attributes
    ----------
    citations : one for each asked for. In a note style it holds the names of a narrative one, or nothing.
    entries : the HTML of each entry by key, in the bibliography's order.
    notes : for each citation the HTML of its note; none at all in a style without notes.
    kind : how the style cites.
    refused : by key, why pandoc cannot read an entry; the entry is missing.
    """

    citations: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kind: Literal["author-date", "numeric", "label", "note"] = "author-date"
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def note(self) -> bool:
        """Whether the style cites in notes."""
        return self.kind == "note"

    @property
    def numeric(self) -> bool:
        """Whether the style cites by numbers."""
        return self.kind == "numeric"
