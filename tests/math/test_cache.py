"""Formulas kept between builds."""

import sqlite3

import pytest

from mkdocs_colophon.math import ahead
from mkdocs_colophon.math.cache import FormulaCache
from mkdocs_colophon.math.typeset import TexError, typeset, typeset_all


@pytest.fixture
def counted(monkeypatch):
    """The formulas that were really typeset."""
    done = []

    def count(formulas):
        done.extend((formula.tex, formula.display) for formula in formulas)
        return typeset_all(formulas)

    monkeypatch.setattr(ahead, "typeset_all", count)
    return done


def test_a_formula_is_typeset_once_for_all_builds(tmp_path, counted):
    for _ in range(2):
        formulas = FormulaCache(tmp_path / "new/formulas.db")
        assert formulas.typeset("x^2", False) == formulas.typeset("x^2", False) == typeset("x^2", False)
        formulas.close()
    assert counted == [("x^2", False)]


def test_a_formula_in_a_line_and_the_same_displayed_are_two(tmp_path, counted):
    formulas = FormulaCache(tmp_path / "formulas.db")
    assert formulas.typeset("x", True) != formulas.typeset("x", False)
    assert counted == [("x", True), ("x", False)]


def test_another_katex_typesets_anew(tmp_path, counted):
    formulas = FormulaCache(tmp_path / "formulas.db")
    formulas.typeset("x", False)
    formulas.close()
    with sqlite3.connect(tmp_path / "formulas.db") as database:
        database.execute("UPDATE formulas SET katex = '0.1'")
    database.close()
    FormulaCache(tmp_path / "formulas.db").typeset("x", False)
    assert counted == [("x", False), ("x", False)]


def test_an_error_is_raised_every_time(tmp_path):
    for _ in range(2):
        formulas = FormulaCache(tmp_path / "formulas.db")
        with pytest.raises(TexError):
            formulas.typeset(r"\foo", False)
        formulas.close()


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_database_that_is_none_costs_time_only(tmp_path, content):
    (tmp_path / "formulas.db").write_bytes(content)
    formulas = FormulaCache(tmp_path / "formulas.db")
    assert formulas.typeset("x", False) == typeset("x", False)
    formulas.close()


def test_two_builds_at_once_both_keep_their_formulas(tmp_path, counted):
    one, two = FormulaCache(tmp_path / "formulas.db"), FormulaCache(tmp_path / "formulas.db")
    one.typeset("x", False), two.typeset("x", False), two.typeset("y", False)
    one.close(), two.close()
    counted.clear()
    third = FormulaCache(tmp_path / "formulas.db")
    third.typeset("x", False), third.typeset("y", False)
    assert counted == []
