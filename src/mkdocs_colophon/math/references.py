r"""Numbers of equations within formulas: `\eqref{eq:x}` and `\ref{eq:x}` as links among TeX, and as KaTeX sees them.

A page's content holds a reference as a link between the TeX around it, so that a search index reads the number alone
and a copy on another page leads to the same equation. KaTeX is told of the n-th link as `\href{#colophon-n}`, which is
the only address that it may make a link of; where that leads is said here, never in a formula.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from itertools import count

Refer = Callable[[str, bool, str], str]
"""Gives the link to a label, as HTML, or plain text if there is none; whether in parentheses; as it is written."""

CONTENT = r'[^<]*(?:<a class="crossref"[^>]*>[^<]*</a>[^<]*)*'
"""The pattern of a formula in a page's content."""

_ADDRESS = 'href="#colophon-'
_LINK = re.compile(r'<a class="crossref"([^>]*)>([^<]*)</a>')
_TOKEN = re.compile(r"%[^\n]*|\\(?:(eqref|ref)\s*\{([^{}]*)\}|.)", re.DOTALL)
_HREF = re.compile(r'<a(?: class="([^"]*)")? href="#colophon-(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_MATHML_HREF = re.compile(r' href="#colophon-\d+"')
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
            parts += [escape(tex[end : match.start()], quote=False), given if given[:1] == "<" else _text(given)]
            end = match.end()
    return "".join([*parts, escape(tex[end:], quote=False)])


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
    return unescape(_LINK.sub(lambda match: _href(next(number), match[2]), html))


def with_links(made: str, html: str) -> str:
    """What KaTeX has made of the formula `html`, with its links, and with TeX to copy that has none.

    KaTeX shows formulas to the eye in a part that is hidden from everything else, so nothing in it can have the focus.
    The keyboard and the ear find the same links behind the formula, where the eye sees them once they have it. Their
    words are no text, or who copies the formula would copy them, too.
    """
    links = _LINK.findall(html)
    if not links and _ADDRESS not in made:
        return made  # as most formulas do; a search of all that KaTeX writes takes as long as all else here

    def link(match: re.Match[str]) -> str:
        size, place, shown = match[1] or "", int(match[2]), match[3]
        if place >= len(links):
            return shown
        return f'<a class="{f"crossref {size}".strip()}"{links[place][0]} tabindex="-1">{shown}</a>'

    for number, (_, words) in enumerate(links):
        made = made.replace(_href(number, words), _text(unescape(words)))
    behind = "".join(
        f'<a class="crossref formula-reference"{given} aria-label="{words}"></a>' for given, words in links
    )
    return _MATHML_HREF.sub("", _HREF.sub(link, made)) + behind


def _href(number: int, words: str) -> str:
    """The link of that number around `words`, as TeX, escaped for HTML as `words` are."""
    return rf"\href{{#colophon-{number}}}{{{_text(unescape(words))}}}"


def _text(words: str) -> str:
    """`words` as TeX that prints them upright, escaped for HTML."""
    return escape(rf"\text{{{''.join(_SPECIAL.get(character, character) for character in words)}}}", quote=False)
