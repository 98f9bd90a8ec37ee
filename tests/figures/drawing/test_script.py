"""What a script gives, and what one is told that keeps no contract."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from mkdocs_colophon.figures.drawing.script import ScriptError, described, drawn_figures, read_values, read_words


def script(**names: Any) -> ModuleType:
    module = ModuleType("figure_script")
    vars(module).update(names)
    return module


ONE, TWO = Figure(), Figure()


@pytest.mark.parametrize(
    ("given", "figures"),
    [({"draw": lambda: ONE}, [ONE]), ({"frames": lambda: iter([ONE, TWO])}, [ONE, TWO]), ({"frames": lambda: []}, [])],
)
def test_the_figures_are_those_that_draw_or_frames_give(given: dict[str, Any], figures: list[Figure]) -> None:
    assert list(drawn_figures(script(**given))) == figures


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "the script has no function draw(); write `def draw() -> Figure:`"),
        ({"draw": 1}, "the script has no function draw(); write `def draw() -> Figure:`"),
        (
            {"draw": lambda: ONE, "frames": lambda: [ONE]},
            "the script has both draw() and frames(); a figure is a still or an animation",
        ),
        ({"draw": lambda: 1}, "draw() returned int; it must return a matplotlib.figure.Figure"),
        ({"frames": lambda: [ONE, "x"]}, "frames() gave str; it must return a matplotlib.figure.Figure"),
        ({"frames": lambda: None}, "frames() gave NoneType; it must return a matplotlib.figure.Figure"),
    ],
)
def test_a_script_that_gives_no_figure_is_told_what_is_wrong(given: dict[str, Any], text: str) -> None:
    with pytest.raises(ScriptError) as error:
        list(drawn_figures(script(**given)))
    assert str(error.value) == text


def test_values_are_plain_numbers_and_words() -> None:
    given = {"n": np.int64(3), "x": np.float32(0.5), "s": np.str_("é"), "one": np.array([7]), "yes": True}
    found = read_values(script(values=lambda: given))
    assert found == {"n": 3, "x": 0.5, "s": "é", "one": 7, "yes": 1}
    assert [type(value) for value in found.values()] == [int, float, str, int, int]


def test_a_script_without_values_has_none() -> None:
    assert read_values(script()) == {}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([1], "values() returned list; it must return a dict"),
        ({"a b": 1}, "values() names a value 'a b'; a name is letters, digits and underscores"),
        ({1: 1}, "values() names a value 1; a name is letters, digits and underscores"),
        ({"a": [1]}, "values() gives a list for 'a'; it must be an int, a float or a str"),
        ({"a": np.array([1, 2])}, "values() gives a ndarray for 'a'; it must be an int, a float or a str"),
        ({"a": 1j}, "values() gives a complex for 'a'; it must be an int, a float or a str"),
    ],
)
def test_values_of_another_kind_are_refused(given: Any, text: str) -> None:
    with pytest.raises(ScriptError) as error:
        read_values(script(values=lambda: given))
    assert str(error.value) == text


@pytest.mark.parametrize("source", [b"x = 1", b"def"])
def test_a_script_without_words_is_told_so(source: bytes) -> None:
    with pytest.raises(ScriptError, match="the script has no docstring; its first paragraph must say"):
        read_words(source)


WORDS = {
    b'"""A cat\n    on a mat."""': ("A cat on a mat.", ""),
    b'"""A cat.\n\nIt sits on\na mat.\n\n\n\nIt is black.\n"""': ("A cat.", "It sits on a mat.\n\nIt is black."),
    b"x = 1": ("", ""),
    b"'''  '''": ("", ""),
    b"# coding: latin-1\n'''Caf\xe9.'''": ("Café.", ""),
    b"'''Caf\xe9.'''": ("", ""),
    b"def": ("", ""),
    b"'''\0'''": ("", ""),
}


@pytest.mark.parametrize("source", WORDS)
def test_the_first_paragraph_is_the_alternative_text_and_the_rest_is_the_description(source: bytes) -> None:
    assert described(source) == WORDS[source]
