"""Footnotes told where their references are."""

import re

from markdown import markdown

from mkdocs_colophon.pipeline.sidenotes import with_anchors

SOURCE = "One[^b] and two[^a] and one again[^b], three[^c].\n\n[^a]: A.\n[^b]: B.\n[^c]: C.\n"
ANCHOR = '<sup id="fnref:{}" style="anchor-name:--ref-{}">'
NOTE = """<li id="fn:{0}" style="anchor-name:--note-{1};--reference:--ref-{1};--before:--note-{2};--number:'{1}'">"""


def test_every_first_reference_is_an_anchor_and_every_note_knows_it():
    html = with_anchors(markdown(SOURCE, extensions=["footnotes"]))
    anchors = [ANCHOR.format("a", 1), ANCHOR.format("b", 2), ANCHOR.format("c", 3)]
    assert [anchor in html for anchor in anchors] == [True] * 3
    assert html.count("anchor-name:--ref-") == 3


def test_a_note_hangs_below_the_last_that_is_before_it_in_list_and_text():
    html = with_anchors(markdown(SOURCE, extensions=["footnotes"]))
    assert [note in html for note in (NOTE.format("a", 1, 0), NOTE.format("b", 2, 0), NOTE.format("c", 3, 2))] == [
        True, True, True,
    ]  # fmt: skip


def test_a_second_reference_to_a_note_is_no_anchor():
    html = with_anchors(markdown(SOURCE, extensions=["footnotes"]))
    assert '<sup id="fnref2:b">' in html


def test_without_notes_nothing_is_changed():
    html = '<sup id="fnref:a">1</sup><li id="x">y</li>'
    assert with_anchors(html) == html


def test_nothing_but_styles_is_added():
    html = markdown(SOURCE, extensions=["footnotes"])
    assert re.sub(r' style="[^"]*"', "", with_anchors(html)) == re.sub(r' style="[^"]*"', "", html)


def test_a_note_without_a_reference_stays_at_the_end():
    html = '<sup id="fnref:a">1</sup><li id="fn:a">x</li><li id="fn:b">y</li>'
    assert with_anchors(html).endswith('<li id="fn:b">y</li>')


def test_notes_are_known_however_their_tags_are_written():
    html = "<SUP class=x id='fnref:a>'>1</SUP><li\nid='fn:a>'>x</li>"
    assert with_anchors(html) == (
        "<SUP class=x id='fnref:a>' style=\"anchor-name:--ref-1\">1</SUP><li\nid='fn:a>' "
        "style=\"anchor-name:--note-1;--reference:--ref-1;--before:--note-0;--number:'1'\">x</li>"
    )


def test_what_only_looks_like_a_note_is_left_alone():
    hidden = '<!-- <sup id="fnref:a"><li id="fn:a"> --><script>\'<sup id="fnref:b"><li id="fn:b">\'</script>'
    shown = '<sup id="fnref:b">1</sup><li id="fn:b">x</li>'
    assert with_anchors(hidden) == hidden
    assert with_anchors(hidden + shown) == hidden + with_anchors(shown)


def test_a_note_that_has_been_told_is_left_alone():
    html = with_anchors(markdown(SOURCE, extensions=["footnotes"]))
    assert with_anchors(html) == html
