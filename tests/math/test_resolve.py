"""The two steps of a formula: TeX in a page's content, KaTeX's layout or MathML alone on the finished page."""

import re

from mkdocs_colophon.markers import Marker
from mkdocs_colophon.math.resolve import expand, formula, mathml
from mkdocs_colophon.math.typeset import typeset


def content(tex, display=False):
    return formula(Marker("math", {"display": "true"} if display else {}, tex), typeset)[0]


def test_content_holds_the_words_of_a_formula():
    assert content("a < b & c") != content("a")
    assert content("a < b", display=True) == '<span class="colophon-math" data-display="block">a &lt; b</span>'


def test_the_finished_page_holds_what_katex_makes_of_the_same_tex():
    for tex, display in (("x^2", False), ('\\text{"<}', True)):
        assert expand(f"<p>{content(tex, display)}.</p>", typeset) == f"<p>{typeset(tex, display)}.</p>"


def test_expanding_twice_changes_nothing():
    once = expand(content("x"), typeset)
    assert expand(once, typeset) == once


def test_mathml_alone_has_no_layout_and_no_tex():
    shown = mathml(content("x^2"), typeset)
    assert re.sub("<[^>]*>", "", shown) == "x2"
    assert "katex" not in shown


def test_what_an_author_wrote_in_html_and_does_not_parse_stays():
    own = '<span class="colophon-math">\\foo</span>'
    assert expand(own, typeset) == own
