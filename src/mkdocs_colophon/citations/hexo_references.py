"""Entries that an article carries itself, word for word: `{% ref key %}` and `{% references %} [key] text …`.

So hexo-reference-plus has them, in pages whose front matter says `refplus: true`. They are numbered by first citation.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from mkdocs_colophon.citations.bibliography import entry, listed, ways_back
from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.problems import Problem, did_you_mean

NAMES = ("ref", "references", "endreferences")
_BEGIN = r'<colophon-references(?P<hide> hide="true")?>[^<]*</colophon-references>'
_END = r"<colophon-endreferences>[^<]*</colophon-endreferences>"
_ELSE = r"</?(?:li|[ou]l|d[ltd]|div|section|blockquote|pre|h[1-6]|t[dhr]|table|colophon-references)\b"
_BODY = rf"(?P<body>(?:(?!{_ELSE}).)*?)"  # nothing but paragraphs
_BLOCK = re.compile(rf"(?P<open><p>\s*)?{_BEGIN}{_BODY}{_END}(?P<close>\s*</p>)?", re.DOTALL)
_BREAK = re.compile(r"</p>\s*<p>|<br ?/?>|^\s*<p>|</p>\s*$")
_KEYED = re.compile(r"^[ \t]*\[([^\]\s<>]+)\][ \t]*", re.MULTILINE)
_TYPE_MARK = re.compile(r"[A-Z]{1,2}(?:/[A-Z]{2})?")  # of GB/T 7714: [J], [EB/OL]


@dataclass(frozen=True, slots=True)
class Raw:
    """A page with its raw entries in place: its HTML, the number of each cited entry, and what is wrong."""

    html: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def resolve(html: str, words: Words) -> Raw:
    """`html`, a page that asks for it, with its raw citations and entries.

    >>> from mkdocs_colophon.citations.words import words
    >>> ref = '<colophon-ref alias="a">{% ref a %}</colophon-ref>'
    >>> resolve(f"<p>Foo{ref}.</p>", words("en")).problems[0].text
    "unknown reference 'a'"
    """
    references = [marker for marker in markers.find(html) if marker.name == "ref"]
    aliases = [marker.data["alias"] for marker in references]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for block in _BLOCK.finditer(html):
        for alias, text in _entries(block["body"], aliases)[1]:
            if alias in texts:
                problems.append(_twice(alias))
            texts.setdefault(alias, text)
    numbers = {alias: number for number, alias in enumerate(_known(aliases, texts), 1)}
    problems += _unknown([marker for marker in references if marker.data["alias"] not in texts], texts)
    problems += [_idle(alias) for alias in texts if alias not in numbers]
    problems += _open(html)
    html = _BLOCK.sub(lambda block: _listed(block, texts, numbers, aliases, words), html)
    return Raw(_with_marks(html, numbers), numbers, tuple(problems))


def literal(marker: Marker) -> str:
    """What stands on a page that does not ask for raw entries: what its author wrote."""
    return markers.text(marker)


def excerpted(marker: Marker, known: Mapping[str, int | None]) -> str:
    """A marker in an excerpt; `known` has the number of every alias of the site, None where posts disagree."""
    alias = marker.data.get("alias", "")
    if alias not in known:
        return literal(marker)
    return tag("sup", f"[{known[alias]}]", class_="citation") if known[alias] else ""


def anchor(alias: str) -> str:
    """The id of a raw entry; those of the library begin otherwise."""
    return f"rawref-{alias}"


def _place(alias: str, number: int) -> str:
    return f"rawcite-{alias}-{number}"


def _with_marks(html: str, numbers: Mapping[str, int]) -> str:
    count: dict[str, int] = {}

    def mark(marker: Marker) -> str:
        if marker.name != "ref":
            return literal(marker) if marker.name in NAMES else markers.write(marker)
        alias = marker.data["alias"]
        if alias not in numbers:
            return tag("span", markers.text(marker), class_="unresolved", data_label=alias)
        count[alias] = count.get(alias, 0) + 1
        label = anchor(alias)
        values = {"class_": "citation", "data_keys": alias, "data_label": label, "href": f"#{label}"}
        link = tag("a", f"[{numbers[alias]}]", **values, role="doc-biblioref")
        return tag("sup", link, class_="citation", id=_place(alias, count[alias]))

    return markers.replace(html, mark)


def _known(aliases: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    return [alias for alias in dict.fromkeys(aliases) if alias in texts]


def _entries(body: str, aliases: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the entries of a block, and these, each from its alias at a line's beginning to the next."""
    text = _BREAK.sub("\n", body)
    starts = [
        found for found in _KEYED.finditer(text) if unescape(found[1]) in aliases or not _TYPE_MARK.fullmatch(found[1])
    ]
    edges = [*(found.start() for found in starts), len(text)]
    entries = [(unescape(each[1]), text[each.end() : end].strip()) for each, end in zip(starts, edges[1:], strict=True)]
    return text[: edges[0]].strip(), entries


def _listed(
    block: re.Match[str], texts: Mapping[str, str], numbers: Mapping[str, int], aliases: Sequence[str], words: Words
) -> str:
    """The entries of one block, the cited ones by number, then the others."""
    introduction, entries = _entries(block["body"], aliases)
    own = dict.fromkeys(alias for alias, _ in entries)
    order = sorted(own, key=lambda alias: numbers.get(alias, len(numbers) + 1))
    items = [_item(alias, texts[alias], numbers, aliases.count(alias), words) for alias in order]
    inside = listed(items, aria_label=words.heading) if items else ""
    if block["hide"] and items:
        inside = tag("details", f"\n{tag('summary', words.heading)}\n{inside}\n")
    introduced = f"\n{tag('p', introduction)}" if introduction else ""
    whole = (
        tag("div", f"{introduced}\n{inside}\n", class_="bibliography raw-bibliography") if introduced + inside else ""
    )
    # the block may stand in the middle of a paragraph, which can hold no list
    before = "" if block["open"] or not _in_paragraph(block.string[: block.start()]) else "</p>\n"
    after = "" if block["close"] or not _in_paragraph(block.string[: block.end()]) else "\n<p>"
    return before + whole + after


def _item(alias: str, text: str, numbers: Mapping[str, int], count: int, words: Words) -> str:
    places = [_place(alias, number) for number in range(1, count + 1)] if alias in numbers else []
    number = f"[{numbers[alias]}] " if alias in numbers else ""
    return entry(number + text, None, words, ways_back(places, words), id=anchor(alias))


def _in_paragraph(before: str) -> bool:
    return max(before.rfind("<p>"), before.rfind("<p ")) > before.rfind("</p>")


def _open(html: str) -> list[Problem]:
    """A problem for each block that is not closed, or closed without having begun."""
    hint = "a block begins with {% references %}, ends with {% endreferences %}, and holds nothing but paragraphs"
    return [
        Problem("CITE012", f"{marker.text} has no counterpart", hint, needle=marker.text)
        for marker in markers.find(_BLOCK.sub("", html))
        if marker.name in NAMES[1:]
    ]


def _unknown(references: Sequence[Marker], texts: Mapping[str, str]) -> list[Problem]:
    hints = {
        alias: did_you_mean(alias, texts)
        or f"add a line '[{alias}] …' to the block that begins with {{% references %}}"
        for alias in {marker.data["alias"] for marker in references}
    }
    return [
        Problem("CITE010", f"unknown reference '{alias}'", hints[alias], needle=marker.text)
        for marker in references
        if (alias := marker.data["alias"])
    ]


def _idle(alias: str) -> Problem:
    return Problem("CITE011", f"nothing refers to '{alias}'", needle=f"[{alias}]", informational=True)


def _twice(alias: str) -> Problem:
    return Problem("CITE012", f"reference '{alias}' stands there twice", "rename one", needle=f"[{alias}]")
