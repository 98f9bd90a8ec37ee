"""What citations are made of: the entries of the library, and what pandoc makes of a page's citations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["group", "textual", "author"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a .bib file: its key, its text, and the line at which it begins, from 1."""

    key: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Library:
    """The entries that can be cited, by key.

    Attributes
    ----------
    path : the .bib file, relative to the project's folder.
    entries : in the file's order.
    text : the file's sound parts, strings and preambles included, for pandoc.
    exists : whether the file is there at all.
    """

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    text: str = ""
    exists: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One citation as pandoc is asked for it: its Markdown, and its form."""

    markdown: str
    form: Form = "group"


@dataclass(frozen=True, slots=True)
class Request:
    """All that a page wants formatted: its citations in order, and its language as in BCP 47."""

    citations: tuple[Asked, ...] = ()
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class Formatted:
    """Citations of one page, as HTML, and its bibliography: the HTML of each entry by key, in order.

    A style of notes leaves little or nothing in the sentence: its words are in `notes`, one for each citation.
    """

    citations: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
