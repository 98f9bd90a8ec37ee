r"""What LaTeX says of numbers within a displayed formula: its lines, and on each its labels, its tag, and `\notag`.

KaTeX never numbers: its environments are given the star that says so, and a line with a number the tag that shows it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

GROUP = "subequations"
_ROWED = frozenset(("align", "alignat", "gather", "flalign", "eqnarray"))  # each line can have a number
_WHOLE = frozenset(("equation", "multline", "displaymath"))  # one number for all
_KATEX = {"flalign": "align", "multline": "gathered", "equation": "", "displaymath": ""}
_TOKEN = re.compile(
    r"%[^\n]*|\\(?P<edge>begin|end)\s*\{(?P<name>[a-zA-Z]+)(?P<star>\*?)\}(?:\s*\{\d+\})?"
    r"|\\label\s*\{(?P<label>[^{}]*)\}[ \t]*|\\tag(?P<bare>\*?)\s*\{|\\(?P<silent>notag|nonumber)(?![a-zA-Z])"
    r"|(?P<row>\\\\)\*?(?:\[[^\]\n]*\])?|\\[a-zA-Z]+|\\.|[{}]",
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


@dataclass(frozen=True, slots=True)
class Line:
    r"""What can have one number: a line of a formula, or all of it.

    Attributes
    ----------
    start, end : where it stands, without the `\\` behind it.
    labels : all of them; LaTeX allows one.
    tags : the numbers that its author gives it; LaTeX allows one.
    silent : whether it is to have no number.
    """

    start: int
    end: int
    labels: tuple[Piece, ...] = ()
    tags: tuple[Piece, ...] = ()
    silent: bool = False


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
    """

    lines: tuple[Line, ...]
    rowed: bool = False
    starred: bool = False
    edges: tuple[Piece, ...] = ()
    labels: tuple[Piece, ...] = ()


def read(tex: str) -> Equation:
    r"""The equation that is written as `tex`.

    >>> equation = read(r"\begin{align} a &= b \label{eq:a} \\ c &= d \notag \end{align}")
    >>> [(line.silent, [label.text for label in line.labels]) for line in equation.lines]
    [(False, ['eq:a']), (True, [])]
    """
    found = list(_pieces(tex))
    edges = _edges(found)
    if not edges or edges[0].text not in _ROWED:
        starred = bool(edges) and edges[0].bare
        return Equation((_line(found, 0, len(tex)),), False, starred, edges)
    start, end = edges[0].end, edges[1].start if len(edges) > 1 else len(tex)
    inside = [each for each in found if start <= each[1].start < end]
    breaks = [piece for sign, piece, level in inside if sign == "\\\\" and level == 1]
    starts, ends = [start, *(each.end for each in breaks)], [*(each.start for each in breaks), end]
    lines = [_line(inside, *place) for place in zip(starts, ends, strict=True)]
    if len(lines) > 1 and not tex[starts[-1] : end].strip():
        del lines[-1]
    outer = [piece for sign, piece, _ in found if sign == "label" and not start <= piece.start < end]
    return Equation(tuple(lines), True, edges[0].bare, edges, tuple(outer))


def grouped(tex: str) -> str | None:
    """What stands in the environment of a group, if `tex` is one."""
    match = _GROUPED.fullmatch(tex)
    return match[1] if match else None


def shown(tex: str, numbers: Iterable[str] = (), between: Callable[[str], str] = str) -> str:
    r"""`tex` as KaTeX takes it, each line with its own of `numbers`, if that is not empty, the rest made by `between`.

    >>> shown(r"\begin{align}a \label{eq:a}\\b\end{align}", ["(3)", ""])
    '\\begin{align*}a \\tag*{(3)}\\\\b\\end{align*}'
    """
    equation, parts, end = read(tex), [], 0
    edits = [edit for line, number in _numbered(equation, numbers) for edit in _changed(line, number, equation.rowed)]
    edits += [Piece(edge.start, edge.end, _renamed(tex, edge, "*")) for edge in equation.edges]
    edits += [Piece(label.start, label.end) for label in equation.labels]
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [between(tex[end : edit.start]), edit.text]
        end = edit.end
    return "".join([*parts, between(tex[end:])]).strip()


def alone(tex: str, line: Line) -> str:
    r"""`line` of `tex` as a formula by itself, without its number."""
    parts, end = [], line.start
    for piece in line.tags:
        parts.append(tex[end : piece.start])
        end = piece.end
    return "\\begin{aligned}" + "".join([*parts, tex[end : line.end]]).strip() + "\\end{aligned}"


def blanked(tex: str) -> str:
    r"""`tex` as KaTeX can parse it, every other character in its place.

    >>> blanked(r"a \label{eq:x} b")
    'a              b'
    """
    equation, blank = read(tex), list(tex)
    for label in [*equation.labels, *(label for line in equation.lines for label in line.labels)]:
        blank[label.start : label.end] = " " * (label.end - label.start)
    for edge in equation.edges:
        blank[edge.start : edge.end] = _renamed(tex, edge, "").ljust(edge.end - edge.start)
    return "".join(blank)


def _pieces(tex: str) -> Iterator[tuple[str, Piece, int]]:
    """The commands in `tex` that bear on numbers, each with what it is and its level among braces and environments."""
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
        elif token["silent"] or token["row"]:
            yield "silent" if token["silent"] else sign, piece, level
        level += sign in ("{", "begin")


def _edges(found: Iterable[tuple[str, Piece, int]]) -> tuple[Piece, ...]:
    """Beginning and end of the environment that LaTeX numbers, if there is one."""
    outer = [piece for sign, piece, level in found if sign in ("begin", "end") and not level]
    return tuple(outer[:2]) if outer and outer[0].text in _ROWED | _WHOLE else ()


def _line(found: Iterable[tuple[str, Piece, int]], start: int, end: int) -> Line:
    here = [(sign, piece) for sign, piece, _ in found if start <= piece.start < end]
    labels, tags = (tuple(piece for sign, piece in here if sign == wanted) for wanted in ("label", "tag"))
    return Line(start, end, labels, tags, any(sign == "silent" for sign, _ in here))


def _closed(tex: str, start: int) -> int:
    """Where the braces end that have been opened before `start`; 0 if they never do."""
    level = 1
    for token in _TOKEN.finditer(tex, start):
        level += (token[0] == "{") - (token[0] == "}")
        if not level:
            return token.end()
    return 0


def _numbered(equation: Equation, numbers: Iterable[str]) -> Iterator[tuple[Line, str]]:
    given = iter(numbers)
    return ((line, next(given, "")) for line in equation.lines)


def _changed(line: Line, number: str, rowed: bool) -> Iterator[Piece]:
    """What changes in a line: it loses its labels, and gets its number, in the place of its tag, if it has one."""
    gone = [*line.labels, *(line.tags if number or (not rowed and len(line.tags) == 1) else ())]
    yield from (Piece(piece.start, piece.end) for piece in gone)
    if number:
        first = min((piece.start for piece in gone), default=line.end)
        yield Piece(first, first, rf"\tag*{{{number}}}")


def _renamed(tex: str, edge: Piece, star: str) -> str:
    """An edge of an environment as KaTeX knows it."""
    if (name := _KATEX.get(edge.text, edge.text + star)) == "":
        return ""
    written = tex[edge.start : edge.end]
    name = name + star if name == "align" else name
    return written.replace(f"{{{edge.text}{'*' * edge.bare}}}", f"{{{name}}}", 1)
