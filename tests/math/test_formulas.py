"""The two steps of a formula: TeX in a page's content, KaTeX's layout or MathML alone on the finished page."""

import re

import pytest

from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.text import as_text
from mkdocs_colophon.math.formulas import expand, formula, mathml
from mkdocs_colophon.math.macros import NONE
from typesetting import typeset

LINK = '<a class="crossref" data-label="eq:x" href="../away/#eq:x">(A_3)</a>'
HIDING = [
    "<!-- {} -->",
    "<script>const own = `{}`</script>",
    "<style>/* {} */</style>",
    "<textarea>{}</textarea>",
    "<template>{}</template>",
    "<noscript>{}</noscript>",
    "<![CDATA[{}]]>",
    "<p title='{}'>x</p>",
]


def content(tex, display=False, own=NONE):
    return formula(marker(tex, display), typeset, own, lambda *_: LINK)[0]


def marker(tex, display=False):
    return Marker("math", {"display": "true"} if display else {}, tex)


def shape(tex, display, own):
    """What stands for KaTeX where only what it is asked matters."""
    return f"[{tex}|{display}|{dict(own)}]"


def semantics(inside):
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow>{inside}</mrow></semantics></math>'


def copied(html):
    [tex] = re.findall("<annotation.*?>(.*?)</annotation>", html)
    return as_text(tex)


def test_content_holds_the_words_of_a_formula():
    assert content(r"a < \text{b \& c}") == '<span class="colophon-math">a &lt; \\text{b \\&amp; c}</span>'
    assert content("a < b", display=True) == '<span class="colophon-math" data-display="block">a &lt; b</span>'


def test_the_finished_page_holds_what_katex_makes_of_the_same_tex():
    for tex, display in (("x^2", False), ('\\text{"<}', True)):
        assert expand(f"<p>{content(tex, display)}.</p>", typeset) == f"<p>{typeset(tex, display)}.</p>"


def test_expanding_twice_changes_nothing():
    once = expand(content("x"), typeset)
    assert expand(once, typeset) == once


def test_mathml_alone_has_no_layout_and_no_tex():
    assert mathml(content("x^2"), typeset) == semantics("<msup><mi>x</mi><mn>2</mn></msup>")


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize("show", [expand, mathml])
def test_what_only_looks_like_a_formula_stays(hiding, show):
    page = hiding.format('<span class="colophon-math">x</span>')
    assert show(f"{page}<span class='colophon-math'>y</span>", shape) == f"{page}[y|False|{{}}]"


@pytest.mark.parametrize(
    "html",
    [
        '<span title="colophon-math">x</span>',
        '<span class="colophon-mathematics">x</span>',
        '<b class="colophon-math">x</b>',
        '<span class="colophon-math">x',
        '<span class="colophon-math"',
        '</span class="colophon-math">x</span>',
        "colophon-math",
    ],
)
def test_what_is_no_formula_stays(html):
    assert expand(html, shape) == html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<SPAN CLASS='a colophon-math' DATA-DISPLAY=block>x &lt; 1</SPAN>", "[x < 1|True|{}]"),
        ('<span title=">" class=colophon-math>x</span>', "[x|False|{}]"),
        ('<span class="colophon-math"><b>x</b><!-- y --></span>', "[x|False|{}]"),
        (
            '<span class="colophon-math"><span class="colophon-math">x</span></span>',
            '<span class="colophon-math">[x|False|{}]</span>',
        ),
        ('<span class="colophon-math">\0</span>', "[\0|False|{}]"),
    ],
)
def test_an_authors_own_formula_is_read_as_a_browser_reads_it(html, shown):
    assert expand(html, shape) == shown


def test_a_formula_behind_one_that_has_no_end_is_shown():
    html = '<p><span class="colophon-math">x</p><p><span class="colophon-math">y</span></p>'
    assert expand(html, shape) == '<p><span class="colophon-math">x</p><p>[y|False|{}]</p>'


def test_a_formula_in_ten_thousand_elements_is_shown():
    around = "<span>" * 10_000, "</span>" * 10_000
    assert expand(content("x").join(around), shape) == "[x|False|{}]".join(around)


def test_what_an_author_wrote_in_html_and_does_not_parse_stays():
    own = '<span class="colophon-math">\\foo</span>'
    assert expand(own, typeset) == own


def test_a_reference_in_content_is_a_link_among_the_tex():
    assert content(r"a < b \quad \text{by \eqref{eq:x}}") == (
        rf'<span class="colophon-math">a &lt; b \quad \text{{by {LINK}}}</span>'
    )


def test_a_reference_is_a_link_that_the_keyboard_finds_behind_the_formula():
    shown = expand(content(r"y \quad \eqref{eq:x}"), typeset)
    links = re.findall(r"<a .*?</a>", shown)
    assert links == [
        '<a class="crossref" data-label="eq:x" href="../away/#eq:x" tabindex="-1">'
        '<span class="mord text"><span class="mord">(A_3)</span></span></a>',
        '<a class="crossref formula-reference" data-label="eq:x" href="../away/#eq:x" aria-label="(A_3)"></a>',
    ]
    assert "#colophon-" not in shown
    assert shown.endswith(links[1])


def test_a_formula_with_a_reference_is_copied_as_tex_that_parses():
    tex = copied(expand(content(r"y \quad \text{by \eqref{eq:x}}"), typeset))
    assert tex == r"y \quad \text{by \text{(A\_3)}}"
    assert copied(typeset(tex, False)) == tex


def test_mathml_alone_has_the_number_and_no_link():
    shown = mathml(content(r"y \quad \eqref{eq:x}"), typeset)
    assert shown == semantics('<mi>y</mi><mspace width="1em"/><mtext>(A_3)</mtext>')


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


def test_a_formula_that_does_not_parse_is_shown_as_its_tex():
    html, [problem] = formula(marker(r"\foo < 'x'"), typeset, NONE, lambda *_: "")
    assert (problem.code, html) == ("MATH001", "<code class=\"unresolved\">\\foo &lt; 'x'</code>")


def test_a_place_in_a_formula_is_one_in_what_its_author_wrote():
    tex = r"\eqref{eq:a-long-label} + \foo"
    [problem] = formula(marker(tex), typeset, NONE, lambda *_: LINK)[1]
    assert (problem.text, problem.needle[problem.column :]) == (
        r"the formula does not parse: Undefined control sequence: \foo",
        r"\foo $",
    )


def test_a_fault_of_a_macro_is_told_at_the_beginning_of_the_formula():
    [problem] = formula(marker(r"a + b + \bad"), typeset, {r"\bad": r"c + \foo"}, lambda *_: "")[1]
    assert (problem.text, problem.needle[problem.column :]) == (
        r"the formula does not parse: Undefined control sequence: \foo",
        r"a + b + \bad $",
    )


@pytest.mark.parametrize("number", ["0", "9", "9" * 5000])
def test_an_address_that_a_formula_invents_is_no_link(number):
    shown = expand(content(rf"\href{{#colophon-{number}}}{{x}}"), typeset)
    assert "<a " not in shown
    assert "href" not in re.sub("<annotation.*?</annotation>", "", shown)


def test_macros_go_where_the_content_goes():
    copy = content(r"\own", own={r"\own": r"\mathbb{R}"})
    assert copy == (
        '<span class="colophon-math" data-macros="{&quot;\\\\own&quot;: &quot;\\\\mathbb{R}&quot;}">\\own</span>'
    )
    assert expand(copy, typeset) == typeset(r"\own", False, {r"\own": r"\mathbb{R}"})
    assert mathml(copy, typeset) == semantics('<mi mathvariant="double-struck">R</mi>')


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


@pytest.mark.parametrize("color", ["", r"\color{red}"])
def test_a_small_reference_above_a_sign_is_a_link_that_stays_small(color):
    shown = expand(content(rf"{color}x \overset{{\eqref{{eq:x}}}}{{=}} y"), typeset)
    assert re.findall("<a .*?>", shown)[0] == (
        '<a class="crossref mtight" data-label="eq:x" href="../away/#eq:x" tabindex="-1">'
    )
