"""Citations of a note style as footnotes: one list with the page's own, numbered in the order of the text."""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from mkdocs_colophon.citations.words import Words
from mkdocs_colophon.html.tags import tag

_LIST = re.compile(r'<div class="footnote">.*?<ol>(?P<items>.*)</ol>\s*</div>', re.DOTALL)
_ITEM = re.compile(r'(?=<li id="fn:)')
_MARK = re.compile(r'(<a class="(?:citation )?footnote-ref"[^>]*href="#(fn:[^"]*)"[^>]*>)[^<]*(</a>)')
_SUP = re.compile(r'\s*(<sup class="citation" id="([^"]*)">.*?</sup>)', re.DOTALL)


def mark(name: str, keys: Sequence[str]) -> str:
    """The mark of the note called `name` in the sentence; `merge` gives it its number."""
    note = f"fn:{name}"
    values = {"data_keys": " ".join(keys), "data_label": note, "href": f"#{note}"}
    link = tag("a", "", class_="citation footnote-ref", **values, role="doc-noteref")
    return tag("sup", link, class_="citation", id=name)


def merge(html: str, notes: Mapping[str, str], words: Words) -> str:
    """`html` with `notes`, by name, in one list with the footnotes it has, all numbered anew.

    A mark stands close to the word before it. A note cited within a footnote stands there in parentheses.
    """
    if not notes:
        return html
    found = _LIST.search(html)
    before, items, after = (html[: found.start()], found["items"], html[found.end() :]) if found else (html, "", "")
    before, after = _close(before, notes), _close(after, notes)
    items = _SUP.sub(lambda match: _inside(match, notes), items)
    own = {re.findall(r'id="([^"]*)"', item)[0]: item for item in _ITEM.split(items) if item.strip()}
    ours = {escape(f"fn:{name}"): name for name in notes}
    cited = [name for _, name, _ in _MARK.findall(before + after) if name in own or name in ours]
    numbers = {name: number for number, name in enumerate(dict.fromkeys([*cited, *own]), 1)}
    listed = "".join(
        _renumbered(own[name], number) if name in own else _item(ours[name], notes[ours[name]], number, words)
        for name, number in numbers.items()
    )
    whole = tag("div", f"\n<hr />\n<ol>\n{listed}</ol>\n", class_="footnote") if listed else ""
    html = before + ("" if found else "\n") + whole + after
    return _MARK.sub(lambda match: f"{match[1]}{numbers.get(match[2], '')}{match[3]}", html)


def _close(html: str, notes: Mapping[str, str]) -> str:
    return _SUP.sub(lambda match: match[1] if unescape(match[2]) in notes else match[0], html)


def _inside(match: re.Match[str], notes: Mapping[str, str]) -> str:
    name = unescape(match[2])
    if name not in notes:
        return match[0]
    return " " + tag("span", f"({notes[name].removesuffix('.')})", class_="citation", id=name)


def _item(name: str, note: str, number: int, words: Words) -> str:
    label = words.back.format(place=number)
    back = tag("a", "&#8617;", class_="footnote-backref", href=f"#{name}", role="doc-backlink", aria_label=label)
    return tag("li", f"\n<p>{note}&#160;{back}</p>\n", id=f"fn:{name}") + "\n"


def _renumbered(item: str, number: int) -> str:
    """A footnote whose way back names its number, as Python-Markdown's does."""
    return re.sub(r'(title="[^"]*?)\d+([^"]*")', rf"\g<1>{number}\2", item)
