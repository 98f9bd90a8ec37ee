"""Citations of a note style as footnotes: one list with the page's own, numbered in the order of the text."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.html import Element, as_text, attributes, elements, outermost, replaced, tag

_MARKS = ".,:;!?"  # what a note stands behind
_STAYS = "&<'\"–—"  # what begins an entity or a tag, quotation marks, and dashes


def mark(name: str, keys: Sequence[str]) -> str:
    """The mark of the note called `name` in the sentence; `merge` gives it its number."""
    note = f"fn:{name}"
    values = {"data_keys": " ".join(keys), "data_label": note, "href": f"#{note}"}
    link = tag("a", "", class_="citation footnote-ref", **values, role="doc-noteref")
    return tag("sup", link, class_="citation", id=name)


def merge(html: str, notes: Mapping[str, str], words: Words) -> str:
    """`html` with `notes`, by name, in one list with the footnotes it has, all numbered anew.

    A mark stands close to the word before it, and behind the punctuation after it, as pandoc has it. A note cited
    within a footnote stands there in parentheses.
    """
    if not notes:
        return html
    html = close(html, (each.start for each in _marks(html, notes)))
    found = _list(html)
    before, items, after = (html[: found.start], found.inner, html[found.end :]) if found else (html, "", "")
    before, after = (_behind_punctuation(part, _marks(part, notes)) for part in (before, after))
    own = {item.get("id"): item.outer for item in _items(_with_parentheses(items, notes))}
    ours = {f"fn:{name}": name for name in notes}
    cited = map(_note, _references(before + after, {*own, *ours}))
    numbers = {note: number for number, note in enumerate(dict.fromkeys([*cited, *own]), 1)}
    listed = [
        _renumbered(own[note], number) if note in own else _item(ours[note], notes[ours[note]], number, words)
        for note, number in numbers.items()
    ]
    whole = tag("div", "\n".join(["", "<hr />", "<ol>", *listed, "</ol>", ""]), class_="footnote") if listed else ""
    html = before + ("" if found else "\n") + whole + after
    return replaced(html, _references(html, numbers), lambda link: link.around(str(numbers[_note(link)])))


def own_before(html: str) -> dict[int, int]:
    """By the number of a marker in `html`, how many of the author's own notes begin before it."""
    found = _list(html)
    text = html[: found.start] if found else html
    first: dict[str, int] = {}
    for link in elements(text, "a"):
        if link.has_class("footnote-ref"):
            first.setdefault(_note(link), link.start)
    cites = elements(text, "colophon-cite")
    return {int(each.get("n")): sum(start < each.start for start in first.values()) for each in cites}


def close(html: str, places: Iterable[int]) -> str:
    """`html` without the white space before each of those `places`.

    >>> close("As known <sup>1</sup>.", [9])
    'As known<sup>1</sup>.'
    """
    *parts, last = (html[start:end] for start, end in pairwise([0, *places, len(html)]))
    return "".join([*map(str.rstrip, parts), last])


def _behind_punctuation(html: str, marks: Sequence[Element]) -> str:
    """`html` with each of `marks` behind the punctuation that follows it; one period is enough after "et al."."""
    parts, position = [], 0
    for mark in marks:
        before, end = html[position : mark.start], mark.end
        while html[mark.end : mark.end + 1] in _MARKS and _is_moved(html[end : end + 1]):
            end += 1
        moved = html[mark.end : end]
        if moved.startswith(".") and as_text(before).endswith("."):
            moved = moved[1:]
        parts += [before, moved, mark.outer]
        position = end
    return "".join([*parts, html[position:]])


def _is_moved(character: str) -> bool:
    return bool(character) and character not in _STAYS and unicodedata.category(character)[0] == "P"


def _list(html: str) -> Element | None:
    """The list of the page's own footnotes."""
    lists = (each for each in elements(html, "div") if each.has_class("footnote") and _items(each.inner))
    return next(lists, None)


def _items(html: str) -> list[Element]:
    return [each for each in outermost(elements(html, "li")) if each.get("id").startswith("fn:")]


def _marks(html: str, notes: Mapping[str, str]) -> list[Element]:
    return [each for each in elements(html, "sup") if each.get("id") in notes and each.has_class("citation")]


def _references(html: str, notes: Container[str]) -> list[Element]:
    """The links from the text to `notes`."""
    return [each for each in elements(html, "a") if each.has_class("footnote-ref") and _note(each) in notes]


def _note(link: Element) -> str:
    return link.get("href").removeprefix("#")


def _with_parentheses(items: str, notes: Mapping[str, str]) -> str:
    def note(mark: Element) -> str:
        name = mark.get("id")
        return " " + tag("span", f"({notes[name].removesuffix('.')})", class_="citation", id=name)

    return replaced(items, _marks(items, notes), note)


def _item(name: str, note: str, number: int, words: Words) -> str:
    label = words.back.format(place=number)
    back = tag("a", "&#8617;", class_="footnote-backref", href=f"#{name}", role="doc-backlink", aria_label=label)
    return tag("li", f"\n<p>{note}&#160;{back}</p>\n", id=f"fn:{name}")


def _renumbered(item: str, number: int) -> str:
    """A footnote whose ways back name its number, as Python-Markdown's do."""

    def back(link: Element) -> str:
        title = re.sub(r"\d+", str(number), link.get("title"), count=1)
        return link.around(link.inner, attributes.changed(link.tag.text, title=title))

    links = elements(item, "a")
    return replaced(item, [each for each in links if each.has_class("footnote-backref") and each.get("title")], back)
