"""What a figure script gives: its words, its figures and its values. One that keeps no contract is told how."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mkdocs_colophon.figures.drawing.job import Value

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NO_WORDS = "the script has no docstring; its first paragraph must say what the picture shows"


class ScriptError(Exception):
    """A script that does not keep the contract of a figure script."""


def described(source: bytes) -> tuple[str, str]:
    """The alternative text and the long description in a script's docstring; empty if it has none, or is not Python.

    >>> described(b"'A cat on a mat.'")
    ('A cat on a mat.', '')
    """
    try:
        docstring = ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError):
        return "", ""
    first, *rest = docstring.split("\n\n")
    return _line(first), "\n\n".join(_line(paragraph) for paragraph in rest if paragraph.strip())


def _line(text: str) -> str:
    return " ".join(text.split())


def read_words(source: bytes) -> tuple[str, str]:
    """The alternative text and the long description of a script.

    Raises
    ------
    ScriptError
        If it has no docstring.
    """
    alternative, description = described(source)
    if not alternative:
        raise ScriptError(NO_WORDS)
    return alternative, description


def drawn_figures(module: ModuleType) -> "Iterator[Figure]":
    """What the script's `draw()` returns, or each figure that its `frames()` gives.

    Raises
    ------
    ScriptError
        If it has neither, or both, or that is no figure.
    """
    from matplotlib.figure import Figure

    named = [name for name in ("draw", "frames") if callable(getattr(module, name, None))]
    if not named:
        raise ScriptError("the script has no function draw(); write `def draw() -> Figure:`")
    if len(named) > 1:
        raise ScriptError("the script has both draw() and frames(); a figure is a still or an animation")
    verb = "returned" if named == ["draw"] else "gave"
    given = [module.draw()] if named == ["draw"] else module.frames()
    for figure in given if isinstance(given, Iterable) else [given]:
        if not isinstance(figure, Figure):
            kind = type(figure).__name__
            raise ScriptError(f"{named[0]}() {verb} {kind}; it must return a matplotlib.figure.Figure")
        yield figure


def read_values(module: ModuleType) -> dict[str, Value]:
    """What the script's `values()` returns, if it has one, as plain numbers and strings.

    Raises
    ------
    ScriptError
        If that is no mapping of names to numbers and strings.
    """
    if not hasattr(module, "values"):
        return {}
    given = module.values()
    if not isinstance(given, Mapping):
        raise ScriptError(f"values() returned {type(given).__name__}; it must return a dict")
    return {_name(name): _plain(name, value) for name, value in given.items()}


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise ScriptError(f"values() names a value {name!r}; a name is letters, digits and underscores")
    return str(name)


def _plain(name: object, value: Any) -> Value:
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        value = value.item()  # of NumPy
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    raise ScriptError(f"values() gives a {type(value).__name__} for '{name}'; it must be an int, a float or a str")
