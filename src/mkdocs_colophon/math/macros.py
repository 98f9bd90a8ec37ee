"""Commands of a site's own, for all its formulas, and of a page's own, for its formulas wherever they are shown."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

from mkdocs_colophon.problems import Problem

NONE: Mapping[str, str] = MappingProxyType({})
_COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)")
_HINT = r"write it as in `'\R': '\mathbb{R}'`"


def read(given: object, path: str = "") -> tuple[dict[str, str], list[Problem]]:
    r"""The macros that `macros` in the file at `path` declares, and what is wrong with the others.

    The needle of a problem is the name of the macro; it is empty if all is wrong.

    >>> read({r"\R": r"\mathbb{R}"}, "mkdocs.yml")
    ({'\\R': '\\mathbb{R}'}, [])
    >>> print(*read({"R": r"\mathbb{R}"}, "mkdocs.yml")[1])
    mkdocs.yml MATH002 the macro 'R' is no command with its TeX (write it as in `'\R': '\mathbb{R}'`)
    """
    if given is None:
        return {}, []
    if not isinstance(given, Mapping):
        return {}, [Problem("MATH002", "`macros` is no list of names with their TeX", _HINT, path)]
    macros = {
        name: tex
        for name, tex in given.items()
        if isinstance(name, str) and isinstance(tex, str) and _COMMAND.fullmatch(name)
    }
    wrong = [(f"the macro '{name}' is no command with its TeX", str(name)) for name in given if name not in macros]
    return macros, [Problem("MATH002", text, _HINT, path, needle=name) for text, name in wrong]


def written(macros: Mapping[str, str]) -> str:
    """`macros` in one line, always the same for the same macros."""
    return json.dumps(dict(macros), sort_keys=True, ensure_ascii=False)


def parsed(text: str) -> Mapping[str, str]:
    r"""What `written` gave; no macros for any other text.

    >>> dict(parsed(written({r"\R": "x"}))), dict(parsed("[")), dict(parsed(""))
    ({'\\R': 'x'}, {}, {})
    """
    try:
        return MappingProxyType(read(json.loads(text))[0]) if text else NONE
    except (ValueError, RecursionError):
        return NONE
