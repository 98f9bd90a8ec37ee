"""Formulas kept between builds."""

import sqlite3
from contextlib import closing

import pytest

from mkdocs_colophon.math import background
from mkdocs_colophon.math.formula_cache import FormulaCache
from mkdocs_colophon.math.typeset import TexError, typeset, typeset_all
from mkdocs_colophon.store import Store


@pytest.fixture
def counted(monkeypatch):
    """The formulas that were really typeset."""
    done = []

    def count(formulas):
        done.extend((formula.tex, formula.display) for formula in formulas)
        return typeset_all(formulas)

    monkeypatch.setattr(background, "typeset_all", count)
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
