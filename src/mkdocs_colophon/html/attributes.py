"""The attributes of a tag: read as a browser reads them, and changed without touching the others."""

import re
from collections.abc import Iterator
from html import escape, unescape
from html.entities import html5

_SPACE = r"[\t\n\f\r ]*"
_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*(?![^\t\n\f\r />=])"
# a quotation that never ends takes the rest of the page, so that no `>` follows it
_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*(?![^\t\n\f\r >])|(?=>))"""
_BETWEEN = r"[\t\n\f\r /]+(?![\t\n\f\r /])"
GRAMMAR = rf'(?: [a-zA-Z-]+="[^"]*")*(?:{_BETWEEN}|{_NAME}(?:{_SPACE}={_SPACE}{_VALUE}|(?!{_SPACE}=)))*'
"""The pattern of what stands between the name of a tag and its `>`; the first part is the usual, and read faster.

There is one way only in which it can match, so that it takes no time to find out that it does not. Python 3.11.2 has
possessive patterns that would say the same, but they do not work.
"""

_START = re.compile(r"</?[^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(rf"{_SPACE}({_NAME})(?:{_SPACE}={_SPACE}({_VALUE}))?")
_REFERENCE = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*)(;?)(=?)")


def read(tag: str) -> dict[str, str]:
    """The attributes of a `tag`, by name in lower case; of one that is there twice, the first; empty without a value.

    >>> read('<IMG SRC=a.svg alt="x > &amp; y" hidden>')
    {'src': 'a.svg', 'alt': 'x > & y', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for match in _found(tag):
        found.setdefault(match[1].lower(), _value(match[2] or ""))
    return found


def without(tag: str, *names: str) -> str:
    """`tag` without the attributes of these `names`.

    >>> without("<h2 id='a' class=b>", "id")
    '<h2 class=b>'
    """
    for match in reversed([match for match in _found(tag) if match[1].lower() in names]):
        tag = tag[: match.start()] + tag[match.end() :]
    return tag


def changed(tag: str, **values: str) -> str:
    """`tag` with these `values`, each in the place of the one it has, or at its end.

    >>> changed("<img src='a.svg' hidden>", src='b"c.svg', alt="x")
    '<img src="b&quot;c.svg" hidden alt="x">'
    """
    places = {match[1].lower(): match for match in reversed(list(_found(tag)))}
    new = {name: written(name, value) for name, value in values.items() if name not in places}
    for match in sorted((places[name] for name in values if name in places), key=re.Match.start, reverse=True):
        text = written(match[1], values[match[1].lower()])
        tag = tag[: match.start()] + text + tag[match.end() :]
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return tag[:end].rstrip() + "".join(new.values()) + tag[end:] if new else tag


def written(name: str, value: str) -> str:
    """An attribute, with the space before it.

    >>> written("alt", 'a "b" & c')
    ' alt="a &quot;b&quot; &amp; c"'
    """
    return f' {name}="{escape(value)}"'


def _found(tag: str) -> Iterator[re.Match[str]]:
    start = _START.match(tag)
    return _ATTRIBUTE.finditer(tag, start.end() if start else 0, len(tag) - tag.endswith(">"))


def _value(text: str) -> str:
    if text[:1] in ("'", '"'):
        text = text[1:-1]
    return unescape(_REFERENCE.sub(_reference, text)) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    """A reference as it is, if it is one: in `?a=1&copy=2` there is none, though it would be in text."""
    is_one = match[1] + match[2] in html5 and (match[2] or not match[3])
    return match[0] if is_one else f"&amp;{match[0][1:]}"
