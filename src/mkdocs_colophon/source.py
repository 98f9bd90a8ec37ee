"""Where in a Markdown file some words stand, so that a problem can name its line and column.

Python-Markdown forgets places. They are found again in the file, and only for the problems there are, by the words at
fault, passing over code, mathematics and comments. A wrong guess costs a wrong line in a message, never wrong output.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from mkdocs_colophon.problems import Problem

_CODE = (
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,}))(?P<info>[^\n]*).*?^(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
_PASSED_OVER = re.compile(rf"{_CODE}|^\$\$.*?\$\$", re.MULTILINE | re.DOTALL)
_SIGN = re.compile(r"\S")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\S+")
_GIVEN = re.compile(r"""(?:(?<![(\[\w])\#|\\label\{|\bid[ ]*[:=][ ]*["']?)([^\s{}()\[\]"'<>,]+)""")
_NO_TEX = re.compile(_CODE, re.MULTILINE | re.DOTALL)


def prose(source: str) -> str:
    """`source` with code, display mathematics and comments blanked out, every other character in its place.

    >>> prose("`@a` and @a")
    '     and @a'
    """
    return _blank(_PASSED_OVER, source)


def places(text: str, needle: str, offset: int = 0) -> list[tuple[int, int]]:
    """Lines and columns, from 1, of the character at `offset` in `needle`, where that stands in `text`.

    It is a word of its own there. A line may begin with any blanks and signs of a quotation.

    >>> places(prose("`@a`\\n@ab and @a"), "@a")
    [(2, 9)]
    >>> places("> $$\\n> a\\n> b $$", "$$ a\\nb", 5)
    [(3, 3)]
    """
    if any(character.isspace() for character in needle):
        return _spread(text, needle, offset)
    found, start = [], text.find(needle)
    while start >= 0:  # a pattern would take longer to compile than to find
        end = start + len(needle)
        if not (needle[-1].isalnum() and _WORD.match(text, end)):
            found.append(_place(text, start + offset))
        start = text.find(needle, end)
    return found


def given(source: str) -> dict[str, list[tuple[int, int]]]:
    r"""Lines and columns at which labels are given in `source`: in braces, as an id, or by LaTeX's command.

    >>> given("`{#eq:a}`\n{#eq:a} (#eq:a)\n\\label{eq:a}\n  attrs: {id: eq:a}")
    {'eq:a': [(2, 2), (3, 1), (4, 11)]}
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _GIVEN.finditer(_blank(_NO_TEX, source)):
        found.setdefault(match[1], []).append(_place(source, match.start()))
    return found


def locate(problems: Sequence[Problem], path: str, source: str) -> list[Problem]:
    """`problems` of the file at `path`, each with the line and column at which its needle stands in `source`.

    Problems alike in everything are given the places of their needle one after the other.
    """
    blanked, labels = cache(lambda pattern: _blank(pattern, source)), cache(given)
    located, taken = [], Counter[str]()
    for problem in problems:
        found = places(source, problem.needle, problem.column) if problem.needle else []
        if problem.needle.startswith("#"):
            found = labels(source).get(problem.needle[1:], found)
        elif len(found) > 1:  # what stands once needs no telling apart
            is_tex = problem.code.startswith("MATH") or problem.needle[0] == "\\"
            found = places(blanked(_NO_TEX if is_tex else _PASSED_OVER), problem.needle, problem.column) or found
        nth = problem.nth if problem.nth >= 0 else taken[problem.needle]
        line, column = found[min(nth, len(found) - 1)] if found else (0, 0)
        taken[problem.needle] += 1
        located.append(problem.at(path, line, column))
    return located


def _spread(text: str, needle: str, offset: int) -> list[tuple[int, int]]:
    """The same for several words, which may have any blanks between them, and new lines where they have one."""
    words = list(_WORDS.finditer(needle))
    gaps = ["", *(needle[one.end() : other.start()] for one, other in pairwise(words))]
    pattern = "".join(_gap(gap) + f"({re.escape(word[0])})" for gap, word in zip(gaps, words, strict=True))
    last = max((place for place, word in enumerate(words) if word.start() <= offset), default=0)
    within = min(offset - words[last].start(), len(words[last][0]))
    found = re.finditer(pattern + r"\b" * needle[-1].isalnum(), text)
    return [_place(text, match.start(last + 1) + within) for match in found]


def _gap(blanks: str) -> str:
    times = "+" if "\n" in blanks else "*"
    return rf"[ \t]*(?:\n[ \t>]*){times}" if blanks else ""


def _blank(pattern: re.Pattern[str], source: str) -> str:
    """`source` with what matches `pattern` blanked out, but for what stands behind the ticks of a fence."""

    def blanked(match: re.Match[str]) -> str:
        info = match["info"] or ""
        start = match.start("info") - match.start() if info else 0
        return _SIGN.sub(" ", match[0][:start]) + info + _SIGN.sub(" ", match[0][start + len(info) :])

    return pattern.sub(blanked, source)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
