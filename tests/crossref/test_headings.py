"""Headings as targets, in whatever HTML a page holds."""

import pytest

from mkdocs_colophon.crossref.headings import marked, unnamed, without_marks
from mkdocs_colophon.html.markers import find


def marker(level, name, **data):
    more = "".join(f' {key}="{value}"' for key, value in data.items())
    return f'<colophon-number kind="sec" level="{level}" name="{name}"{more}></colophon-number>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A</h2>", f"<h2>{marker(2, 'A')}A</h2>"),
        ("<H2 ID='sec:a'>A</H2>", f"<H2 ID='sec:a'>{marker(2, 'A', label='sec:a')}A</H2>"),
        ("<h3 id=sec:a class='unnumbered x'>A</h3>", None),
        ('<h2 aliases="sec:o sec:q" id="a">A</h2>', f'<h2 id="a">{marker(2, "A", aliases="sec:o sec:q")}A</h2>'),
        ('<h2 title="a > b">A &lt; B</h2>', f'<h2 title="a > b">{marker(2, "A &lt; B")}A &lt; B</h2>'),
    ],
)
def test_a_heading_is_marked_however_it_is_written(html, expected):
    told = marker(3, "A", label="sec:a", unnumbered="true")
    assert marked(html) == (expected or f"<h3 id=sec:a class='unnumbered x'>{told}A</h3>")


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <h2>Old</h2> -->",
        "<script>var s='<h2>Script</h2>'</script>",
        "<textarea><h2>Typed</h2></textarea>",
        "<template><h2>Kept</h2></template>",
        "<noscript><h2>Plain</h2></noscript>",
        '<p title="<h2>x</h2>">a</p>',
        "<h2>never ended",
        "<h2 title='never ended>A</h2>",
        "a < b, <h7>A</h7>, <header>B</header>",
    ],
)
def test_what_is_no_heading_is_left_alone(html):
    assert marked(html) == html


def test_the_name_of_a_heading_is_its_words_without_the_link_to_itself():
    inside = 'The <em>size</em><a class="headerlink" href="#a">¶</a>'
    assert without_marks(inside) == "The <em>size</em>"
    assert marked(f"<h2>{inside}</h2>") == f"<h2>{marker(2, 'The size')}{inside}</h2>"


def test_a_heading_with_mathematics_and_no_id_is_told_of_by_its_formula():
    html = '<h2 data-colophon="math" id="x2">The <colophon-math>x^2</colophon-math></h2><h2>Other</h2>'
    [problem] = unnamed(find(marked(html)))
    assert (problem.code, problem.needle) == ("XREF009", "$x^2$")
