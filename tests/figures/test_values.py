"""Values of figures in words that are no HTML, and their formats; `tests/golden/values.txt` has the rest."""

import pytest

from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.figures.values import formatted, plain, quoted
from mkdocs_colophon.html.markers import Marker

FIGURE = DrawnFigure("a", Picture(1, 1, "", values={"n": -1234.5, "s": 'x < "y"'}))
GALLERY = Gallery({FIGURE.uri: FIGURE}, failed=frozenset({"figures/bad.svg"}), outdated={"figures/old.svg": "why"})


def marker(script, value, spec=""):
    return Marker("value", {"script": script, "value": value, "format": spec}, f"@val:{script}.{value}")


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (-0.5, "", "−0.5"),
        (1e-7, "e", "1.000000e−07"),
        (-float("inf"), "", "−inf"),
        ("a-1", ">5", "  a-1"),
        (7, "03", "007"),
    ],
)
def test_a_number_is_formatted_with_a_minus_and_a_word_as_it_is(value, spec, text):
    assert formatted(value, spec) == text


@pytest.mark.parametrize("spec", ["n", ".3n", "100", ",.999f", "q"])
def test_a_format_that_would_differ_or_be_long_or_is_none_is_refused(spec):
    with pytest.raises(ValueError, match=r"depends on|too long|Unknown format code"):
        formatted(1.5, spec)


def test_a_value_is_plain_in_words_and_keeps_its_sign_in_its_element():
    assert plain("From [@val:a.n:,] to @{val:a.s}", GALLERY) == ('From −1,234.5 to x < "y"', [])
    assert quoted(marker("a", "n", ","), GALLERY) == (
        '<data class="colophon-value" value="-1234.5">−1,234.5</data>',
        [],
    )
    escaped = '<data class="colophon-value" value="x &lt; &quot;y&quot;">x &lt; "y"</data>'
    assert quoted(marker("a", "s"), GALLERY) == (escaped, [])


@pytest.mark.parametrize("script", ["bad", "old"])
def test_of_a_script_that_fails_no_value_is_a_problem_as_that_says_so_itself(script):
    assert plain(f"@val:{script}.n", GALLERY) == (f"@val:{script}.n", [])
    mark = f'<span class="unresolved" data-label="val:{script}.n">¿val:{script}.n?</span>'
    assert quoted(marker(script, "n"), GALLERY) == (mark, [])


def test_what_is_unknown_stays_in_words_and_is_a_problem_where_it_stands():
    text, [problem] = plain("All [@val:a.m:,]", GALLERY)
    assert (text, problem.needle) == ("All [@val:a.m:,]", "[@val:a.m:,]")
    assert str(problem) == (
        "VAL002 no value 'val:a.m' among those that values() of figures_src/a.py gives (there is @val:a.n, @val:a.s)"
    )
