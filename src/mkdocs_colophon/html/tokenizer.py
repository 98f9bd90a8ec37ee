"""What is markup in HTML, and what hides what only looks like it, found as a browser's tokenizer finds it.

Each pattern can match in one way only: reading takes time in proportion to the size of a page, whatever stands in it.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache, lru_cache

from mkdocs_colophon.html.attributes import GRAMMAR

OPAQUE = (
    *("iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "template", "textarea", "title"),
    "xmp",
)
"""Elements whose content is no markup of the page; `noscript` is one where scripts run."""
_FOREIGN = ("math", "svg")  # in which `<title/>` has no content

_NAME = r"[a-zA-Z][^\t\n\f\r />]*"
_AFTER_NAME = r"(?=[\t\n\f\r />])"
_NO_TAG = "|".join(
    (
        r"<!--(?:-?>|.*?(?:--!?>|\Z))",
        r"<!\[CDATA\[.*?(?:\]\]>|\Z)",  # as in SVG; elsewhere it would be over sooner
        r"<(?:[!?]|/(?![a-zA-Z]))[^>]*(?:>|\Z)",
        r"</?[a-zA-Z].*",  # a tag without an end
    )
)
# What may only look like a tag, or hide what does. Each is sought by itself, from the sign that it begins with.
_ODD = (
    re.compile(
        rf"<(?:[^a-zA-Z/]|/[^a-zA-Z]|(?=[inpstxINPSTX][cefilmotCEFILMOT])(?ai:{'|'.join(OPAQUE)}){_AFTER_NAME})"
    ),
    re.compile(r"<[^>]*<"),
    re.compile(r"""=[\t\n\f\r ]*(?:"[^">]*>|'[^'>]*>)"""),
)
_PLAIN = re.compile(rf"</?{_NAME}[^>]*(?:>|\Z)")
_SIGN_IN_SCRIPT = re.compile(rf"<!(?=--)|-->|</?(?ai:script){_AFTER_NAME}")


def tags(html: str, names: tuple[str, ...]) -> list[re.Match[str]]:
    """The tags of those `names`, or all, with what is a `slash` in them and what their `name`."""
    found: list[re.Match[str]] = []
    if names and not _sign(names).search(html):
        return found
    for start, end, odd in _parts(html):
        if not odd:
            found += _plain(names).finditer(html, start, end)
        elif (name := odd["name"]) and (not names or name.lower() in names):
            found.append(odd)
    return found


def text(html: str) -> str:
    """What is left of `html` without tags and comments, and without what is in opaque elements."""
    if "<" not in html:
        return html
    return "".join(_PLAIN.sub("", html[start:end]) for start, end, odd in _parts(html) if not odd)


@lru_cache(maxsize=64)  # several steps ask about the same page, one after the other
def _parts(html: str) -> list[tuple[int, int, re.Match[str] | None]]:
    """`html` in stretches in which each `<` begins a tag that the next `>` ends, and what is odd, with all it hides.

    Most pages are one such stretch, and what reads these is fast.
    """
    if not any(sign.search(html) for sign in _ODD):
        return [(0, len(html), None)]
    parts: list[tuple[int, int, re.Match[str] | None]] = []
    position = 0
    for found, end in _odd(html):
        parts += [(position, found.start(), None), (found.start(), end, found)]
        position = end
    return [*parts, (position, len(html), None)]


def _odd(html: str) -> Iterator[tuple[re.Match[str], int]]:
    """All that is odd, with where it is over."""
    places, position = [-1] * len(_ODD), 0
    while (sign := _next_sign(html, places, position)) < len(html):
        start = html.rfind("<", position, sign + 1)
        found = _anything().match(html, start) if start >= 0 else None
        if found and found.end() > sign:
            position = _end(html, found)
            yield found, position
        else:  # it stands in text
            position = sign + 1


def _next_sign(html: str, places: list[int], position: int) -> int:
    """Where the next of `_ODD` is; `places`, which tells where each is, is brought up to `position`."""
    for number, place in enumerate(places):
        if place < position:
            found = _ODD[number].search(html, position)
            places[number] = found.start() if found else len(html)
    return min(places)


@cache
def _plain(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the tags of those `names`, or all, in plain HTML."""
    return re.compile(_tag(names, "[^>]*"))


@cache
def _anything() -> re.Pattern[str]:
    """What finds all that is no text."""
    return re.compile(f"{_tag((), GRAMMAR)}|{_NO_TAG}", re.DOTALL)


@cache
def _sign(names: tuple[str, ...]) -> re.Pattern[str]:
    """How each tag of those `names` begins."""
    return re.compile(rf"</?(?ai:{'|'.join(names)}){_AFTER_NAME}")


def _tag(names: tuple[str, ...], attributes: str) -> str:
    return rf"<(?P<slash>/?)(?P<name>(?ai:{'|'.join(names) or _NAME})){_AFTER_NAME}{attributes}>"


def _end(html: str, found: re.Match[str]) -> int:
    """Where what is `found` is over, with what it hides."""
    name, end = (found["name"] or "").lower(), found.end()
    if name not in OPAQUE or found["slash"] or (found[0].endswith("/>") and _is_in_foreign(html, end)):
        return end
    if name == "template":
        return _end_of_template(html, end)
    if name == "script":
        return _end_of_script(html, end)
    sign = None if name == "plaintext" else re.compile(rf"</(?ai:{name}){_AFTER_NAME}").search(html, end)
    return sign.start() if sign else len(html)


def _is_in_foreign(html: str, position: int) -> bool:
    signs = _foreign_signs(html)
    place = bisect(signs, (position,))
    return place > 0 and not signs[place - 1][1]


@lru_cache(maxsize=1)
def _foreign_signs(html: str) -> list[tuple[int, bool]]:
    """Where SVG and MathML begin, and where they end."""
    return [(sign.start(), sign[0].startswith("</")) for sign in _sign(_FOREIGN).finditer(html)]


def _end_of_template(html: str, position: int) -> int:
    depth = 1
    while found := _anything().search(html, position):
        if (found["name"] or "").lower() == "template":
            depth, position = depth + (-1 if found["slash"] else 1), found.end()
        else:
            position = _end(html, found)
        if not depth:
            return found.start()
    return len(html)


def _end_of_script(html: str, position: int) -> int:
    """In a comment in a script, the end of a script that begins there is not its own."""
    in_comment = in_script = False
    for sign in _SIGN_IN_SCRIPT.finditer(html, position):
        match sign[0].lower():
            case "<!":
                in_comment = True
            case "-->":
                in_comment = in_script = False
            case "<script":
                in_script = in_comment
            case _ if not in_script:
                return sign.start()
            case _:
                in_script = False
    return len(html)
