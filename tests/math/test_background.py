"""Formulas typeset in a thread before they are asked for."""

import threading

import pytest

from mkdocs_colophon.math import background
from mkdocs_colophon.math.background import Background
from mkdocs_colophon.math.typeset import Formula, TexError, typeset, typeset_all

FORMULAS = [Formula(f"x_{{{number}}}", number % 2 == 0) for number in range(120)]


@pytest.fixture
def batches(monkeypatch):
    """What was typeset in one go, and in which thread."""
    done = []

    def noted(formulas):
        done.append((threading.current_thread(), list(formulas)))
        return typeset_all(formulas)

    monkeypatch.setattr(background, "typeset_all", noted)
    return done


@pytest.fixture
def made():
    made = Background()
    yield made
    made.close()


def test_what_was_expected_is_what_it_would_have_been(made):
    made.expect(FORMULAS)
    assert [made.typeset(each) for each in FORMULAS] == [typeset(each.tex, each.display) for each in FORMULAS]


def test_each_formula_is_made_once_in_one_other_thread(made, batches):
    for formula in FORMULAS:
        made.expect([formula])
    for formula in [*FORMULAS, Formula("y", display=False), *FORMULAS]:
        made.typeset(formula)
    assert [each for _, formulas in batches for each in formulas] == [*FORMULAS, Formula("y", display=False)]
    assert len({thread for thread, _ in batches} | {threading.current_thread()}) == 2


def test_it_begins_before_it_is_asked(made, monkeypatch):
    begun = threading.Event()
    monkeypatch.setattr(background, "typeset_all", lambda formulas: begun.set())
    made.expect(FORMULAS)
    assert begun.wait(60)


def test_an_error_is_that_of_its_formula_alone(made):
    made.expect([FORMULAS[0], Formula(r"\foo", display=False), FORMULAS[1]])
    with pytest.raises(TexError, match="foo"):
        made.typeset(Formula(r"\foo", display=False))
    assert made.typeset(FORMULAS[1]) == typeset(FORMULAS[1].tex, FORMULAS[1].display)


def test_a_formula_has_the_macros_that_it_is_asked_with(made):
    one, two = Formula(r"\a", False, r'{"\\a": "x"}'), Formula(r"\a", False, r'{"\\a": "y"}')
    made.expect([one, two])
    assert made.typeset(one) == typeset(r"\a", False, {r"\a": "x"}) != made.typeset(two)


def test_what_has_not_begun_is_not_made_after_the_end(batches):
    made = Background()
    made.expect(FORMULAS[:3])
    made.close()
    assert batches == []
