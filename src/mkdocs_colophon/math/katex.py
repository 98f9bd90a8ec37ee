"""Equations as KaTeX takes them: all of one, a line by itself, or what has the same places as its author's TeX.

KaTeX never numbers: its environments are given the star that says so, and a line with a number the tag that shows it.
"""

from collections.abc import Callable, Iterable, Iterator

from mkdocs_colophon.math.equations import Equation, Line, Piece, read

_NAMES = {"flalign": "align", "multline": "gathered", "equation": "", "displaymath": ""}


def shown(tex: str, numbers: Iterable[str] = (), between: Callable[[str], str] = str) -> str:
    r"""`tex` as KaTeX takes it, each line with its own of `numbers`, if that is not empty, the rest made by `between`.

    >>> shown(r"\begin{align}a \label{eq:a}\\b\end{align}", ["(3)", ""])
    '\\begin{align*}a \\tag*{(3)}\\\\b\\end{align*}'
    """
    equation = read(tex)
    edits = [edit for line, number in _numbered(equation, numbers) for edit in _changed(line, number, equation.rowed)]
    edits += [Piece(edge.start, edge.end, _renamed(tex, edge, "*")) for edge in [*equation.edges, *equation.inner]]
    edits += [Piece(label.start, label.end) for label in equation.labels]
    return _edited(tex, edits, between=between)


def alone(html: str, line: Line) -> str:
    r"""`line` of a formula as a formula by itself, both as HTML: without its number, and aligned with nothing.

    >>> html = r"\begin{align}a &amp;= b &amp; c &amp;= d \tag{1}\end{align}"
    >>> alone(html, read(html).lines[0])
    'a = b \\quad  c = d'
    """
    edits = [Piece(tag.start, tag.end) for tag in line.tags]
    edits += [Piece(mark.start, mark.end, r"\quad " * (place % 2)) for place, mark in enumerate(line.marks)]
    return _edited(html[: line.end], edits, line.start)


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


def _edited(tex: str, edits: Iterable[Piece], end: int = 0, between: Callable[[str], str] = str) -> str:
    """`tex` from `end` on, with the text of `edits` in their places, and what is not edited made by `between`."""
    parts = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [between(tex[end : edit.start]), edit.text]
        end = edit.end
    return "".join([*parts, between(tex[end:])]).strip()


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
    if (name := _NAMES.get(edge.text, edge.text + star)) == "":
        return ""
    written = tex[edge.start : edge.end]
    name = name + star if name == "align" else name
    return written.replace(f"{{{edge.text}{'*' * edge.bare}}}", f"{{{name}}}", 1)
