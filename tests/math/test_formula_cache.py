"""Formulas kept between builds."""

import sqlite3
import threading
from contextlib import closing

import pytest

from mkdocs_colophon.math import formula_cache
from mkdocs_colophon.math.formula_cache import FormulaCache
from mkdocs_colophon.math.typeset import TexError, typeset_all
from mkdocs_colophon.store import Store
from typesetting import typeset


@pytest.fixture
def counted(monkeypatch):
    """The formulas that were really typeset."""
    done = []

    def count(formulas):
        done.extend((formula.tex, formula.display) for formula in formulas)
        return typeset_all(formulas)

    monkeypatch.setattr(formula_cache, "typeset_all", count)
    return done


@pytest.fixture
def build(tmp_path):
    """Makes the formulas of one build after the other."""
    made = []

    def make():
        made.append(FormulaCache(Store(tmp_path / "formulas.db")))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_formula_is_typeset_once_for_all_builds(build, counted):
    for _ in range(2):
        formulas = build()
        assert formulas.typeset("x^2", False) == formulas.typeset("x^2", False) == typeset("x^2", False)
        formulas.close()
    assert counted == [("x^2", False)]


def test_a_formula_in_a_line_and_the_same_displayed_are_two(build, counted):
    formulas = build()
    assert formulas.typeset("x", True) != formulas.typeset("x", False)
    assert counted == [("x", True), ("x", False)]


def test_what_is_known_is_not_expected(build, counted):
    for _ in range(2):
        formulas = build()
        formulas.expect([("x", False), ("y", True)])
        formulas.typeset("x", False), formulas.typeset("y", True)
        formulas.close()
    assert counted == [("x", False), ("y", True)]


def test_another_katex_typesets_anew(build, counted, monkeypatch):
    for version in ("0.1", "0.2", "0.2"):
        formulas = build()
        monkeypatch.setattr(formulas, "_version", version)
        formulas.typeset("x", False)
        formulas.close()
    assert counted == [("x", False), ("x", False)]


def test_an_error_is_raised_every_time(build):
    for _ in range(2):
        formulas = build()
        with pytest.raises(TexError):
            formulas.typeset(r"\foo", False)
        formulas.close()


def test_an_error_is_not_kept(build, tmp_path):
    formulas = build()
    formulas.typeset("x", False)
    with pytest.raises(TexError):
        formulas.typeset(r"\foo", False)
    formulas.close()
    with closing(sqlite3.connect(tmp_path / "formulas.db")) as database:
        assert database.execute("SELECT count(*) FROM texts").fetchone() == (1,)


FORMULAS = [(f"x_{{{number}}}", number % 2 == 0) for number in range(120)]


@pytest.fixture
def batches(monkeypatch):
    """What was typeset in one go, and in which thread."""
    done = []

    def noted(formulas):
        done.append((threading.current_thread(), [(formula.tex, formula.display) for formula in formulas]))
        return typeset_all(formulas)

    monkeypatch.setattr(formula_cache, "typeset_all", noted)
    return done


def test_what_was_expected_is_what_it_would_have_been(build):
    formulas = build()
    formulas.expect(FORMULAS)
    assert [formulas.typeset(*each) for each in FORMULAS] == [typeset(*each) for each in FORMULAS]


def test_each_formula_is_made_once_in_one_other_thread(build, batches):
    formulas = build()
    for formula in FORMULAS:
        formulas.expect([formula])
    for formula in [*FORMULAS, ("y", False), *FORMULAS]:
        formulas.typeset(*formula)
    assert [each for _, batch in batches for each in batch] == [*FORMULAS, ("y", False)]
    assert len({thread for thread, _ in batches} | {threading.current_thread()}) == 2


def test_it_begins_before_it_is_asked(build, monkeypatch):
    begun = threading.Event()
    monkeypatch.setattr(formula_cache, "typeset_all", lambda formulas: begun.set())
    build().expect(FORMULAS)
    assert begun.wait(60)


def test_an_error_is_that_of_its_formula_alone(build):
    formulas = build()
    formulas.expect([FORMULAS[0], (r"\foo", False), FORMULAS[1]])
    with pytest.raises(TexError, match="foo"):
        formulas.typeset(r"\foo", False)
    assert formulas.typeset(*FORMULAS[1]) == typeset(*FORMULAS[1])


def test_a_formula_has_the_macros_that_it_is_asked_with(build):
    formulas, one, two = build(), {r"\a": "x"}, {r"\a": "y"}
    formulas.expect([(r"\a", False)], one)
    formulas.expect([(r"\a", False)], two)
    assert formulas.typeset(r"\a", False, one) == typeset(r"\a", False, one) != formulas.typeset(r"\a", False, two)


def test_what_has_not_begun_is_not_made_after_the_end(build, batches):
    formulas = build()
    formulas.expect(FORMULAS[:3])
    formulas.close()
    assert batches == []
