"""Commands of a site's own, for all its formulas."""

import re
from collections.abc import Mapping

from mkdocs_colophon.problems import Problem

_COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)")


def read(given: Mapping[object, object], path: str) -> tuple[dict[str, str], list[Problem]]:
    r"""The macros that the option `macros` of the file at `path` declares, and what is wrong with the others.

    >>> read({r"\R": r"\mathbb{R}"}, "mkdocs.yml")
    ({'\\R': '\\mathbb{R}'}, [])
    >>> print(*read({"R": r"\mathbb{R}"}, "mkdocs.yml")[1])
    mkdocs.yml MATH002 the macro 'R' is no command with its TeX (write it as in `'\R': '\mathbb{R}'`)
    """
    macros: dict[str, str] = {}
    problems = []
    for name, tex in given.items():
        if isinstance(name, str) and isinstance(tex, str) and _COMMAND.fullmatch(name):
            macros[name] = tex
        else:
            text = f"the macro '{name}' is no command with its TeX"
            problems.append(Problem("MATH002", text, r"write it as in `'\R': '\mathbb{R}'`", path))
    return macros, problems
