"""Where in a Markdown file some words stand, so that a problem can name its line and column.

Python-Markdown forgets places. They are found again in the file, and only for the problems there are, by the words at
fault, passing over code, mathematics and comments. A wrong guess costs a wrong line in a message, never wrong output.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise

from mkdocs_colophon.problems import Problem

Text = tuple[str, str]
"""A file as messages name it, and what is in it."""

_CODE = (
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,}))(?P<info>[^\n]*).*?^(?P=fence)[`~]*[ \t]*$"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
_TEX = r"^\$\$.*?\$\$|(?<![\\$])\$(?=[^\s$])[^$\n]{1,500}(?<=\S)\$(?!\d)"
_PASSED_OVER = re.compile(rf"{_CODE}|{_TEX}", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r'([ \t>]*(?:"|#[ ])?)(`{3,}(?=[^`]*$)|~{3,})')
_CODE_MARGIN = ("    ", "\t")
_HOLDER = re.compile(r"[ ]*(?:[-+*]|\d+[.)]|!!!|\?\?\?|===|:|\[\^)")  # what may hold blocks that are indented
_COMMENT = re.compile(r"(?P<ticks>(?!))|<!--.*?-->", re.DOTALL)
_SIGN = re.compile(r"\S")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\S+")
_GIVEN = re.compile(r"""(?:(?<![(\[\w])\#|\\label\{|\bid[ ]*[:=][ ]*["']?)([^\s{}()\[\]"'<>,]+)""")
_NO_TEX = re.compile(_CODE, re.MULTILINE | re.DOTALL)


def prose(source: str) -> str:
    """`source` with code, display mathematics and comments blanked out, every other character in its place.

    >>> prose("`@a` and @a")
    '`  ` and @a'
    """
    return _blank(_PASSED_OVER, source)


def fences(source: str) -> Iterator[tuple[int, int, str]]:
    """The lines that open a fence, from the fence on, each with its line and its column; in a notebook, too.

    >>> list(fences("x\\n  ```py\\n~~~\\n```\\n~~~ {.py}"))
    [(2, 3, '```py'), (5, 1, '~~~ {.py}')]
    """
    if "```" not in source and "~~~" not in source:
        return
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


def locate(problems: Sequence[Problem], path: str, source: str, included: Sequence[Text] = ()) -> list[Problem]:
    """`problems` of the file at `path`, each with the line and column at which its needle stands in `source`.

    What does not stand there stands in one of the files that are `included`. Problems alike in everything are given the
    places of their needle one after the other. What has a line keeps it.
    """
    files = {path: source, **dict(included)}
    found = cache(partial(_found, files, cache(_blank), cache(given)))
    located, taken = [], Counter[str]()
    for problem in problems:
        place = found(problem.needle, problem.code.rstrip("0123456789"), problem.column)
        nth = problem.nth if problem.nth >= 0 else taken[problem.needle]
        home, line, column = place[min(nth, len(place) - 1)] if place else (path, 0, 0)
        taken[problem.needle] += 1
        if problem.line:
            home, line, column = problem.path or path, problem.line, problem.column
        located.append(problem.at(home, line, column))
    return located


def _found(
    files: Mapping[str, str],
    blanked: Callable[[re.Pattern[str], str], str],
    labels: Callable[[str], Mapping[str, list[tuple[int, int]]]],
    needle: str,
    code: str,
    offset: int,
) -> list[tuple[str, int, int]]:
    """Where `needle` stands in `files`; if that is more than once, where it means something to a problem of `code`."""
    if not needle:
        return []
    anywhere = [(path, *place) for path, text in files.items() for place in places(text, needle, offset)]
    is_plain = len(anywhere) == 1 and any(f"{{{needle}" in text for text in files.values())
    named = labels if needle[0] == "#" and not is_plain else (lambda text: {})
    if given := [(path, *place) for path, text in files.items() for place in named(text).get(needle[1:], ())]:
        return given
    if len(anywhere) < 2:  # what stands once needs no telling apart
        return anywhere
    is_tex = code == "MATH" or (code == "XREF" and needle[0] == "\\")
    read = {path: blanked(_NO_TEX if is_tex else _PASSED_OVER, text) for path, text in files.items()}
    return [(path, *place) for path, text in read.items() for place in places(text, needle, offset)] or anywhere


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
    """`source` with blanks for what `pattern` finds, but for the ticks around code and for the words of fences."""

    def blanked(match: re.Match[str]) -> str:
        given = match.groupdict()
        if info := given.get("info"):
            start = match.start("info") - match.start()
            return _SIGN.sub(" ", match[0][:start]) + info + _SIGN.sub(" ", match[0][start + len(info) :])
        ticks = len(given.get("ticks") or "")
        return match[0][:ticks] + _SIGN.sub(" ", match[0][ticks : len(match[0]) - ticks]) + "`" * ticks

    return pattern.sub(blanked, source)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
