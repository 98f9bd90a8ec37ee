r"""What LaTeX says of numbers within a displayed formula: its lines, and on each its labels, its tag, and `\notag`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GROUP = "subequations"
_ROWED = frozenset(("align", "alignat", "gather", "flalign", "eqnarray"))  # each line can have a number
_EDGES = ("begin", "end")
_WHOLE = frozenset(("equation", "multline", "displaymath"))  # one number for all
_TOKEN = re.compile(
    r"%[^\n]*|\\(?P<edge>begin|end)\s*\{(?P<name>[a-zA-Z]+)(?P<star>\*?)\}(?:\s*\{\d+\})?"
    r"|\\label\s*\{(?P<label>[^{}]*)\}[ \t]*|\\tag(?P<bare>\*?)\s*\{|\\(?P<silent>notag|nonumber)(?![a-zA-Z])"
    r"|&(?:amp;|(?!lt;|gt;))|(?P<row>\\\\)\*?(?:\[[^\]\n]*\])?|\\[a-zA-Z]+|\\.|[{}]",
    re.DOTALL,
)
_GROUPED = re.compile(rf"\s*\\begin\{{{GROUP}\}}(.*)\\end\{{{GROUP}\}}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A command in a formula.

    Attributes
    ----------
    start, end : where it stands.
    text : what it is given: a label, a tag, the name of an environment.
    bare : whether it is a tag without parentheses.
    """

    start: int
    end: int
    text: str = ""
    bare: bool = False


Found = tuple[str, Piece, int]
"""What a command does, the command, and on which level of braces and environments it stands."""


@dataclass(frozen=True, slots=True)
class Line:
    r"""What can have one number: a line of a formula, or all of it.

    Attributes
    ----------
    start, end : where it stands, without the `\\` behind it.
    labels : all of them; LaTeX allows one.
    tags : the numbers that its author gives it; LaTeX allows one.
    silent : whether it is to have no number.
    marks : the `&` by which it is aligned with others.
    """

    start: int
    end: int
    labels: tuple[Piece, ...] = ()
    tags: tuple[Piece, ...] = ()
    silent: bool = False
    marks: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula.

    Attributes
    ----------
    lines : of an environment whose lines have numbers; of any other formula one, which is all of it.
    rowed : whether it is such an environment.
    starred : whether its environment asks for no numbers.
    edges : where that begins and ends; nothing where LaTeX numbers none.
    labels : those outside of it.
    inner : where other environments begin and end whose lines would have numbers.
    """

    lines: tuple[Line, ...]
    rowed: bool = False
    starred: bool = False
    edges: tuple[Piece, ...] = ()
    labels: tuple[Piece, ...] = ()
    inner: tuple[Piece, ...] = ()


def read(tex: str) -> Equation:
    r"""The equation that is written as `tex`.

    >>> equation = read(r"\begin{align} a &= b \label{eq:a} \\ c &= d \notag \end{align}")
    >>> [(line.silent, [label.text for label in line.labels]) for line in equation.lines]
    [(False, ['eq:a']), (True, [])]
    """
    found = list(_pieces(tex))
    edges = _edges(found)
    inner = tuple(each for sign, each, _ in found if sign in _EDGES and each.text in _ROWED and each not in edges)
    if not edges or edges[0].text not in _ROWED:
        starred = bool(edges) and edges[0].bare
        return Equation((_line(found, 0, len(tex)),), False, starred, edges, inner=inner)
    start, end = edges[0].end, edges[1].start if len(edges) > 1 else len(tex)
    inside = [each for each in found if start <= each[1].start < end]
    breaks = [piece for sign, piece, level in inside if sign == "\\\\" and level == 1]
    starts, ends = [start, *(each.end for each in breaks)], [*(each.start for each in breaks), end]
    lines = [_line(inside, *place) for place in zip(starts, ends, strict=True)]
    if len(lines) > 1 and not tex[starts[-1] : end].strip():
        del lines[-1]
    outer = [piece for sign, piece, _ in found if sign == "label" and not start <= piece.start < end]
    return Equation(tuple(lines), True, edges[0].bare, edges, tuple(outer), inner)


def grouped(tex: str) -> str | None:
    """What stands in the environment of a group, if `tex` is one."""
    match = _GROUPED.fullmatch(tex)
    return match[1] if match else None


def _pieces(tex: str) -> Iterator[Found]:
    """The commands in `tex` that bear on numbers."""
    level, end = 0, 0
    for token in _TOKEN.finditer(tex):
        if token.start() < end:
            continue
        sign, piece = token["edge"] or token["row"] or token[0], Piece(token.start(), token.end())
        level -= sign in ("}", "end")
        if token["edge"]:
            yield sign, Piece(token.start(), token.end(), token["name"], bool(token["star"])), level
        elif token["label"] is not None:
            yield "label", Piece(token.start(), token.end(), token["label"].strip()), level
        elif token["bare"] is not None:
            if end := _closed(tex, token.end()):
                yield "tag", Piece(token.start(), end, tex[token.end() : end - 1].strip(), bool(token["bare"])), level
            end = end or len(tex)
        elif token["silent"] or token["row"] or sign[0] == "&":
            yield "silent" if token["silent"] else sign, piece, level
        level += sign in ("{", "begin")


def _edges(found: Sequence[Found]) -> tuple[Piece, ...]:
    """Beginning and end of the environment that LaTeX numbers, if there is one."""
    outer = [piece for sign, piece, level in found if sign in _EDGES and not level]
    return tuple(outer[:2]) if outer and outer[0].text in _ROWED | _WHOLE else ()


def _line(found: Sequence[Found], start: int, end: int) -> Line:
    first, last = (bisect_left(found, place, key=lambda each: each[1].start) for place in (start, end))
    here = found[first:last]
    labels, tags = (tuple(piece for sign, piece, _ in here if sign == wanted) for wanted in ("label", "tag"))
    marks = tuple(piece for sign, piece, level in here if sign[0] == "&" and level == 1)
    return Line(start, end, labels, tags, any(sign == "silent" for sign, *_ in here), marks)


def _closed(tex: str, start: int) -> int:
    """Where the braces end that have been opened before `start`; 0 if they never do."""
    level = 1
    for token in _TOKEN.finditer(tex, start):
        level += (token[0] == "{") - (token[0] == "}")
        if not level:
            return token.end()
    return 0
