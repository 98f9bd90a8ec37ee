"""Where a line may end at a formula: the formula stays with its punctuation, and a long one says that it is long."""

import pytest

from mkdocs_colophon.math.lines import kept

X = '<span class="colophon-math">x</span>'
LONG = '<span class="colophon-math">{}</span>'


@pytest.mark.parametrize("html", [f"<p>a {X} b</p>", f"{X}\u00a0b", f"<em>{X}</em>.", f"a{X}b", "<p>no formula.</p>"])
def test_what_has_no_punctuation_at_it_stays_as_it_is(html):
    assert kept(html) == html


@pytest.mark.parametrize(
    ("lead", "tail"),
    [("", ","), ("", "."), ("(", ""), ("(", "),"), ("“", ".”"), ("", ":"), ("", "-"), ("", "’"), ("", "&rsquo;")],
)
def test_punctuation_stays_with_its_formula(lead, tail):
    assert kept(f"a {lead}{X}{tail} b") == f'a <span class="formula-kept">{lead}{X}{tail}</span> b'


def test_punctuation_between_two_formulas_stays_with_the_first():
    assert kept(f"{X},{X} b") == f'<span class="formula-kept">{X},</span>{X} b'


def test_a_displayed_formula_is_no_part_of_a_sentence():
    html = '<span class="colophon-math" data-display="block">x</span>.'
    assert kept(html) == html


@pytest.mark.parametrize(
    ("tex", "is_long"),
    [
        ("(1, 6, 13, 12, 4)", False),
        (r"\mathrm{d}\tau + " * 6, False),
        ("a + " * 12, False),
        ("a + " * 13, True),
    ],
)
def test_a_formula_of_more_than_24_signs_is_long(tex, is_long):
    html = LONG.format(tex)
    assert kept(html) == (f'<span class="formula-long">{html}</span>' if is_long else html)


def test_a_long_formula_stays_with_its_punctuation_too():
    html = LONG.format("a + " * 20)
    tail = '<span class="formula-tail">,</span>'
    assert kept(f"{html},") == f'<span class="formula-kept formula-long">{html}{tail}</span>'
