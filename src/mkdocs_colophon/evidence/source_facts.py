"""What is to be known of a Python file to tell whether a test still proves it; it can be kept as text."""

import ast
import json
import sys
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from mkdocs_colophon.tracing import code
from mkdocs_colophon.tracing.code import Digests, Layout

_NO_PYTHON = (SyntaxError, ValueError, RecursionError)  # what its parser raises


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a file's code comes to.

    Attributes
    ----------
    digests : of its code; of its text, if it is not Python.
    imports : the dotted names it may import, wherever it does, and how many dots come before each.
    lines : by function, the first line of each of its statements.
    """

    digests: Digests
    imports: frozenset[tuple[int, str]]
    lines: Mapping[str, tuple[int, ...]]

    @property
    def whole(self) -> str:
        """A digest of all its code."""
        return code.digest(self.digests.skeleton, *map(str, sorted(self.digests.functions.items())))

    def dumps(self) -> str:
        return json.dumps([*astuple(self.digests), sorted(self.imports), dict(self.lines)])

    @classmethod
    def loads(cls, text: str) -> "SourceFacts":
        skeleton, functions, imports, lines = json.loads(text)
        names = frozenset((level, name) for level, name in imports)
        return cls(Digests(skeleton, functions), names, {name: tuple(numbers) for name, numbers in lines.items()})


def facts(source: bytes) -> SourceFacts:
    """What the code of a file comes to.

    >>> found = facts(b"import math\\ndef half(x):\\n    return x / 2\\n")
    >>> sorted(found.imports), dict(found.lines)
    ([(0, 'math')], {'half': (3,)})
    >>> SourceFacts.loads(found.dumps()) == found
    True
    """
    try:
        return SourceFacts(code.digests(source), _imports(source), code.layout(source).lines)
    except _NO_PYTHON:
        return SourceFacts(Digests(code.digest(source.decode("utf-8", "replace")), {}), frozenset(), {})


def layout(source: bytes) -> Layout:
    """Where the statements of a file's functions stand; nowhere, if it is not Python."""
    try:
        return code.layout(source)
    except _NO_PYTHON:
        return Layout({}, {})


@cache
def kind() -> str:
    """What tells facts that this Python and this Colophon find from those of others."""
    programs = [Path(file).read_bytes() for file in (code.__file__, __file__)]
    return blake2b(b"".join(programs) + sys.version.encode(), digest_size=12).hexdigest()


def _imports(source: bytes) -> frozenset[tuple[int, str]]:
    nodes = list(ast.walk(ast.parse(source)))
    plain = {(0, alias.name) for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    origins = [(node, node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)]
    members = {(node.level, f"{name}.{each.name}".lstrip(".")) for node, name in origins for each in node.names}
    return frozenset(plain | members)
