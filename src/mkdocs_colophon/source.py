"""Where in a Markdown file some words stand, so that a problem can name its line and column.

Python-Markdown forgets places. They are found again in the file, and only for the problems there are, by the words at
fault, passing over code, mathematics and comments. A wrong guess costs a wrong line in a message, never wrong output.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from mkdocs_colophon.problems import Problem

_CODE = (
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,})).*?^(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
_TEX = r"^\$\$.*?\$\$|(?<![\\$])\$(?=[^\s$])[^$\n]{1,500}(?<=\S)\$(?!\d)"
_PASSED_OVER = re.compile(rf"{_CODE}|{_TEX}", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r'([ \t>]*(?:"|#[ ])?)(`{3,}(?=[^`]*$)|~{3,})')
_CODE_MARGIN = ("    ", "\t")
_HOLDER = re.compile(r"[ ]*(?:[-+*]|\d+[.)]|!!!|\?\?\?|===|:|\[\^)")  # what may hold blocks that are indented
_COMMENT = re.compile(r"(?P<ticks>(?!))|<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"\w")
_NO_TEX = re.compile(_CODE, re.MULTILINE | re.DOTALL)


def prose(source: str) -> str:
    """`source` with code, mathematics and comments blanked out, every other character in its place.

    >>> prose("`@a` and @a")
    '`  ` and @a'
    """
    return _blank(_PASSED_OVER, source)


def fences(source: str) -> Iterator[tuple[int, int, str]]:
    """The lines that open a fence, from the fence on, each with its line and its column; in a notebook, too.

    >>> list(fences("x\\n  ```py\\n~~~\\n```\\n~~~ {.py}"))
    [(2, 3, '```py'), (5, 1, '~~~ {.py}')]
    """
    closing, holds = "", False
    for number, line in enumerate(_blank(_COMMENT, source).splitlines(), 1):
        written = line.rstrip(' ,"').removesuffix(r"\n")  # in a notebook, a line is a string
        opening = _FENCE.match(written)
        if closing:
            closing = "" if opening and set(opening[2]) == set(closing) and written.endswith(closing) else closing
            continue
        is_indented = line.startswith(_CODE_MARGIN) and not line.lstrip().startswith('"')
        if line.strip() and not is_indented:
            holds = bool(_HOLDER.match(line))
        if opening and (holds or not is_indented):
            closing = opening[2]
            yield number, opening.start(2) + 1, written[opening.start(2) :]


def places(text: str, needle: str) -> list[tuple[int, int]]:
    """Lines and columns, from 1, at which `needle` stands in `text` as a word of its own.

    >>> places(prose("`@a`\\n@ab and @a"), "@a")
    [(2, 9)]
    """
    found, start = [], text.find(needle)
    line, counted = 1, 0
    while start >= 0:  # a pattern would take longer to compile than to find
        end = start + len(needle)
        if not (needle[-1].isalnum() and _WORD.match(text, end)):
            line, counted = line + text.count("\n", counted, start), start
            found.append((line, start - text.rfind("\n", 0, start)))
        start = text.find(needle, end)
    return found


Text = tuple[str, str]
"""A file as messages name it, and what is in it."""


def locate(problems: Sequence[Problem], path: str, source: str, included: Sequence[Text] = ()) -> list[Problem]:
    """`problems` of the file at `path`, each with the line and column at which its needle stands in `source`.

    What does not stand there stands in one of the files that are `included`. Problems alike in everything are given the
    places of their needle one after the other. What has a line keeps it.
    """
    files = {path: source, **dict(included)}
    found = cache(partial(_found, files, cache(_blank)))
    located, taken = [], Counter[str]()
    for problem in problems:
        place = found(problem.needle, problem.code.rstrip("0123456789"))
        home, line, column = place[min(taken[problem.needle], len(place) - 1)] if place else (path, 0, 0)
        taken[problem.needle] += 1
        if problem.line:
            home, line, column = problem.path or path, problem.line, problem.column
        elif column:
            column += problem.column
        located.append(problem.at(home, line, column))
    return located


def _found(
    files: Mapping[str, str], blanked: Callable[[re.Pattern[str], str], str], needle: str, code: str
) -> list[tuple[str, int, int]]:
    """Where `needle` stands in `files`; if that is more than once, where it means something to a problem of `code`."""
    if not needle:
        return []
    anywhere = [(path, *place) for path, text in files.items() for place in places(text, needle)]
    if len(anywhere) < 2 or code == "MATH":  # what stands once needs no telling apart
        return anywhere
    pattern = _NO_TEX if code == "XREF" and needle[0] == "\\" else _PASSED_OVER
    read = {path: blanked(pattern, text) for path, text in files.items()}
    return [(path, *place) for path, text in read.items() for place in places(text, needle)] or anywhere


def _blank(pattern: re.Pattern[str], source: str) -> str:
    """`source` with blanks for what `pattern` finds; of code in a line, the ticks around it stay."""

    def blank(match: re.Match[str]) -> str:
        ticks = len(match["ticks"] or "")
        return match[0][:ticks] + re.sub(r"\S", " ", match[0][ticks : len(match[0]) - ticks]) + "`" * ticks

    return pattern.sub(blank, source)
