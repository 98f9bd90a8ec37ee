"""What stands on the page for citations, once pandoc has formatted them: links, places to come back to, problems."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from mkdocs_colophon.citations import footnote_citations
from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.request import Asked, Form, Formatted
from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.grammar import Cite, trimmed
from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.problems import Problem, did_you_mean

_ENTRY_LINK = re.compile(r'<a href="#ref-([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_WHOLE = re.compile(r'<span class="citation"[^>]*>(.*)</span>', re.DOTALL)
_RAISED = re.compile(r'\s+(<span class="citation"[^>]*><sup>)')
_LOCATOR = re.compile(r"(?P<before>\s*,?\s*)(?P<word>[^\W\d]+\.)(?=\s*\d)")


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
    citations : the HTML of each, in document order.
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
    return Asked(_key(first) + (f" [{bracket}]" if bracket else ""), form)


def cited(groups: Sequence[Group], formatted: Formatted) -> Cited:
    """The citations of a page, in document order, as `formatted`.

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
    cards = (name for (name, _), html in zip(named, citations, strict=True) if f'="{escape(_card(name))}"' in html)
    of = dict(named)
    return Cited(
        citations,
        {key: tuple(names) for key, names in places.items()},
        {name: linked(note) for (name, group), note in words if note and not group.bare},
        {_card(name): of[name].keys for name in cards},
    )


def _names(groups: Sequence[Group]) -> list[str]:
    """The ids of citations: the first key, and a number that tells those of one key apart."""
    count: Counter[str] = Counter()
    names = []
    for group in groups:
        count[group.keys[0]] += 1
        names.append(f"cite-{group.keys[0]}-{count[group.keys[0]]}")
    return names


def _shown(name: str, group: Group, formatted: Formatted, number: int) -> str:
    """One citation with its id: in a link's words, as a note, or in the sentence."""
    html = formatted.citations[number]
    if group.bare:
        return tag("span", _inside(excerpted(formatted, number)), class_="citation", id=name)
    if "".join(formatted.notes[number : number + 1]):
        return (linked(html) if _inside(html).strip() else "") + footnote_citations.mark(name, group.keys)
    return _citation(html, name, group.keys)


def _card(name: str) -> str:
    """The label of the card of a citation whose links stand for several entries."""
    return f"card-{name}"


def anchor(key: str) -> str:
    """The id of the entry of `key`; an id holds no white space.

    >>> anchor("a&b"), anchor("a b")
    ('ref-a&b', 'ref-a-b')
    """
    return "ref-" + re.sub(r"\s", "-", key)


def linked(html: str) -> str:
    """`html` of pandoc with each link to an entry as the contract has it."""

    def link(match: re.Match[str]) -> str:
        return _link(match[2], [unescape(match[1])])

    return _ENTRY_LINK.sub(link, html)


def closed(html: str) -> str:
    """`html` with superscript citations close to the word before them, where the author has left a space.

    >>> closed('As known <span class="citation" id="cite-a-1"><sup>1</sup></span> from <sup>2</sup>H')
    'As known<span class="citation" id="cite-a-1"><sup>1</sup></span> from <sup>2</sup>H'
    """
    return _RAISED.sub(r"\1", html) if "<sup>" in html else html


def without_links(citation: str) -> str:
    """`citation` as it stands in an excerpt, where there is no bibliography to lead to, or in a link's words.

    >>> without_links('(<a href="#ref-a">Doe 2001</a>)')
    '(Doe 2001)'
    """
    return re.sub(r"</?a\b[^>]*>", "", citation)


def excerpted(formatted: Formatted, number: int, way: str = "") -> str:
    """Citation `number` as it stands in an excerpt: in the same form, a note in parentheses, no id.

    It leads to the entries on the page that is reached by `way`, if that is known.
    """
    note = "".join(formatted.notes[number : number + 1])
    citation = formatted.citations[number] + (f" ({note.removesuffix('.')})" if note else "")
    if not way:
        return without_links(citation)
    return _ENTRY_LINK.sub(lambda match: _away(match[2], unescape(match[1]), way), citation)


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
    else:
        hint = did_you_mean(key, library.entries) or f"add it to {library.path}, or write \\@ for a plain @"
    return Problem("CITE001", f"unknown key '{key}'", hint, needle=needle)


def _citation(html: str, name: str, keys: Sequence[str]) -> str:
    """One citation with its id. A link that stands for more keys than one, as "1–3" does, shows all their entries."""
    inside = _inside(html)
    found = [unescape(key) for key, _ in _ENTRY_LINK.findall(inside)]
    if not found and "<a" not in inside:
        inside = _link(inside, keys, name)
    elif set(found) >= set(keys):
        inside = linked(inside)
    else:
        inside = _ENTRY_LINK.sub(lambda match: _link(match[2], keys, name, to=unescape(match[1])), inside)
    return tag("span", inside, class_="citation", id=name, data_cites=" ".join(keys))


def _inside(html: str) -> str:
    whole = _WHOLE.fullmatch(html)
    return whole[1] if whole else html


def _link(text: str, keys: Sequence[str], name: str = "", to: str = "") -> str:
    entry = anchor(to or keys[0])
    label = _card(name) if len(keys) > 1 else entry
    values = {"class_": "citation", "data_keys": " ".join(keys), "data_label": label, "href": f"#{entry}"}
    return tag("a", text, **values, role="doc-biblioref")


def _away(text: str, key: str, way: str) -> str:
    return tag("a", text, class_="citation", data_keys=key, href=f"{way}#{anchor(key)}")


def _item(cite: Cite, words: Words) -> str:
    prefix = f"{cite.prefix} " if cite.prefix else ""
    return f"{prefix}{_key(cite)}{_suffix(cite, words)}"


def _suffix(cite: Cite, words: Words) -> str:
    found = _LOCATOR.match(cite.suffix)
    known = words.locators.get(found["word"].lower()) if found else None
    return f"{found['before']}{known}{cite.suffix[found.end() :]}" if found and known else cite.suffix


def _key(cite: Cite) -> str:
    return f"{'-' if cite.suppress else ''}@{{{cite.key}}}"
