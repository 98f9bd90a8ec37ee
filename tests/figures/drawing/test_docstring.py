"""The words of a figure are those of its script's docstring."""

import pytest

from mkdocs_colophon.figures.drawing.docstring import described

WORDS = {
    b'"""A cat\n    on a mat."""': ("A cat on a mat.", ""),
    b'"""A cat.\n\nIt sits on\na mat.\n\n\n\nIt is black.\n"""': ("A cat.", "It sits on a mat.\n\nIt is black."),
    b"x = 1": ("", ""),
    b"'''  '''": ("", ""),
    b"# coding: latin-1\n'''Caf\xe9.'''": ("Café.", ""),
    b"'''Caf\xe9.'''": None,
    b"def": None,
    b"'''\0'''": None,
}


@pytest.mark.parametrize("source", WORDS)
def test_the_first_paragraph_is_the_alternative_text_and_the_rest_is_the_description(source: bytes) -> None:
    assert described(source) == WORDS[source]
