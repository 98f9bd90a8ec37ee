r"""Where formulas begin and end in Markdown: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments of LaTeX by themselves.

As for pandoc, a dollar opens a formula if no space follows it, and the next one closes it if no space is before it and
no digit behind it; otherwise both are text. What stands in braces is passed over, so `\text{if $x$}` ends nothing. It
is one pass from the left, by pairs that one pass from the right has found: the time grows as the text does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

SIGNS = ("$", "\\(", "\\[", "\\begin{")
"""What every formula holds one of."""

_WORD = r"""(?:[#.][^\s{}"'=]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
_BRACES = rf"\{{:?[ ]*(?P<given>{_WORD}(?:[ ]+{_WORD})*)[ ]*\}}"
_LABEL = re.compile(r"(?:^|\s)#(?P<label>[eE]q(?:n|uation)?[:._-]\S+)")
_ENVIRONMENTS = (
    *("equation", "align", "alignat", "gather", "flalign", "multline", "eqnarray", "displaymath", "subequations"),
    *("math", "split", "aligned", "alignedat", "gathered", "array", "darray", "subarray", "CD", "dmath", "dgroup"),
    *("cases", "dcases", "rcases", "drcases", "matrix", "smallmatrix"),
    *("pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"),
)
_ENVIRONMENT = rf"\{{(?:{'|'.join(_ENVIRONMENTS)})\*?\}}"
_ADDRESS = r"\]\([^\s()]*\$[^\s()]*\)|<[a-z][a-z+.-]*://[^\s<>]*>"
_TOKEN = re.compile(
    rf"{_ADDRESS}|<!--|-->|\\(?:begin|end){_ENVIRONMENT}|\\\\[()\[\]]|\\.|\\\Z|`+|[${{}}]",
    re.DOTALL,
)
_BRACKETS = {
    **{"\\(": "\\)", "\\[": "\\]", "\\\\(": "\\\\)", "\\\\[": "\\\\]"},
    "\\begin{math}": "\\end{math}",
}
_COMMENT = ("<!--", "-->")
_CLOSING = {**_BRACKETS, "$`": "`$", _COMMENT[0]: _COMMENT[1]}
_IN_LINE = frozenset(("$", "$`", "\\(", "\\\\(", "\\begin{math}"))
_OPENING = re.compile(rf"\$\$?|\\{{1,2}}[(\[]|\\begin{_ENVIRONMENT}")
_BEHIND = re.compile(rf"[ \t]*(?:\n[ \t]*)?{_BRACES}")
_BEHIND_BRACKET = re.compile(rf"\]{_BRACES}")
_ANY = -(1 << 60)  # a level that is none
_WORDS = re.compile(r"[^\s\\^_=](?:[^\\^_=]*[^\s\\^_=])?")


@dataclass(frozen=True, slots=True)
class Delimited:
    """A formula in a text, or the beginning of one that never ends.

    Attributes
    ----------
    start, end : where it stands, its label included.
    opening : what it begins with, ``$$``.
    tex : what is inside; the whole of an environment.
    label : in the braces behind it, or what looks like the label of an equation; empty if there is none.
    given : all that stands in these braces.
    closed : whether it has an end.
    """

    start: int
    end: int
    opening: str
    tex: str = ""
    label: str = ""
    given: str = ""
    closed: bool = True

    @property
    def display(self) -> bool:
        return self.opening not in _IN_LINE


def find(text: str, start: int = 0) -> Iterator[Delimited]:
    r"""The formulas in `text` from `start` on, in order, and what looks like the beginning of one; none is in code.

    >>> [(found.opening, found.tex) for found in find("`$` \\(a\\), $b$10, $c$ $$d$$ {#eq:x}")]
    [('\\(', 'a'), ('$', 'c'), ('$$', 'd')]
    """
    tokens = list(_TOKEN.finditer(text, start))
    pairs, end = _pairs(tokens), start
    for place, token in enumerate(tokens):
        if token.start() < end:
            continue
        if token[0][0] == "`" or token[0] == _COMMENT[0]:
            end = tokens[pairs[place]].end() if place in pairs else token.end()
        elif found := _read(text, tokens, place, pairs.get(place)):
            end = found.end
            yield found


@lru_cache(maxsize=64)
def closing(opening: str) -> str:
    r"""What ends a formula that begins with `opening`.

    >>> closing("$`"), closing("\\["), closing("\\begin{align}")
    ('`$', '\\]', '\\end{align}')
    """
    return _CLOSING.get(opening, opening.replace("\\begin", "\\end"))


def _pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """By the place of each token that can begin something, that of what ends it: on its level of braces, or on any.

    Code, or a comment, that begins on a level hides what stands in it from what came before on that level.
    """
    pairs: dict[int, int] = {}
    levels: dict[int, dict[str, int]] = {_ANY: {}}
    behind: dict[int, dict[int, dict[str, int]]] = {}
    level = 0
    for place in reversed(range(len(tokens))):
        sign = _sign(tokens, place)
        if sign == "}":
            level += 1
            levels.pop(level, None)
        elif sign == "{":
            level -= 1
        near, wanted, first = levels.setdefault(level, {}), closing(sign), place + (sign == "$$")
        if (end := near.get(wanted, 0)) > first or (end := levels[_ANY].get(wanted, 0)) > first:
            pairs[place] = end
        if sign[0] == "`" or sign in _COMMENT:
            behind[place] = {each: dict(levels[each]) for each in (level, _ANY)}
            levels |= behind.get(end, {}) if level in behind.get(end, {}) else {}
        for each in (sign, "$") if sign == "$$" else (sign,):
            levels[level][each] = levels[_ANY][each] = place
    return pairs


def _sign(tokens: list[re.Match[str]], place: int) -> str:
    """What the token at `place` is, two dollars in a row taken together."""
    following = tokens[place + 1 : place + 2]
    doubled = tokens[place][0] == "$" and following and following[0][0] == "$"
    return "$$" if doubled and following[0].start() == tokens[place].end() else tokens[place][0]


def _read(text: str, tokens: list[re.Match[str]], place: int, end: int | None) -> Delimited | None:
    """The formula that begins at the token at `place`, and ends at the token at `end`; nothing if that is text."""
    opening, start = _sign(tokens, place), tokens[place].start()
    if not _OPENING.fullmatch(opening):
        return None
    if end is None:
        return _unclosed(text, start, opening)
    close = tokens[end].start()
    inside, last = text[start + len(opening) : close], close + len(closing(opening))
    if opening == "$":
        found = _in_line(inside, text[last : last + 1], start, last)
    elif opening in _BRACKETS:
        found = _bracketed(text, inside, start, last, opening)
    else:
        found = Delimited(start, last, opening, inside if opening == "$$" else text[start:last])
    return _labelled(text, found) if found and found.tex.strip() else None


def _in_line(inside: str, after: str, start: int, end: int) -> Delimited | None:
    if not inside or inside[0].isspace() or inside[-1].isspace() or after.isdecimal():
        return None
    if len(inside) > 2 and inside[0] == inside[-1] == "`":  # as on GitLab
        return Delimited(start, end, "$`", inside[1:-1])
    return Delimited(start, end, "$", inside)


def _bracketed(text: str, inside: str, start: int, end: int, opening: str) -> Delimited | None:
    r"""A formula in brackets, but not words in `\[…\]` within a line, which are brackets as text to Markdown."""
    if opening == "\\[" and not _alone(text, start, end) and _WORDS.fullmatch(inside):
        return None
    return Delimited(start, end, opening, inside)


def _unclosed(text: str, start: int, opening: str) -> Delimited | None:
    """The beginning of a formula that never ends, if it is surely one; three dollars in a row are text."""
    run = opening == "$$" and text[start : start + 3] != "$$$" and text[max(start - 1, 0) : start] != "$"
    end = start + len(opening)
    if run or opening.startswith("\\begin") or (opening in ("\\[", "\\\\[") and _alone(text, start, end)):
        return Delimited(start, end, opening, closed=False)
    return None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether what stands there has its lines to itself."""
    last = text.find("\n", end)
    rest = text[end:] if last < 0 else text[end:last]
    return not text[text.rfind("\n", 0, start) + 1 : start].strip() and not rest.strip()


def _labelled(text: str, found: Delimited) -> Delimited:
    """`found` with the label behind it, `$$…$$ {#eq:x}` or `[$$…$$]{#eq:x}`, and what is given with that, or alone."""
    bracketed = text[max(found.start - 1, 0) : found.start] == "["
    match = _BEHIND.match(text, found.end) or (_BEHIND_BRACKET.match(text, found.end) if bracketed else None)
    if match is None:
        return found
    start = found.start - (text[found.end] == "]")
    if label := _LABEL.search(match["given"]):
        return replace(found, start=start, end=match.end(), label=label["label"], given=match["given"])
    is_block = found.display and "#" not in match["given"] and _alone(text, start, match.end())
    return replace(found, start=start, end=match.end(), given=match["given"]) if is_block else found
