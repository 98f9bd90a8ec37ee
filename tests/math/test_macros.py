"""Commands that a site declares for its formulas."""

import re

import pytest

from mkdocs_colophon.math.formula_cache import FormulaCache
from mkdocs_colophon.math.macros import read
from mkdocs_colophon.math.typeset import TexError
from mkdocs_colophon.store import Store
from typesetting import typeset

MACROS = {r"\R": r"\mathbb{R}", r"\norm": r"\lVert #1 \rVert"}


def without_tex(html):
    return html.partition("<annotation")[0] + html.partition("</annotation>")[2]


def test_a_macro_is_what_it_stands_for():
    short, long = r"\norm{x} \in \R", r"\lVert x \rVert \in \mathbb{R}"
    assert without_tex(typeset(short, False, MACROS)) == without_tex(typeset(long, False))


def test_a_formula_is_copied_as_it_was_written():
    made = typeset(r"\norm{x}", False, MACROS)
    assert re.findall("<annotation.*?>(.*?)</annotation>", made) == [r"\norm{x}"]


def test_other_macros_typeset_anew(tmp_path):
    path = tmp_path / "formulas.db"
    made = []
    for macros in ({r"\a": "x"}, {r"\a": "y"}, {r"\a": "x"}):
        formulas = FormulaCache(Store(path), macros)
        made.append(formulas.typeset(r"\a", False))
        formulas.close()
    assert made[0] == made[2] != made[1] == typeset(r"\a", False, {r"\a": "y"})


def test_what_one_formula_defines_no_other_knows():
    assert without_tex(typeset(r"\gdef\only{x}\only", False, MACROS)) == without_tex(typeset("x", False))
    with pytest.raises(TexError, match="Undefined control sequence"):
        typeset(r"\only", False, MACROS)


@pytest.mark.parametrize("given", [{"R": "x"}, {r"\R": 1}, {1: "x"}, {r"\R x": "x"}, {"\\": "x"}, {r"\R": None}])
def test_what_is_no_command_with_its_tex_is_a_problem(given):
    macros, [problem] = read(given, "mkdocs.yml")
    assert (macros, problem.code, problem.path) == ({}, "MATH002", "mkdocs.yml")


@pytest.mark.parametrize("given", [[r"\R"], r"\R", 3, False])
def test_macros_that_are_no_mapping_are_a_problem(given):
    macros, [problem] = read(given, "mkdocs.yml")
    assert (macros, problem.code) == ({}, "MATH002")


def test_a_pages_macro_comes_before_the_sites_of_that_name(tmp_path):
    formulas = FormulaCache(Store(tmp_path / "formulas.db"), {r"\a": "x", r"\b": r"\a"})
    assert formulas.typeset(r"\b", False, {r"\a": "y"}) == typeset(r"\b", False, {r"\a": "y", r"\b": r"\a"})
    assert formulas.typeset(r"\b", False) == typeset(r"\b", False, {r"\a": "x", r"\b": r"\a"})


def test_formulas_are_kept_with_the_macros_of_their_page(tmp_path):
    pages = ({r"\a": "x"}, {r"\a": "y"})
    made = []
    for _ in range(2):
        formulas = FormulaCache(Store(tmp_path / "formulas.db"))
        made.append([formulas.typeset(r"\a", False, own) for own in pages])
        formulas.close()
    assert made[0] == made[1] == [typeset(r"\a", False, own) for own in pages]
