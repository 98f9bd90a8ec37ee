"""What citations are made of: the entries of the library, what a page asks for, and what pandoc makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from mkdocs_colophon import grammar

Format = Literal["biblatex", "csljson", "cslyaml", "ris"]
Form = Literal["group", "textual", "author"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a library.

    Attributes
    ----------
    key : its name.
    text : the record as pandoc reads it: for BibTeX and RIS as in the file, for CSL as JSON.
    line, path : where it begins, from 1, and in which file.
    format : what `text` is written in.
    type : what sort of work it is, in the words of its format.
    fields : what it says, by lower-case name, as written; for messages only.
    head : what the file has for all its entries: BibTeX's strings and preambles.
    parents : the texts of the entries that it inherits from.
    """

    key: str
    text: str
    line: int
    path: str = ""
    format: Format = "biblatex"
    type: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    head: str = field(default="", repr=False)
    parents: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Library:
    """The entries that can be cited, by key.

    Attributes
    ----------
    path : the files, relative to the project's folder, as messages name them.
    entries : in the order of the files.
    exists : whether any file is there at all.
    """

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    exists: bool = False

    def joined(self, own: Iterable[Entry]) -> "Library":
        """The library of a page that brings entries of its `own`, which win."""
        added = {entry.key: entry for entry in own}
        return replace(self, entries={**self.entries, **added}, exists=True) if added else self


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
