"""Where an author puts the block."""

import markdown
import pytest

from mkdocs_colophon.publication import syntax
from mkdocs_colophon.publication.block import place


def converted(source):
    md = markdown.Markdown()
    syntax.extend(md)
    return md.convert(source)


def test_a_line_of_its_own_is_the_place():
    assert converted("A\n\n[[how-to-cite]]\n\nB") == f"<p>A</p>\n{place()}<p>B</p>"


@pytest.mark.parametrize("source", ["See [[how-to-cite]]", "`[[how-to-cite]]`", "    [[how-to-cite]]"])
def test_words_and_code_are_none(source):
    assert converted(source) == markdown.markdown(source)
