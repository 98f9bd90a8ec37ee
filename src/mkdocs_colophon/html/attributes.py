"""The attributes of a tag: read as a browser reads them, and changed without touching the others."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from html.entities import html5

_SPACE = r"[\t\n\f\r ]*"
_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*(?![^\t\n\f\r />=])"
# a quotation that never ends takes the rest of the page, so that no `>` follows it
_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*(?![^\t\n\f\r >])|(?=>|\Z))"""
_BETWEEN = r"[\t\n\f\r /]+(?![\t\n\f\r /])"
GRAMMAR = rf"(?:{_BETWEEN}|{_NAME}(?:{_SPACE}={_SPACE}{_VALUE}|(?!{_SPACE}=)))*"
"""The pattern of what stands between the name of a tag and its `>`.

There is one way only in which it can match, so that it takes no time to find out that it does not. Python 3.11.2 has
possessive patterns that would say the same, but they do not work.
"""

_TAG_NAME = re.compile(r"</?[^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(rf"(?<![\t\n\f\r ]){_SPACE}({_NAME})(?:{_SPACE}={_SPACE}({_VALUE}))?")
_REFERENCE = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*)(;?)(=?)")


@lru_cache(maxsize=1 << 12)  # step after step reads the same tags of a page
def read(tag: str) -> Mapping[str, str]:
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
    lower = tag.lower()
    found = _found(tag) if any(name in lower for name in names) else ()
    for match in reversed([match for match in found if match[1].lower() in names]):
        gap = "" if tag[match.end()] in "\t\n\f\r >" else " "
        tag = tag[: match.start()] + gap + tag[match.end() :]
    return tag


def changed(tag: str, /, **values: str) -> str:
    """`tag` with these `values`, each in the place of the one it has, or behind all others.

    >>> changed("<img src='a.svg' hidden>", src='b"c.svg', alt="x")
    '<img src="b&quot;c.svg" hidden alt="x">'
    """
    for name, value in values.items():
        before, after = around(tag, name)
        tag = before + written(name, value) + after
    return tag


def written(name: str, value: str) -> str:
    """An attribute, with the space before it.

    >>> written("alt", 'a "b" & c')
    ' alt="a &quot;b&quot; &amp; c"'
    """
    return f' {name}="{escape(value)}"'


def _found(tag: str) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(tag, _start(tag), len(tag) - tag.endswith(">"))


def _start(tag: str) -> int:
    name = _TAG_NAME.match(tag)
    return name.end() if name else 0


def around(tag: str, name: str) -> tuple[str, str]:
    """What stands in `tag` before the attribute of that `name` and behind it, or before and behind the end of all."""
    end, gap = _start(tag), ""
    for match in _found(tag):
        if match[1].lower() == name:
            return tag[: match.start()], tag[match.end() :]
        end, gap = match.end(), '""' if match[2] == "" else ""  # or the next attribute would be its value
    return tag[:end] + gap, tag[end:]


def _value(text: str) -> str:
    if text[:1] in ("'", '"'):
        text = text[1:-1]
    return unescape(_REFERENCE.sub(_reference, text)) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    """A reference as it is, if it is one: in `?a=1&copy=2` there is none, though it would be in text."""
    is_one = match[1] + match[2] in html5 and (match[2] or not match[3])
    return match[0] if is_one else f"&amp;{match[0][1:]}"
