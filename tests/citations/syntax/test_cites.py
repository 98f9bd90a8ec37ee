"""Cites and the place of the bibliography in Markdown, with nothing else of ours: the markers that they leave."""

import markdown
import pytest

from mkdocs_colophon.citations.syntax.cites import extend, written
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker


def found(source):
    md = markdown.Markdown()
    extend(md)
    return markers.find(md.convert(source))


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("[see @a, p. 3; -@b]", {"cites": '[["a", "see", ", p. 3", false], ["b", "", "", true]]', "form": "group"}),
        ("@a [p. 3]", {"cites": '[["a", "", "p. 3", false]]', "form": "textual"}),
        ("[@a]{.author}", {"cites": '[["a", "", "", false]]', "form": "author"}),
        ("@{a&quot;b}", {"cites": r'[["a\u0026quot;b", "", "", false]]', "form": "textual"}),
        ("[@a](x.md)", {"cites": '[["a", "", "", false]]', "form": "textual", "bare": "true"}),
    ],
)
def test_a_cite_leaves_its_keys_and_its_words(source, data):
    [marker] = found(source)
    assert dict(marker.data) == data


def test_a_hyphen_behind_a_cite_is_noted():
    assert [marker.data.get("dash") for marker in found("@a-@b and -@c")] == [None, "true", None]


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("[[bibliography]]", {}),
        ("[[bibliography scope=site  group=year]]", {"scope": "site", "group": "year"}),
        ("[[bibliography scope=section]]", {"scope": "section"}),
        ("[[bibliography {keyword='deep nets' year<2015}]]", {"where": 'keyword="deep nets" year<"2015"'}),
    ],
)
def test_a_bibliography_has_its_place_on_a_line_of_its_own(source, data):
    assert found(source) == [Marker("bibliography", data, source)]


@pytest.mark.parametrize("source", ["x [[bibliography]]", "[[bibliographyx]]", "[[bibliography-x a=b]]"])
def test_other_words_are_no_place_of_a_bibliography(source):
    assert found(source) == []


def test_a_piece_of_a_line_is_told_as_it_was_written():
    seen = []

    class Looking(markdown.inlinepatterns.InlineProcessor):
        def handleMatch(self, m, data):
            seen.append(written(self.md, data))
            return None, None, None

    md = markdown.Markdown()
    md.inlinePatterns.register(Looking("@", md), "looking", 84)
    md.convert(r"see `x` \* @")
    assert seen == [r"see `x` \* @"]
