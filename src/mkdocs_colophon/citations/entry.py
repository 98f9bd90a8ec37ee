"""The entries of a library, and what they tell: their type, their year, and where the work can be read."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from mkdocs_colophon.problems import Problem

Format = Literal["biblatex", "csljson", "cslyaml", "ris"]
_TYPES: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_name("types.toml").read_text("utf-8"))
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}
_YEAR = re.compile(r"\b(\d{4})\b")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ARXIV = re.compile(r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?")


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
    fields : what it says, by lower-case name, as written.
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
        found = (_YEAR.search(self.fields.get(name, "")) for name in ("year", "py", "date", "issued"))
        return next((each[1] for each in found if each), "")

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """Where the work can be read: names and addresses of its DOI, its arXiv preprint, its page.

        >>> list(Entry("a", "", 1, fields={"doi": "10.1109/5.726791", "eprint": "1603.07285"}).links)
        [('DOI', 'https://doi.org/10.1109/5.726791'), ('arXiv', 'https://arxiv.org/abs/1603.07285')]
        >>> list(Entry("a", "", 1, fields={"url": "javascript:alert(1)"}).links)
        []
        """
        doi = DOI.search(self._first("doi", "do"))
        if doi:
            yield "DOI", f"https://doi.org/{quote(doi[1], safe='/:;()._-')}"
        preprint = ARXIV.fullmatch(self._first("eprint").removeprefix("arXiv:"))
        if preprint:
            yield "arXiv", f"https://arxiv.org/abs/{preprint[0]}"
        address = self._first("url", "ur")
        host = urlsplit(address).netloc if is_web(address) else ""
        if host and not (doi and host.endswith("doi.org")) and not (preprint and host == "arxiv.org"):
            yield host.removeprefix("www."), address

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
    """

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    exists: bool = False

    def joined(self, own: Iterable[Entry]) -> "Library":
        """The library of a page that brings entries of its `own`, which win."""
        added = {entry.key: entry for entry in own}
        return replace(self, entries={**self.entries, **added}, exists=True) if added else self


def is_web(address: str) -> bool:
    """Whether `address` is one that a page may lead to.

    >>> is_web("https://example.org/a"), is_web("javascript:alert(1)"), is_web("https://javascript:alert(1)")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", address) and parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
