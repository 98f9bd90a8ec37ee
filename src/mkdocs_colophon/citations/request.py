"""What a page asks for, as a message to pandoc and by a digest of it all, and what pandoc makes of it."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Literal

from mkdocs_colophon import grammar
from mkdocs_colophon.citations import pandoc
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.pandoc import Message
from mkdocs_colophon.html import as_text, elements
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.store import digest_of

NAMES = pandoc.WORKER.with_name("names.csl")
_SUBSTITUTE = re.compile(rb"\ssubsequent-author-substitute(?:-rule)?=(?:\"[^\"]*\"|'[^']*')")
_PLACE = re.compile(r'Error at (?:"[^"]*" )?\(line (\d+), column \d+\):\s*(.*)')

Form = Literal["group", "textual", "author"]
Kind = Literal["author-date", "numeric", "label", "note"]


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
    kind: Kind = "author-date"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A citation as pandoc's Markdown, such as ``[see @{a}, p. 3]``, and its form.

    "group" and "textual" are read as pandoc does; "author" gives the names alone. In a style of notes, `after` tells
    how many notes of the author's own stand before it.
    """

    markdown: str
    form: Form = "group"
    after: int = 0


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
    divided : whether the entries stand in several lists, so that none may put a dash for the author of the one before.
    """

    citations: tuple[Asked, ...] = ()
    style: Style = Style()
    language: str = "en-US"
    nocite: tuple[str, ...] = ()
    references: tuple[Entry, ...] = ()
    divided: bool = False

    def entries(self, library: Library) -> dict[str, Entry]:
        """The entries that the page cites or lists, by key, in the order in which they come up first."""
        known = library.joined(self.references).entries
        cited = [key for asked in self.citations for key in grammar.cites(asked.markdown)]
        return {key: known[key] for key in [*cited, *self.listed(library)] if key in known}

    def listed(self, library: Library) -> list[str]:
        """The keys that are to be listed though nothing cites them, `*` written out."""
        whole = library.joined(self.references)
        known, wanted = whole.entries, map(whole.named, self.nocite)
        return list(known) if "*" in self.nocite else [key for key in wanted if key in known]


@dataclass(frozen=True, slots=True)
class Formatted:
    """Citations of one page, as HTML, and its bibliography.

    Attributes
    ----------
    citations : one for each asked for. In a note style it holds the names of a narrative one, or nothing.
    entries : the HTML of each entry by key, in the bibliography's order.
    notes : for each citation the HTML of its note; none at all in a style without notes.
    """

    citations: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def question(request: Request, library: Library) -> Message:
    """The message that asks for the citations and the entries of a page."""
    cited = request.entries(library)
    return {
        "citations": [_asked(asked) for asked in request.citations],
        "keys": list(cited),
        "nocite": request.listed(library),
        "sources": sources(each for each in request.references if each.key in cited),
        "style": _undivided(request.style.path) if request.divided else request.style.path,
        "names": str(NAMES),
        "numbered": request.style.kind in ("numeric", "label"),
        "note": request.style.kind == "note",
        "language": request.language,
    }


def _undivided(path: str) -> str:
    """The style at `path`, as pandoc takes it, without what stands for the author of the entry before."""
    content = Path(path).read_bytes() if path else b""
    plain = _SUBSTITUTE.sub(b"", content)
    return path if plain == content else f"data:text/xml;base64,{b64encode(plain).decode()}"


def _asked(asked: Asked) -> dict[str, str | int]:
    return {"markdown": asked.markdown, "form": asked.form, **({"after": asked.after} if asked.after else {})}


def sources(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """`entries` in groups that pandoc can read as one text."""
    found = []
    for form, group in groupby(sorted(entries, key=attrgetter("format")), key=attrgetter("format")):
        found.append({"format": form, "entries": [_source(each) for each in group]})
    return found


def _source(entry: Entry) -> dict[str, object]:
    told: dict[str, object] = {"key": entry.key, "text": "\n".join([entry.source, *entry.parents])}
    if entry.issued:  # BibTeX's is a word, as in `year = {forthcoming}`
        told["issued"] = {"literal": entry.issued} if entry.format == "biblatex" else entry.issued
    return told


def digest(basis: tuple[object, ...], request: Request, library: Library, entries: Mapping[str, Entry]) -> str:
    """A text that changes with everything that the answer to `request`, which cites `entries`, depends on."""
    contents = {
        "style": (request.style.digest, request.divided),
        "names": basis,
        "sources": sources(entries.values()),
    }  # and no paths
    return digest_of({**question(request, library), **contents})


def refusal(entry: Entry, reason: str) -> Problem:
    """The problem of an entry that pandoc does not read, at the line at which it stops if that can be told."""
    place = _PLACE.search(reason)
    inside = int(place[1]) - 1 if place and entry.format == "biblatex" else 0
    words = place[2] if place else " ".join(reason.split())
    hint = "look for a missing comma, brace or quote before it"
    problem = entry.problem("CITE003", f"pandoc cannot read the entry '{entry.key}': {words}", hint)
    return replace(problem, line=entry.line + max(inside, 0))


def unread(entry: Entry, html: str) -> list[Problem]:
    """A problem for each command of TeX that stands in the `html` of `entry` as it was written.

    >>> [each.code for each in unread(Entry("a", "", 3, "x.bib"), '<span class="nocase">\\\\x{B}</span>')]
    ['CITE018']
    """
    raw = (as_text(each.inner).strip() for each in elements(html, "span") if each.has_class("nocase"))
    hint = "write its characters, or mathematics between $ and $"
    told = dict.fromkeys(text for text in raw if text.startswith("\\"))
    return [entry.problem("CITE018", f"pandoc does not know '{text}' in entry '{entry.key}'", hint) for text in told]


def wordless(entry: Entry, key: str, language: str) -> Problem:
    """What the author of a page in `language` should know of `entry`, in which pandoc prints a `key` of BibLaTeX."""
    text = f"pandoc has no word in {language} for '{key}', which it prints in entry '{entry.key}'"
    field = "pubstate" if key.startswith("in") else "type"
    return replace(entry.problem("CITE019", text, f"write {field} = {{…}} in that language"), informational=True)
