"""What citations are made of: the entries of the library, what a page asks for, and what pandoc makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Format = Literal["biblatex", "csljson", "cslyaml", "ris"]


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
