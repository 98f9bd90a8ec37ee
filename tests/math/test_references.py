"""Numbers of equations within formulas."""

import pytest

from mkdocs_colophon.math.references import blanked, for_katex, linked, with_links

LINK = '<a class="crossref" data-label="eq:x" href="#eq:x">(3)</a>'


def test_a_reference_that_leads_nowhere_is_text_in_the_formula():
    assert linked(r"x \eqref{eq:y}", lambda *_: "(?_&)") == r"x \text{(?\_\&amp;)}"


def test_a_reference_is_asked_for_as_it_is_written():
    asked = []
    linked(r"\eqref { eq:x } \ref{b}", lambda *given: asked.append(given) or LINK)
    assert asked == [("eq:x", True, r"\eqref { eq:x }"), ("b", False, r"\ref{b}")]


@pytest.mark.parametrize("tex", [r"a % \ref{x}", r"\\ref{x}", r"\ref", r"\reference{x}"])
def test_what_is_no_reference_is_not_blanked(tex):
    assert blanked(tex) == tex


@pytest.mark.parametrize(
    ("html", "tex"),
    [
        ("a &lt; b &amp; c", "a < b & c"),
        (f"{LINK}+{LINK}", r"\href{#colophon-0}{\text{(3)}}+\href{#colophon-1}{\text{(3)}}"),
        ("<A href=x>a &lt; 1\\ &amp; _</A>", r"\href{#colophon-0}{\text{a < 1\textbackslash{} \& \_}}"),
        ("x <b>y</b> <!-- z -->", "x y "),
        (f"<!-- {LINK} -->{LINK}", r"\href{#colophon-0}{\text{(3)}}"),
    ],
)
def test_katex_is_given_the_words_and_the_links_by_number(html, tex):
    assert for_katex(html) == tex


def test_a_formula_that_refers_to_nothing_is_what_katex_made():
    made = '<span class="katex"><math href="a"></math></span>'
    assert with_links(made, "x") == made


def test_a_link_is_for_the_eye_in_the_formula_and_for_the_keyboard_behind_it():
    made = (
        '<math><mtext href="#colophon-0">(3)</mtext><annotation>\\href{#colophon-0}{\\text{(3)}}</annotation></math>'
        '<span><a class="mtight" style="color:red;" href="#colophon-0"><span>(3)</span></a></span>'
    )
    assert with_links(made, f"x {LINK}") == (
        "<math><mtext>(3)</mtext><annotation>\\text{(3)}</annotation></math>"
        '<span><a class="crossref mtight" data-label="eq:x" href="#eq:x" tabindex="-1"><span>(3)</span></a></span>'
        '<a class="crossref formula-reference" data-label="eq:x" href="#eq:x" aria-label="(3)"></a>'
    )


def test_each_link_leads_where_its_number_says():
    made = '<a href="#colophon-1">b</a><a href="#colophon-0">a</a><a href="#colophon-2">c</a>'
    assert with_links(made, '<a href="x">a</a><a href="y">b</a>') == (
        '<a href="y" class="crossref" tabindex="-1">b</a><a href="x" class="crossref" tabindex="-1">a</a><a>c</a>'
        '<a href="x" class="crossref formula-reference" aria-label="a"></a>'
        '<a href="y" class="crossref formula-reference" aria-label="b"></a>'
    )


@pytest.mark.parametrize("name", ["name", "content", "tag", "html"])
def test_an_authors_own_link_may_have_any_attribute(name):
    assert with_links("x", f'<a {name}="y">z</a>') == (
        f'x<a {name}="y" class="crossref formula-reference" aria-label="z"></a>'
    )


def test_the_words_of_a_section_are_no_link_in_tex_to_copy():
    words = r"\text{Don&#x27;t \{stop\} at 5\% \textbackslash{}}"  # as KaTeX escapes
    made = rf"<annotation>a \href{{#colophon-0}}{{{words}}} b</annotation>"
    assert with_links(made, "") == f"<annotation>a {words} b</annotation>"
