"""Where in a Markdown file some words stand, so that a problem can name its line and column.

Python-Markdown forgets places. They are found again in the file, and only for the problems there are, by the words at
fault, passing over code, mathematics and comments. A wrong guess costs a wrong line in a message, never wrong output.
"""

import re

from mkdocs_colophon.problems import Problem

_PASSED_OVER = re.compile(
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,})).*?^(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|^\$\$.*?\$\$",
    re.MULTILINE | re.DOTALL,
)


def places(source: str, needle: str, *, everywhere: bool = False) -> list[tuple[int, int]]:
    """Lines and columns, from 1, at which `needle` stands in `source` as a word of its own.

    Code, display mathematics and comments are passed over unless `everywhere`.

    >>> places("`@a`\\n@ab and @a", "@a")
    [(2, 9)]
    """
    text = source if everywhere else _PASSED_OVER.sub(lambda match: re.sub(r"\S", " ", match[0]), source)
    word = re.compile(re.escape(needle) + (r"(?![\w])" if needle[-1:].isalnum() else ""))
    return [_place(text, match.start()) for match in word.finditer(text)]


def locate(problems: list[Problem], path: str, source: str) -> list[Problem]:
    """`problems` of the file at `path`, each with the line and column at which its needle stands in `source`.

    Problems alike in everything are given the places of their needle one after the other.
    """
    taken: dict[str, int] = {}
    located = []
    for problem in problems:
        found = places(source, problem.needle, everywhere=problem.code.startswith("MATH")) if problem.needle else []
        turn = taken.get(problem.needle, 0)
        taken[problem.needle] = turn + 1
        line, column = found[min(turn, len(found) - 1)] if found else (0, 0)
        located.append(problem.at(path, line, column + problem.column if column else 0))
    return located


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
