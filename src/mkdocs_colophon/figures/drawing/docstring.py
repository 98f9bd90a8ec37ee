"""The words of a figure: its script's docstring."""

import ast
from importlib.util import decode_source

MISSING = "the script has no docstring; its first paragraph must say what the picture shows"


def described(source: bytes) -> tuple[str, str] | None:
    """The alternative text and the long description of a script; None if it is not Python.

    The text is empty if the script has no docstring.

    >>> described(b"'A cat on a mat.'")
    ('A cat on a mat.', '')
    >>> described(b"def")
    """
    try:
        docstring = ast.get_docstring(ast.parse(decode_source(source))) or ""
    except (SyntaxError, ValueError):
        return None
    first, *rest = docstring.split("\n\n")
    return _line(first), "\n\n".join(_line(paragraph) for paragraph in rest if paragraph.strip())


def _line(text: str) -> str:
    return " ".join(text.split())
