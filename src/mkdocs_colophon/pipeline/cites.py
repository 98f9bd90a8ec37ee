"""The cites on a page: which are labels and which are keys, and what pandoc is asked."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import cast

from mkdocs_colophon import grammar
from mkdocs_colophon.citations import in_text as citations
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.pandoc import PandocError
from mkdocs_colophon.citations.request import Asked, Form, Formatted, Request
from mkdocs_colophon.citations.words import Words, words
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import Marker, as_html
from mkdocs_colophon.problems import Problem

Format = Callable[[Request], Formatted]


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read the cites of a page.

    Attributes
    ----------
    kinds : the prefixes of labels; any other cite is a key.
    library : what can be cited on the page.
    request : what the page asks for, its citations apart.
    format : gives the HTML of a request's citations, or raises an `PandocError`, which has been noted as a problem.
    noted : in a style of notes, by the number of a marker, how many notes of the author's own stand before it.
    """

    kinds: frozenset[str]
    library: Library
    request: Request
    format: Format
    noted: Mapping[int, int] = field(default_factory=dict)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What can be cited, by key."""
        return self.library.entries

    @property
    def words(self) -> Words:
        """The words around citations in the language of the page."""
        return words(self.request.language)


@dataclass(frozen=True, slots=True)
class Listed:
    """The citations of a page.

    Attributes
    ----------
    groups : the keys of each.
    formatted : what pandoc makes of them.
    of : by the number of a marker, which of them are its.
    """

    groups: tuple[citations.Group, ...] = ()
    formatted: Formatted = Formatted()
    of: Mapping[int, Sequence[int]] = field(default_factory=dict)


Runs = tuple[tuple[bool, tuple[Cite, ...]], ...]


def runs(marker: Marker, reader: Reader) -> Runs:
    """The cites of a marker in runs of labels and of bibliography keys, and whether a run is of labels.

    An identifier such as ``doi:10.1000/182`` stands for the key of the entry that has it.
    """
    found, named = _runs(marker.data["cites"], reader.kinds), reader.library.named
    if all(is_label for is_label, _ in found):
        return found
    return tuple(
        (is_label, run if is_label else tuple(cite._replace(key=named(cite.key)) for cite in run))
        for is_label, run in found
    )


@lru_cache(maxsize=1 << 15)  # a page asks four times for those of each marker, each time after all other pages
def _runs(data: str, kinds: frozenset[str]) -> Runs:
    cites = [Cite(*values) for values in json.loads(data)]
    grouped = groupby(cites, key=lambda cite: prefix_of(cite.key) in kinds)
    return tuple((is_label, tuple(run)) for is_label, run in grouped)


def worded(run: Sequence[Cite], marker: Marker) -> list[Cite]:
    """A run of labels of `marker`, with the words around each as HTML."""
    read = json.loads(marker.data.get("words", "{}"))

    def html(words: str) -> str:
        return str(read.get(words, as_html(words)))

    return [cite._replace(prefix=html(cite.prefix), suffix=html(cite.suffix)) for cite in run]


def request(found: Iterable[Marker], reader: Reader) -> Request:
    """All that the markers of a page ask for, in one go: an author cited twice may need a letter after the year."""
    markers = list(found)
    return _asked([asked for *_, asked in _wanted(markers, reader)], reader, divided=any(map(is_part, markers)))


def listed(found: Iterable[Marker], reader: Reader) -> Listed:
    """The citations among the markers of a page, formatted."""
    markers = list(found)
    wanted = list(_wanted(markers, reader))
    of: dict[int, list[int]] = {}
    for place, (marker, _, _) in enumerate(wanted):
        of.setdefault(marker.number, []).append(place)
    asked = _asked([asked for *_, asked in wanted], reader, divided=any(map(is_part, markers)))
    return Listed(tuple(group for _, group, _ in wanted), _formatted(asked, reader), of)


def is_part(marker: Marker) -> bool:
    """Whether a marker is of a bibliography that lists only a part of what its page cites."""
    told = marker.data
    partial = told.get("scope") == "section" or "where" in told
    return marker.name == "bibliography" and told.get("scope") != "site" and partial


def unknown(keys: Iterable[str], reader: Reader, written: str = "") -> list[Problem]:
    """A problem for each of `keys`, in the author's text `written`, unless it is one that its file has been told of."""
    return [citations.unknown(key, reader.library, written) for key in keys if not reader.library.is_lost(key)]


def unlisted(reader: Reader) -> list[Problem]:
    """What is wrong with the keys that front matter lists."""
    return unknown(
        [key for key in reader.request.nocite if key != "*" and reader.library.named(key) not in reader.entries], reader
    )


def problems(marker: Marker, reader: Reader) -> list[Problem]:
    """What is wrong with a marker's cites whatever they lead to."""
    found = [
        problem
        for is_label, run in runs(marker, reader)
        for cite in run
        for problem in _stray(cite, marker.text, is_label)
    ]
    if "dash" in marker.data:
        text = f"the '-' of '{marker.text}' leaves out the author, and is no dash"
        found.append(Problem("CITE013", text, "write –, or leave a space before it", needle=marker.text))
    return found


def _wanted(found: Iterable[Marker], reader: Reader) -> Iterator[tuple[Marker, citations.Group, Asked]]:
    """The citations that markers ask for: their keys, as far as the library has them, and what pandoc is asked."""
    for marker in found:
        for is_label, run in runs(marker, reader) if marker.name == "cite" else ():
            known = [cite for cite in run if cite.key in reader.entries]
            if known and not is_label:
                group = citations.Group(tuple(cite.key for cite in known), "bare" in marker.data)
                asked = citations.asked(known, cast(Form, marker.data["form"]), reader.words)
                yield marker, group, replace(asked, after=reader.noted.get(marker.number, 0))


def entries(keys: Sequence[str], reader: Reader, *, divided: bool = False) -> Mapping[str, str]:
    """The entries of `keys` in the style of a page and in the order of the style, for one list or a `divided` one."""
    cited = [Asked("[" + "; ".join(f"@{{{key}}}" for key in keys) + "]")] if keys else []
    return _formatted(_asked(cited, reader, divided=divided), reader).entries


def _asked(asked: Sequence[Asked], reader: Reader, *, divided: bool) -> Request:
    return replace(reader.request, citations=tuple(asked), divided=divided)


def _formatted(request: Request, reader: Reader) -> Formatted:
    try:
        return reader.format(request)
    except PandocError:  # whoever made `format` has noted it; page after page would say the same
        return Formatted()


def _stray(cite: Cite, written: str, is_label: bool) -> list[Problem]:
    """A problem for each key in the words around a cite: pandoc would silently print one of the two only."""
    code, hint = "XREF005" if is_label else "CITE006", "separate them by ';'"
    return [
        Problem(code, f"'@{key}' stands among the words of '@{cite.key}'", hint, needle=written)
        for key in grammar.cites(f"{cite.prefix} {cite.suffix}")
    ]
