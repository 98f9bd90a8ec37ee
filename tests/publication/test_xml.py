"""XML from values that XML could not say."""

from xml.etree.ElementTree import Element

import pytest

from mkdocs_colophon.publication.feed.documents import add, document


def test_elements_stand_on_lines_of_their_own_and_values_are_escaped():
    root = Element("a")
    add(add(root, "b", given={"c": '"<&'}), "d", "x < y")
    assert document(root) == (
        '<?xml version="1.0" encoding="utf-8"?>\n<a>\n  <b c="&quot;&lt;&amp;">\n    <d>x &lt; y</d>\n  </b>\n</a>\n'
    )


@pytest.mark.parametrize("character", ["\0", "\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_say_is_left_out(character):
    root = Element("a")
    add(root, "b", f"x{character}y", {"c": character})
    assert document(root) == '<?xml version="1.0" encoding="utf-8"?>\n<a>\n  <b c="">xy</b>\n</a>\n'
