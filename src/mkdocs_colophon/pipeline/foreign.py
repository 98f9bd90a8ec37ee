"""Syntax of other tools that stands on a page as it was written, because nothing here reads it.

It is sought in what the page shows, so that whatever has a meaning, whichever extension or plugin gives it one, is
past, and so is all that code and formulas hold. Fences alone are sought in the source: each is code here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from mkdocs_colophon.html import Marker, markers, prose, unescaped
from mkdocs_colophon.pipeline import dialects
from mkdocs_colophon.pipeline.dialects import DIRECTIVES, named
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import Text, fences, places

CODE = "SYN001"
_APART = ("mermaid", "toc", "notebook-output")  # a program's words, and those that stand on the page once more
_FENCE = re.compile(r"\{(?P<name>=?[A-Za-z][\w:+-]*)(?=[\s,}])")
_UNSOUGHT = "\0"
_ESCAPED = ("\\", "{", "[", "!", "+", "|", "^")
_LONG = 60  # characters of what is quoted in a message


def find(html: str, source: str, included: Sequence[Text] = ()) -> Iterator[Problem]:
    """A problem for each on a page, which is `prepared`, whose file holds `source`, and where texts are `included`."""
    yield from _literal(html, "\n".join([source, *(text for _, text in included)]))
    for path, text in [("", source), *included]:
        yield from _directives(path, text)


def once(problems: Iterable[Problem]) -> list[Problem]:
    """`problems`, which have their places, without those of other tools where something else is told."""
    problems = list(problems)
    told = {(each.path, each.line, each.column) for each in problems if each.code != CODE}
    opened = {(each.path, each.line) for each in problems if each.code == "MATH003"}
    return [each for each in problems if each.code != CODE or not (told & {*_within(each)} or _is_tex(each, opened))]


def _is_tex(problem: Problem, opened: Collection[tuple[str, int]]) -> bool:
    """Whether `problem` tells of what may be in one of the formulas that never end, which are told themselves."""
    return problem.needle.startswith("\\") and any(
        problem.path == path and line <= problem.line for path, line in opened
    )


def _within(problem: Problem) -> Iterator[tuple[str, int, int]]:
    """The places at which another problem would be one of the same words."""
    return ((problem.path, problem.line, problem.column + offset) for offset in range(len(problem.needle)))


def _literal(html: str, source: str) -> Iterator[Problem]:
    """A problem for each form that stands in the words of a page."""
    needle = cache(partial(_needle, source=source))
    page = markers.replace(html, _blank)
    habits = dialects.habits(unescaped(page))
    words, end = prose(page, _APART) if habits else "", 0
    found = sorted((each for habit in habits for each in habit.matches(words)), key=lambda each: each[0])
    for start, match, habit in found:
        if start >= end:
            end = match.end()
            written = match[0].strip().partition("\n")[0].replace(_UNSOUGHT, "…")
            if habit.instead and not _is_escaped(needle(written), source):
                problem = _problem(written, habit.tools, habit.hint(match), needle=needle(written))
                yield replace(problem, informational=habit.informational)


def _directives(path: str, source: str) -> Iterator[Problem]:
    """A problem for each fence in `source` that another tool would not show as code."""
    for line, column, opening in fences(source):
        if match := _FENCE.match(opening.lstrip("`~")):
            hint = named(match["name"], DIRECTIVES, "```, the name of a language, and what is code")
            yield _problem(opening, "MyST and Quarto", hint).at(path, line, column)


def _problem(written: str, tools: str, instead: str, needle: str = "") -> Problem:
    shown = written if len(written) <= _LONG else f"{written[:_LONG]}…"
    return Problem(CODE, f"'{shown}' is syntax of {tools}", f"write {instead}", needle=needle)


def _needle(written: str, source: str) -> str:
    """As much of the beginning of `written` as stands in `source`, where markup may be in it."""
    beginnings = (written[:end] for end in range(len(written), 0, -1))
    return next((each for each in beginnings if places(source, each)), "")


def _is_escaped(needle: str, source: str) -> bool:
    """Whether a backslash says, wherever `needle` stands, that it means nothing."""
    return needle[:1] in _ESCAPED and source.count(needle) == source.count(f"\\{needle}")


def _blank(marker: Marker) -> str:
    """What a marker leaves of itself: a number nothing, a problem its words; those of any other are not sought."""
    if marker.name == "problem":
        return markers.text(marker)
    return _UNSOUGHT if marker.text else ""
