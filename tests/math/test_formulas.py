"""The two steps of a formula: TeX in a page's content, KaTeX's layout or MathML alone on the finished page."""

import re
from html import unescape

import pytest

from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.math.formulas import expand, formula, mathml
from mkdocs_colophon.math.macros import NONE
from mkdocs_colophon.math.typeset import typeset

LINK = '<a class="crossref" data-label="eq:x" href="../away/#eq:x">(A_3)</a>'


def content(tex, display=False, own=NONE):
    return formula(marker(tex, display), typeset, own, lambda *_: LINK)[0]


def marker(tex, display=False):
    return Marker("math", {"display": "true"} if display else {}, tex)


def copied(html):
    return unescape(re.search("<annotation.*?>(.*?)</annotation>", html)[1])


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


def test_a_reference_in_content_is_a_link_among_the_tex():
    assert content(r"a < b \quad \text{by \eqref{eq:x}}") == (
        rf'<span class="colophon-math">a &lt; b \quad \text{{by {LINK}}}</span>'
    )


def test_a_reference_is_a_link_that_the_keyboard_finds_behind_the_formula():
    shown = expand(content(r"y \quad \eqref{eq:x}"), typeset)
    links = re.findall(r"<a [^>]*>", shown)
    assert links == [
        '<a class="crossref" data-label="eq:x" href="../away/#eq:x" tabindex="-1">',
        '<a class="crossref formula-reference" data-label="eq:x" href="../away/#eq:x" aria-label="(A_3)">',
    ]
    assert "#colophon-" not in shown
    assert shown.endswith(' aria-label="(A_3)"></a>')


def test_a_formula_with_a_reference_is_copied_as_tex_that_parses():
    tex = copied(expand(content(r"y \quad \text{by \eqref{eq:x}}"), typeset))
    assert tex == r"y \quad \text{by \text{(A\_3)}}"
    assert "A_3" in typeset(tex, False)


def test_mathml_alone_has_the_number_and_no_link():
    shown = mathml(content(r"y \quad \eqref{eq:x}"), typeset)
    assert "(A_3)" in shown
    assert "href" not in re.sub("<annotation.*?</annotation>", "", shown)


def test_the_same_formula_with_another_way_to_its_equation_is_typeset_once():
    asked = []
    for way in ("#eq:x", "../#eq:x"):
        formula(
            marker(r"\ref{eq:x}"), lambda *given: asked.append(given), NONE, lambda *_, way=way: LINK.replace("#", way)
        )
    assert asked[0] == asked[1]


@pytest.mark.parametrize("tex", [r"a % \eqref{eq:x}", r"a \\eqref{eq:x}", r"\eqref", r"\eqref[eq:x]"])
def test_what_is_no_reference_is_left_to_katex(tex):
    def refer(*given):
        raise AssertionError(given)

    formula(marker(tex), typeset, NONE, refer)


def test_a_place_in_a_formula_is_one_in_what_its_author_wrote():
    tex = r"\eqref{eq:a-long-label} + \foo"
    [problem] = formula(marker(tex), typeset, NONE, lambda *_: LINK)[1]
    assert (problem.text, problem.column) == (
        r"the formula does not parse: Undefined control sequence: \foo",
        1 + tex.index(r"\foo"),
    )


def test_a_fault_of_a_macro_is_told_at_the_beginning_of_the_formula():
    [problem] = formula(marker(r"a + b + \bad"), typeset, {r"\bad": r"c + \foo"}, lambda *_: "")[1]
    assert (problem.text, problem.column) == (r"the formula does not parse: Undefined control sequence: \foo", 1)


def test_an_address_that_a_formula_invents_is_no_link():
    shown = expand(content(r"\href{#colophon-0}{x}\href{#colophon-9}{y}"), typeset)
    assert "<a " not in shown
    assert "href" not in re.sub("<annotation.*?</annotation>", "", shown)


def test_macros_go_where_the_content_goes():
    copy = content(r"\R", own={r"\R": r"\mathbb{R}"})
    assert "mathbb" not in re.sub("<[^>]*>", "", copy)
    assert expand(copy, typeset) == typeset(r"\R", False, {r"\R": r"\mathbb{R}"})
    assert "mathvariant" in mathml(copy, typeset) or "ℝ" in mathml(copy, typeset)


@pytest.mark.parametrize("macros", ["[", "[1]", "{&quot;R&quot;: 1}", "[" * 100_000])
def test_macros_that_are_none_in_an_authors_own_html_are_passed_over(macros):
    own = f'<span class="colophon-math" data-macros="{macros}">x</span>'
    assert expand(own, typeset) == typeset("x", False)


@pytest.mark.parametrize(
    "macros",
    [
        {r"\a": r"\a\a"},
        {r"\a": r"\b\b", r"\b": r"\a\a"},
        {r"\a": "{" * 20_000},
        {r"\a": "x" * 100_000},
        {r"\a": r"\href{javascript:alert(1)}{x}"},
        {r"\a": r"\htmlClass{md-header}{x}"},
        {r"\a": r"#1"},
        {r"\a": r"\foo"},
    ],
)
def test_a_hostile_macro_is_a_problem_of_the_formula_that_uses_it(macros):
    html, [problem] = formula(marker(r"\a"), typeset, macros, lambda *_: "")
    assert (problem.code, html) == ("MATH001", r'<code class="unresolved">\a</code>')
    assert formula(marker("x"), typeset, macros, lambda *_: "")[1] == []


def test_a_small_reference_above_a_sign_is_a_link_that_stays_small():
    shown = expand(content(r"x \overset{\eqref{eq:x}}{=} y"), typeset)
    assert '<a class="crossref mtight" data-label="eq:x" href="../away/#eq:x" tabindex="-1">' in shown
