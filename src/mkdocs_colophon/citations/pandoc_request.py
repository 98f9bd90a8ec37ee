"""What pandoc is asked: a page's citations and the entries they need, as a message, and by a digest of it all."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from mkdocs_colophon.citations import pandoc
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.pandoc import Message
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.store import digest_of

NAMES = pandoc.WORKER.with_name("names.csl")
_PLACE = re.compile(r'Error at (?:"[^"]*" )?\(line (\d+), column \d+\):\s*(.*)')


def question(request: Request, library: Library) -> Message:
    """The message that asks for the citations and the entries of a page."""
    cited = request.entries(library)
    return {
        "citations": [{"markdown": asked.markdown, "form": asked.form} for asked in request.citations],
        "keys": list(cited),
        "nocite": request.listed(library),
        "sources": sources(each for each in request.references if each.key in cited),
        "style": request.style.path,
        "names": str(NAMES),
        "numbered": request.style.kind in ("numeric", "label"),
        "note": request.style.kind == "note",
        "language": request.language,
    }


def sources(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """`entries` in groups that pandoc can read as one text."""
    ordered = sorted(entries, key=lambda entry: (entry.format, entry.head))
    return [
        {
            "format": form,
            "head": head,
            "entries": [{"key": each.key, "text": "\n".join([each.text, *each.parents])} for each in group],
        }
        for (form, head), group in groupby(ordered, key=lambda entry: (entry.format, entry.head))
    ]


def digest(basis: tuple[object, ...], request: Request, library: Library, entries: Mapping[str, Entry]) -> str:
    """A text that changes with everything that the answer to `request`, which cites `entries`, depends on."""
    cited = [(entry.key, entry.format, entry.head, entry.text, entry.parents) for entry in entries.values()]
    asked = [(each.markdown, each.form) for each in request.citations]
    style = (request.style.digest, request.style.kind, request.language)
    told = (basis, style, asked, request.listed(library), cited)
    return digest_of(told)


def refusal(entry: Entry, reason: str) -> Problem:
    """The problem of an entry that pandoc does not read, at the line at which it stops if that can be told."""
    place = _PLACE.search(reason)
    inside = int(place[1]) - entry.head.count("\n") - 1 if place and entry.format == "biblatex" else 0
    words = place[2] if place else " ".join(reason.split())
    hint = "look for a missing comma, brace or quote before it"
    problem = Problem("CITE003", f"pandoc cannot read the entry '{entry.key}': {words}", hint)
    return problem.at(entry.path, entry.line + max(inside, 0))
