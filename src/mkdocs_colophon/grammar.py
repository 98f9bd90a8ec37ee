"""The grammar of `[see @a, p. 3; -@b]` and `@a [p. 3]`, shared by cross-references and citations: pandoc's, as text.

Only text is read here; where in a page it may stand is the business of `syntax`. Deviations from pandoc, for a reader's
or an author's sake: no key begins inside a bare URL, in `@a [@b]` the bracket stays a group of its own, `[@a][@b]` are
two groups, and a key may follow a letter of a script that has no spaces between words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from typing import NamedTuple

_SIMPLE = r"(?:[^\W]|\*)(?:[\w]|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*"
_KEY = rf"(?:{_SIMPLE}|\{{[^\s{{}}]+\}})"
# letters that no space parts from the next word: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese, Korean
_UNSPACED = (
    "\u0e01-\u0fff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# what may stand before is asked after the first character, by which a text is searched five times as fast
_SUPPRESSED = r"(?P<suppress>-)@(?<![\w.\\-]-@)"
_GUARDED = rf"@(?<![^\W_{_UNSPACED}]@)(?<![.\\]@)"
CITE = re.compile(rf"(?:{_SUPPRESSED}|{_GUARDED})(?P<key>{_KEY})")
_LETTER = re.compile(f"[{_UNSPACED}]")
_URL = re.compile(r"\w+://|www\.")
_BRACKETS = re.compile(r"[\[\]]")
_ENTITY = re.compile(r"&(?:#\w+|\w+);$")
_TRAILING = "_.,:;!?-"


class Cite(NamedTuple):  # as all that there are many of, and as it is written into a marker
    """One key with what stands around it.

    Attributes
    ----------
    key : what is cited, a label such as ``fig:x`` or a bibliography key.
    prefix, suffix : the author's words before and after it, a locator included.
    suppress : ``-@key``: without the author, or without the word "Figure".
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    suppress: bool = False


def textual_pattern(kinds: Iterable[str]) -> str:
    """The pattern of a key in running text: also behind a letter or a period if it begins with one of these `kinds`.

    An address of e-mail has no colon, so `see@fig:a` is none.

    >>> [match["key"] for match in re.finditer(textual_pattern(["fig"]), "see@Fig:a, a@fig.org, a@b:c")]
    ['Fig:a']
    """
    prefixes = "|".join(f"[{kind[0].upper()}{kind[0]}]{re.escape(kind[1:])}" for kind in kinds)
    labels = rf"|@(?<!\\@)(?=(?:{prefixes}):\w)" if prefixes else ""
    return rf"(?:{_SUPPRESSED}|{_GUARDED}{labels})(?P<key>{_KEY})"


def in_url(text: str, position: int) -> bool:
    """Whether `position` in `text` lies inside a bare URL.

    >>> in_url("see https://x.org/@b", 18), in_url("see https://x.org/ @b", 19)
    (True, False)
    """
    before = text[:position]
    return before[-1:].strip() != "" and _URL.search(before.rsplit(maxsplit=1)[-1]) is not None


def trimmed(key: str) -> str:
    """`key` without what may have been meant as the punctuation or the emphasis behind it.

    >>> trimmed("a_"), trimmed("a.b")
    ('a', 'a.b')
    """
    return key.rstrip(_TRAILING)


def begins_word(text: str) -> bool:
    """Whether `text` begins with a letter that no space parts from what stands before it.

    >>> begins_word("所示"), begins_word("b"), begins_word("")
    (True, False, False)
    """
    return _LETTER.match(text) is not None


def cites(text: str) -> list[str]:
    """The keys cited anywhere in `text`.

    >>> cites("mail me@x.org about @a and http://x.org/@b")
    ['a']
    """
    return [_key(match) for match in CITE.finditer(text) if not in_url(text, match.start())]


def group(text: str) -> tuple[Cite, ...] | None:
    """The cites of a bracket's inside, or None if it is not a group of cites.

    >>> group("see @a, p. 3; -@b")
    (Cite(key='a', prefix='see', suffix=', p. 3', suppress=False), Cite(key='b', prefix='', suffix='', suppress=True))
    >>> group("@a; no key") is None
    True
    """
    items = [_item(part) for part in _split(text)]
    if None in items:
        return None
    return tuple(item for item in items if item)


def textual(key: str, suppress: bool, bracket: str) -> tuple[Cite, ...]:
    """The cites of `@key [bracket]`: the bracket's first part belongs to the key, further parts are cites of their own.

    >>> textual("a", False, "p. 3; @b")
    (Cite(key='a', prefix='', suffix='p. 3', suppress=False), Cite(key='b', prefix='', suffix='', suppress=False))
    """
    first, *others = _split(bracket)
    rest = group(";".join(others)) if others else ()
    return (Cite(key, suffix=first.strip(), suppress=suppress), *(rest or ()))


def substitute(text: str, worded: Callable[[tuple[Cite, ...], str], str | None]) -> str:
    """Plain `text` with each group and each bare key in it replaced by what `worded` makes of its cites, if anything.

    `worded` is told the text of them, too.

    >>> substitute("see [@a; @b] and @c", lambda cites, text: "+".join(cite.key for cite in cites))
    'see a+b and c'
    """
    parts, position = [], 0
    for start, end, found in _occurrences(text):
        words = worded(found, text[start:end]) if start >= position else None
        if words is not None:
            parts += [text[position:start], words]
            position = end
    return "".join([*parts, text[position:]])


def _occurrences(text: str) -> Iterator[tuple[int, int, tuple[Cite, ...]]]:
    """Where groups and bare keys stand in plain text, a group before the keys in it."""
    for match in re.finditer(rf"\[|{CITE.pattern}", text):
        if match[0] != "[":
            if not in_url(text, match.start()):
                yield match.start(), match.end(), (Cite(_key(match), suppress=bool(match["suppress"])),)
        elif (end := closing_bracket(text, match.start())) > 0 and (found := group(text[match.end() : end])):
            yield match.start(), end + 1, found


def closing_bracket(text: str, start: int) -> int:
    """The position of the `]` that closes the `[` at `start`, or -1.

    >>> closing_bracket("x [a [b] c] d", 2)
    10
    """
    depth = 0
    if text.find("]", start) < 0:
        return -1  # so that many brackets that nothing closes take no time
    for bracket in _BRACKETS.finditer(text, start):
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return bracket.start()
    return -1


def _item(text: str) -> Cite | None:
    for match in CITE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if before.count("[") == before.count("]"):  # a key in brackets of its own is a group of its own
            cite = Cite(_key(match), before.strip(), after.rstrip(), bool(match["suppress"]))
            return None if in_url(text, match.start()) else cite
    return None


def _key(match: re.Match[str]) -> str:
    return match["key"].removeprefix("{").removesuffix("}")


def _split(text: str) -> Iterator[str]:
    """The parts of `text` between semicolons that stand in no brackets or braces and end no entity."""
    depth, start = 0, 0
    for position, character in enumerate(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
        if character == ";" and depth == 0 and not _ends_entity(text[start : position + 1]):
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _ends_entity(text: str) -> bool:
    """Whether `text` ends with an entity such as `&amp;`; a key may end like one, `@a&b;`.

    >>> _ends_entity("x &amp;"), _ends_entity("&#8211;"), _ends_entity("@a&b;")
    (True, True, False)
    """
    found = _ENTITY.search(text[-40:])
    return found is not None and (found[0][1] == "#" or found[0][1:] in html5)
