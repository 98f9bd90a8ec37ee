r"""Numbers of equations within formulas: `\eqref{eq:x}` and `\ref{eq:x}` as links among TeX, and as KaTeX sees them.

A page's content holds a reference as a link between the TeX around it, so that a search index reads the number alone
and a copy on another page leads to the same equation. KaTeX is told of the n-th link as `\href{#colophon-n}`, which is
the only address that it may make a link of; where that leads is said here, never in a formula.
"""

import re
from collections.abc import Callable
from itertools import count

from mkdocs_colophon.html import Element, Tag, as_html, as_text, attributes, elements, outermost, replaced, with_tags

Refer = Callable[[str, bool, str], str]
"""Gives the link to a label, as HTML, or plain text if there is none; whether in parentheses; as it is written."""

_ADDRESS = "#colophon-"
_TOKEN = re.compile(r"%[^\n]*|\\(?:(eqref|ref)\s*\{([^{}]*)\}|.)", re.DOTALL)
_HREF = re.compile(r"\\href\{#colophon-\d+\}\{(\\text\{(?:[^{}\\]|\\.|\{\})*\})\}")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}


def linked(tex: str, refer: Refer) -> str:
    r"""`tex` as HTML, with what `refer` gives for each reference in it; comments of TeX are none.

    >>> linked(r"a < b \\ref{x} \eqref{eq:x}", lambda label, parenthesized, written: f"<a>{label}</a>")
    'a &lt; b \\\\ref{x} <a>eq:x</a>'
    """
    parts, end = [], 0
    for match in _TOKEN.finditer(tex):
        if match[1]:
            given = refer(match[2].strip(), match[1] == "eqref", match[0])
            parts += [as_html(tex[end : match.start()]), upright(given)]
            end = match.end()
    return "".join([*parts, as_html(tex[end:])])


def upright(number: str) -> str:
    """A number as it stands in a formula: a link as it is, text as TeX that prints it upright."""
    return number if number[:1] == "<" else as_html(_text(number))


def blanked(tex: str) -> str:
    r"""`tex` without its references, every other character in its place.

    >>> blanked(r"a \ref{eq:x} b")
    'a {}         b'
    """
    return _TOKEN.sub(lambda match: "{}".ljust(len(match[0])) if match[1] else match[0], tex)


def for_katex(html: str) -> str:
    r"""The TeX of a formula in a page's content.

    >>> for_katex('x &lt; y \\text{ by <a class="crossref" href="#eq:x">(3)</a>}')
    'x < y \\text{ by \\href{#colophon-0}{\\text{(3)}}}'
    """
    number = count()

    def href(link: Element) -> str:
        return as_html(rf"\href{{{_ADDRESS}{next(number)}}}{{{_text(as_text(link.inner))}}}")

    return as_text(replaced(html, _links(html), href))


def with_links(made: str, html: str) -> str:
    """What KaTeX has made of the formula `html`, with its links, and with TeX to copy that has none.

    KaTeX shows formulas to the eye in a part that is hidden from everything else, so nothing in it can have the focus.
    The keyboard and the ear find the same links behind the formula, where the eye sees them once they have it. Their
    words are no text, or who copies the formula would copy them, too.
    """
    links = {f"{_ADDRESS}{number}": link for number, link in enumerate(_links(html))}
    if not links and _ADDRESS not in made:
        return made  # as most formulas do; a search of all that KaTeX writes takes as long as all else here

    def shown(tag: Tag) -> str:
        if _ADDRESS not in tag.text:
            return tag.text
        given = attributes.read(tag.text)
        if tag.name != "a" or given.get("href") not in links:
            return attributes.without(tag.text, "href")
        link = links[given["href"]]
        values = {"class": f"{_class(link)} {given.get('class', '')}".strip(), "tabindex": "-1"}
        return attributes.changed(link.tag.text, **values)

    return with_tags(_HREF.sub(r"\1", made), shown) + "".join(map(_behind, links.values()))


def _links(html: str) -> list[Element]:
    return list(outermost(elements(html, "a"))) if "<" in html else []


def _behind(link: Element) -> str:
    """`link` behind a formula, with words for the ear alone."""
    values = {"class": f"{_class(link)} formula-reference", "aria-label": as_text(link.inner)}
    return link.around("", attributes.changed(attributes.without(link.tag.text, "id"), **values))


def _class(link: Element) -> str:
    return link.get("class") or "crossref"


def _text(words: str) -> str:
    """`words` as TeX that prints them upright."""
    return rf"\text{{{''.join(_SPECIAL.get(character, character) for character in words)}}}"
