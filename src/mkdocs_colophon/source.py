"""Where in a Markdown file some words stand, so that a problem can name its line and column.

Python-Markdown forgets places. They are found again in the file, and only for the problems there are, by the words at
fault, passing over code, mathematics and comments. A wrong guess costs a wrong line in a message, never wrong output.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from mkdocs_colophon.problems import Problem

_CODE = (
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,}))(?P<info>[^\n]*).*?^(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
_PASSED_OVER = re.compile(rf"{_CODE}|^\$\$.*?\$\$", re.MULTILINE | re.DOTALL)
_SIGN = re.compile(r"\S")
_WORD = re.compile(r"\w")
_GIVEN = r"(?:(?<![(\[\w])\#|\\label\{{|\bid[ ]*[:=][ ]*[\"']?){label}(?![\w:-])"
_NO_TEX = re.compile(_CODE, re.MULTILINE | re.DOTALL)


def prose(source: str) -> str:
    """`source` with code, display mathematics and comments blanked out, every other character in its place.

    >>> prose("`@a` and @a")
    '     and @a'
    """
    return _blank(_PASSED_OVER, source)


def places(text: str, needle: str) -> list[tuple[int, int]]:
    """Lines and columns, from 1, at which `needle` stands in `text` as a word of its own.

    >>> places(prose("`@a`\\n@ab and @a"), "@a")
    [(2, 9)]
    """
    found, start = [], text.find(needle)
    while start >= 0:  # a pattern would take longer to compile than to find
        end = start + len(needle)
        if not (needle[-1].isalnum() and _WORD.match(text, end)):
            found.append(_place(text, start))
        start = text.find(needle, end)
    return found


def given(source: str, label: str) -> list[tuple[int, int]]:
    r"""Lines and columns at which something is given `label` in `source`: in braces, as an id, or by LaTeX's command.

    >>> given("`{#eq:a}`\n{#eq:a} (#eq:a)\n\\label{eq:a}\n  attrs: {id: eq:a}", "eq:a")
    [(2, 2), (3, 1), (4, 11)]
    """
    pattern = _GIVEN.format(label=re.escape(label))
    return [_place(source, match.start()) for match in re.finditer(pattern, _blank(_NO_TEX, source))]


def locate(problems: Sequence[Problem], path: str, source: str) -> list[Problem]:
    """`problems` of the file at `path`, each with the line and column at which its needle stands in `source`.

    Problems alike in everything are given the places of their needle one after the other.
    """
    blanked = cache(lambda pattern: _blank(pattern, source))
    located, taken = [], Counter[str]()
    for problem in problems:
        found = places(source, problem.needle) if problem.needle else []
        if problem.needle.startswith("#"):
            found = given(source, problem.needle[1:]) or found
        elif len(found) > 1 and not problem.code.startswith("MATH"):  # what stands once needs no telling apart
            found = places(blanked(_NO_TEX if problem.needle[0] == "\\" else _PASSED_OVER), problem.needle)
        nth = problem.nth if problem.nth >= 0 else taken[problem.needle]
        line, column = found[min(nth, len(found) - 1)] if found else (0, 0)
        taken[problem.needle] += 1
        located.append(problem.at(path, line, column + problem.column if column else 0))
    return located


def _blank(pattern: re.Pattern[str], source: str) -> str:
    """`source` with what matches `pattern` blanked out, but for what stands behind the ticks of a fence."""

    def blanked(match: re.Match[str]) -> str:
        info = match["info"] or ""
        start = match.start("info") - match.start() if info else 0
        return _SIGN.sub(" ", match[0][:start]) + info + _SIGN.sub(" ", match[0][start + len(info) :])

    return pattern.sub(blanked, source)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
