"""The entries of a library, and what they tell: their type, their year, and where the work can be read."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from mkdocs_colophon.citations.identifiers import ARXIV, DOI, identity, is_web
from mkdocs_colophon.problems import Problem

Format = Literal["biblatex", "csljson", "cslyaml", "ris"]
_TYPES: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_name("types.toml").read_text("utf-8"))
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}
_YEAR = re.compile(r"(?<!\d)(\d{3,4})(?!\d)")
_DATES = ("date", "year", "issued", "py", "y1", "da")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a library.

    Attributes
    ----------
    key : its name.
    text : the record as in the file, for CSL as JSON.
    line, path : where it begins, from 1, and in which file.
    format : what `source` is written in.
    type : what sort of work it is, in the words of its format.
    fields : what it says, by lower-case name, and what it inherits; strings are written out, identifiers bare.
    source : the record as pandoc is to read it.
    undefined : the strings that it uses and nothing defines.
    issued : when it appeared, where `source` cannot tell.
    parents : the sources of the entries that it inherits from.
    ancestors : their keys.
    """

    key: str
    text: str
    line: int
    path: str = ""
    format: Format = "biblatex"
    type: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    source: str = field(default="", repr=False)
    undefined: tuple[str, ...] = ()
    issued: str = ""
    parents: tuple[str, ...] = field(default=(), repr=False)
    ancestors: tuple[str, ...] = ()

    @property
    def inherits(self) -> list[str]:
        """The keys of the entries that it names as its parents."""
        named = (self.fields[name] for name in ("crossref", "xdata", "xref") if name in self.fields)
        return [key.strip() for keys in named for key in keys.split(",")]

    @property
    def kind(self) -> str:
        """Its type, as the languages name it; ``other`` if it is none of them.

        >>> Entry("a", "", 1, type="inproceedings").kind, Entry("a", "", 1, type="misc").kind
        ('conference', 'other')
        """
        return _TYPE_OF.get(self.type.lower(), "other")

    @property
    def year(self) -> str:
        """Its year; empty if it has none.

        >>> Entry("a", "", 1, fields={"date": "2016-11-18"}).year, Entry("a", "", 1).year
        ('2016', '')
        """
        found = (_YEAR.search(self.fields.get(name, "")) for name in _DATES)
        return next((each[1] for each in found if each), "")

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """Where the work can be read: names and addresses of its DOI, its arXiv preprint, its page.

        >>> list(Entry("a", "", 1, fields={"doi": "10.1109/5.726791", "eprint": "1603.07285"}).links)
        [('DOI', 'https://doi.org/10.1109/5.726791'), ('arXiv', 'https://arxiv.org/abs/1603.07285')]
        >>> list(Entry("a", "", 1, fields={"url": "javascript:alert(1)"}).links)
        []
        """
        if doi := self.doi:
            yield "DOI", f"https://doi.org/{quote(doi, safe='/:;()._-')}"
        if preprint := self.arxiv:
            yield "arXiv", f"https://arxiv.org/abs/{preprint}"
        address = self._first("url", "ur")
        host = urlsplit(address).netloc if is_web(address) else ""
        if host and not (doi and host.endswith("doi.org")) and not (preprint and host == "arxiv.org"):
            yield host.removeprefix("www."), address

    @property
    def doi(self) -> str:
        """Its DOI; empty if it has none, or none that leads anywhere."""
        return found[0] if (found := DOI.fullmatch(self._first("doi", "do"))) else ""

    @property
    def arxiv(self) -> str:
        """Its arXiv identifier, likewise."""
        return found[0] if (found := ARXIV.fullmatch(self._first("eprint"))) else ""

    def _first(self, *names: str) -> str:
        """The value of the first of the fields called `names` that it has: RIS has names of its own."""
        return next((self.fields[name] for name in names if name in self.fields), "")

    def problem(self, code: str, text: str, hint: str = "") -> Problem:
        """A problem with it, at its place."""
        return Problem(code, text, hint, self.path, self.line)


@dataclass(frozen=True, slots=True)
class Library:
    """The entries that can be cited, by key.

    Attributes
    ----------
    path : the files, relative to the project's folder, as messages name them.
    entries : in the order of the files.
    exists : whether any file is there at all.
    complete : whether all of them could be opened and read as text.
    broken : the texts of those in which something cannot be read.
    identified : the keys of entries by the identifiers that they have, such as ``doi:10.1000/182``.
    """

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    exists: bool = False
    complete: bool = True
    broken: tuple[str, ...] = field(default=(), repr=False)
    identified: Mapping[str, str] = field(default_factory=dict, repr=False)

    def named(self, key: str) -> str:
        """The key of the entry that has the identifier `key`; `key` itself if it is that of an entry, or unknown."""
        return key if key in self.entries else self.identified.get(identity(key), key)

    def is_lost(self, key: str) -> bool:
        """Whether the entry of `key` may be in what could not be read, which has been told."""
        return not self.complete or any(key in text for text in self.broken)

    def joined(self, own: Iterable[Entry]) -> "Library":
        """The library of a page that brings entries of its `own`, which win."""
        added = {entry.key: entry for entry in own}
        if not added:
            return self
        known = {**self.identified, **identified(added.values())}
        return replace(self, entries={**self.entries, **added}, exists=True, identified=known)


def identified(entries: Iterable[Entry]) -> dict[str, str]:
    """The keys of `entries` by their identifiers; the first entry with one has it.

    >>> identified([Entry("a", "", 1, fields={"doi": "10.1000/X", "eprint": "1603.07285v2"})])
    {'doi:10.1000/x': 'a', 'arxiv:1603.07285': 'a'}
    """
    found: dict[str, str] = {}
    for entry in entries:
        for written in ([f"doi:{entry.doi}"] if entry.doi else []) + ([f"arxiv:{entry.arxiv}"] if entry.arxiv else []):
            found.setdefault(identity(written), entry.key)
    return found
