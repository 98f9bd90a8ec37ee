"""What stands on the page for citations, once pandoc has formatted them: links, places to come back to, problems."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from mkdocs_colophon.citations import footnote_citations, links
from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.identifiers import identity
from mkdocs_colophon.citations.request import Asked, Form, Formatted
from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.grammar import Cite, trimmed
from mkdocs_colophon.html import attributes, tag, tags
from mkdocs_colophon.problems import Problem, did_you_mean

_LOCATOR = re.compile(r"(?P<before>\s*,?\s*\{?\s*)(?P<word>[^\W\d]+\.?)(?=\s*(?:\d|[ivxlcdm]+\b))")


@dataclass(frozen=True, slots=True)
class Group:
    """The keys of one citation, and whether it stands in the words of a link, and so can hold none."""

    keys: tuple[str, ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of one page as they stand on it.

    Attributes
    ----------
    citations : the HTML of each, in the order of the groups.
    places : by key, the ids of the citations of it.
    notes : by id, the footnotes of a style of notes.
    cards : by label, the keys of a link that stands for several entries and shows them all.
    """

    citations: tuple[str, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def asked(cites: Sequence[Cite], form: Form, words: Words) -> Asked:
    """`cites` as pandoc reads them as we did, with locators in words that it knows.

    >>> from mkdocs_colophon.citations.words import words
    >>> asked([Cite("a", "see", ", ch. 3"), Cite("b", suppress=True)], "group", words("en")).markdown
    '[see @{a}, chap. 3; -@{b}]'
    >>> asked([Cite("a", suffix="p. 3")], "textual", words("en")).markdown
    '@{a} [p. 3]'
    """
    if form != "textual":
        return Asked("[" + "; ".join(_item(cite, words) for cite in cites) + "]", form)
    first, *others = cites
    bracket = "; ".join(filter(None, [_suffix(first, words), *(_item(cite, words) for cite in others)]))
    return Asked(_written(first) + (f" [{bracket}]" if bracket else ""), form)


def cited(groups: Sequence[Group], formatted: Formatted) -> Cited:
    """The citations of a page, in the order of `groups`, as `formatted`.

    A style of notes may have no bibliography; then nothing leads there.
    """
    if formatted.notes and not formatted.entries:
        plain = tuple(map(without_links, formatted.citations))
        formatted = replace(formatted, citations=plain, notes=tuple(map(without_links, formatted.notes)))
    named = list(zip(_names(groups), groups, strict=True))[: len(formatted.citations)]
    places: dict[str, list[str]] = {}
    for name, group in named:
        for key in dict.fromkeys(group.keys):
            places.setdefault(key, []).append(name)
    citations = tuple(_shown(name, group, formatted, number) for number, (name, group) in enumerate(named))
    words = zip(named, formatted.notes, strict=False)  # a style without notes has none at all
    cards = ((links.card(name), group.keys, html) for (name, group), html in zip(named, citations, strict=True))
    return Cited(
        citations,
        {key: tuple(names) for key, names in places.items()},
        {name: links.linked(note) for (name, group), note in words if note and not group.bare},
        {card: keys for card, keys, html in cards if attributes.written("data-label", card) in html},
    )


def _names(groups: Sequence[Group]) -> list[str]:
    """The ids of citations: the first key, and a number that tells those of one key apart."""
    numbers = defaultdict[str, Iterator[int]](lambda: count(1))
    return [f"cite-{group.keys[0]}-{next(numbers[group.keys[0]])}" for group in groups]


def _shown(name: str, group: Group, formatted: Formatted, number: int) -> str:
    """One citation with its id: in a link's words, as a note, or in the sentence."""
    if group.bare:
        return tag("span", links.inside(excerpted(formatted, number)), class_="citation", id=name)
    html = formatted.citations[number]
    inside = links.inside(html)
    if "".join(formatted.notes[number : number + 1]):
        names = links.linked(html) if inside.strip() else ""
        return names + footnote_citations.mark(name, group.keys)
    return links.citation(inside, name, group.keys)


def closed(html: str) -> str:
    """`html` with superscript citations close to the word before them, where the author has left a space.

    >>> closed('As known <span class="citation" id="cite-a-1"><sup>1</sup></span> from <sup>2</sup>H')
    'As known<span class="citation" id="cite-a-1"><sup>1</sup></span> from <sup>2</sup>H'
    """
    if "<sup>" not in html:
        return html
    found = pairwise(tags(html, "span", "sup"))
    raised = (span for span, sup in found if (span.end, span.name, sup.text) == (sup.start, "span", "<sup>"))
    closed = (span.start for span in raised if attributes.read(span.text).get("class") == "citation")
    return footnote_citations.close(html, closed)


def without_links(html: str, unwanted: Callable[[str], bool] = lambda address: True) -> str:
    """The words of `html` without the links in it, or without those to an `unwanted` address.

    So a citation stands in an excerpt, where there is no bibliography to lead to, and in the words of another link.

    >>> without_links('(<a href="#ref-a">Doe 2001</a>)')
    '(Doe 2001)'
    """
    parts, position = [], 0
    gone: list[bool] = []  # of each link that is open
    for link in tags(html, "a"):
        if not link.is_end:
            gone.append(unwanted(attributes.read(link.text).get("href", "")))
        if gone and (gone.pop() if link.is_end else gone[-1]):
            parts.append(html[position : link.start])
            position = link.end
    return "".join([*parts, html[position:]])


def excerpted(formatted: Formatted, number: int, way: str = "") -> str:
    """Citation `number` as it stands in an excerpt: in the same form, a note in parentheses, no id.

    It leads to the entries on the page that is reached by `way`, if that is known.
    """
    note = "".join(formatted.notes[number : number + 1])
    citation = formatted.citations[number] + (f" ({note.removesuffix('.')})" if note else "")
    return links.leading_away(citation, way) if way else without_links(citation)


def unknown(key: str, library: Library, written: str = "") -> Problem:
    """The problem of a citation, in the author's text `written`, whose key the library lacks."""
    needle = f"@{{{key}}}" if f"@{{{key}}}" in written else f"@{key}"
    if not library.exists:
        hint = (
            f"{library.path} does not exist: create it, or name another under `bibliography`; a plain @ is written \\@"
        )
        return Problem("CITE001", f"no bibliography to find '{key}' in", hint, needle=needle)
    if (known := trimmed(key)) in library.entries:
        hint = f"the key took in what follows it; write @{{{known}}}"
    elif identity(key):
        hint = f"no entry has it; add one to {library.path} that does"
    else:
        hint = did_you_mean(key, library.entries) or f"add it to {library.path}, or write \\@ for a plain @"
    return Problem("CITE001", f"unknown key '{key}'", hint, needle=needle)


def _item(cite: Cite, words: Words) -> str:
    prefix = f"{cite.prefix} " if cite.prefix else ""
    return f"{prefix}{_written(cite)}{_suffix(cite, words)}"


def _suffix(cite: Cite, words: Words) -> str:
    found = _LOCATOR.match(cite.suffix)
    known = words.locator(found["word"]) if found else ""
    return f"{found['before']}{known}{cite.suffix[found.end() :]}" if found and known else cite.suffix


def _written(cite: Cite) -> str:
    return f"{'-' if cite.suppress else ''}@{{{cite.key}}}"
