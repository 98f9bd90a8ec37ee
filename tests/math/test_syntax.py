"""What the Markdown of formulas leaves for later; what becomes of it on a page is in the golden cases."""

import pytest
from markdown import Markdown

from mkdocs_colophon.math import syntax

BODY = '<div aria-label="Equation" class="equation-body" role="group" tabindex="0">{}</div>'
INLINE = "<colophon-math>x</colophon-math>"


def equation(tex, label="", **data):
    noted = "".join(f' {name}="{value}"' for name, value in data.items())
    body = BODY.format(f'<colophon-math display="true"{noted}>{tex}</colophon-math>')
    start, number = (f' id="{label}"', f'<colophon-number label="{label}"></colophon-number>') if label else ("", "")
    return f'<div class="equation"{start}>\n{body}\n{number}</div>'


@pytest.fixture
def html():
    md = Markdown(extensions=["attr_list", "toc"])
    syntax.extend(md)
    return md.convert


def test_a_formula_in_a_line_is_a_marker_that_knows_how_it_is_written(html):
    assert html("$x$") == f"<p>{INLINE}</p>"
    assert html(r"\(x\)") == '<p><colophon-math opening="\\(">x</colophon-math></p>'


@pytest.mark.parametrize("text", ["$$ a < b $$", "$$\na < b\n$$"])
def test_a_formula_on_lines_of_its_own_is_an_equation(html, text):
    assert html(text) == equation("a &lt; b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$$a$$ {#eq:x}", equation("a", "eq:x")),
        (r"$$a \label{eq:x}$$", equation(r"a \label{eq:x}", "eq:x")),
        (r"\[ a \]{ #eq:x }", equation("a", "eq:x", opening="\\[")),
    ],
)
def test_an_equation_with_a_label_has_a_place_for_its_number(html, text, shown):
    assert html(text) == shown


def test_an_equation_in_a_line_divides_its_paragraph(html):
    shown = equation(r"a \label{eq:x}", "eq:x")
    assert html(r"As $$a \label{eq:x}$$ it is.") == (f"<p>As</p>\n{shown}\n<p>it is.</p>")


def test_a_heading_with_a_formula_and_no_id_is_noted(html):
    assert html("## The $x$\n\n## A $x$ {#sec:a}") == (
        f'<h2 data-colophon="math" id="the-x">The {INLINE}</h2>\n<h2 id="sec:a">A {INLINE}</h2>'
    )
