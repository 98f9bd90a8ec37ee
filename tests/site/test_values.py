"""Values that figure scripts compute, in a built site: where they show, and that they are never stale."""

import json
import re

import pytest

VALUES = '\n\ndef values():\n    return {"cells": 1024, "change": -0.5, "numpy": __import__("numpy").float64(0.25)}\n'
PAGE = {"docs/index.md": "# One\n\nIt has [@val:square.cells:,] cells.\n"}


@pytest.fixture
def script(figure):
    return {"figures_src/square.py": figure + VALUES}


def test_a_value_is_what_the_script_computed(build, script):
    page = build(PAGE | script, strict=True).page("index.html")
    assert 'It has <data class="colophon-value" value="1024">1,024</data> cells.' in page


def test_a_fresh_figure_gives_the_same_values_without_being_drawn(build, script):
    build(PAGE | script)
    built = build()
    assert built.drawn == set()
    assert ">1,024</data>" in built.page("index.html")


def test_another_value_is_another_figure_and_shows_at_once(build, script):
    build(PAGE | script)
    built = build({"figures_src/square.py": script["figures_src/square.py"].replace("1024", "2048")})
    assert built.drawn == {"square"}
    assert ">2,048</data>" in built.page("index.html")


def test_numbers_of_numpy_are_plain_numbers(build, script):
    page = build({"docs/index.md": "@val:square.numpy"} | script, strict=True).page("index.html")
    assert '<data class="colophon-value" value="0.25">0.25</data>' in page


def test_search_finds_values_as_words(build, script):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins: [search, colophon]\n"
    built = build(PAGE | script, strict=True, config=config)
    index = json.loads(built.page("search/search_index.json"))
    assert "It has 1,024 cells." in [entry["text"] for entry in index["docs"]]


def test_titles_descriptions_headings_and_contents_show_values(build, script):
    head = "---\ndescription: All [@val:square.cells:,] cells\n---\n"
    text = head + "# About @val:square.cells\n\n## By @val:square.change\n"
    config = "site_name: Tiny\ntheme: {name: material, font: false}\nplugins: [colophon]\n"
    page = build({"docs/index.md": "One.", "docs/two.md": text} | script, config=config).page("two/index.html")
    assert '<meta name="description" content="All 1,024 cells">' in page
    assert "<title>About 1024 - Tiny</title>" in page
    assert re.search(r'<a href="#by-valsquarechange" class="md-nav__link">.*?By \N{MINUS SIGN}0.5', page, re.DOTALL)


def test_a_value_of_a_script_that_fails_is_marked_and_reported_once(build, script):
    built = build(PAGE | {"figures_src/square.py": script["figures_src/square.py"].replace("1024", "1 / 0")})
    assert [problem.split(" ")[1] for problem in built.problems] == ["FIG001"]
    assert '<span class="unresolved" data-label="val:square.cells">' in built.page("index.html")


def test_an_unknown_value_is_reported_at_its_place(build, script):
    assert build({"docs/index.md": "# One\n\nIt has @val:square.cell"} | script).problems == [
        "docs/index.md:3:8 VAL002 no value 'val:square.cell' among those that values() of figures_src/square.py gives "
        "(did you mean 'cells'?)"
    ]


def test_an_unknown_value_in_the_front_matter_is_reported_at_its_place(build, script):
    text = "---\ntitle: About @val:square.cell\ndescription: Of @val:circle.area\n---\n# One\n"
    assert build({"docs/index.md": text} | script).problems == [
        "docs/index.md:2:14 VAL002 no value 'val:square.cell' among those that values() of figures_src/square.py gives "
        "(did you mean 'cells'?)",
        "docs/index.md:3:17 VAL001 no value 'val:circle.area': there is no script figures_src/circle.py",
    ]


def test_an_unknown_value_in_a_heading_that_is_the_title_is_reported_once(build, script):
    built = build({"docs/index.md": "# About @val:square.cell\n"} | script)
    assert [problem.partition(" no ")[0] for problem in built.problems] == ["docs/index.md:1:9 VAL002"]


def test_an_unknown_value_in_the_navigation_is_reported_at_the_configuration(build, script):
    config = "site_name: T\ntheme: {name: mkdocs}\nnav: [{'By @val:square.cell': index.md}]\nplugins: [colophon]\n"
    built = build({"docs/index.md": "# One\n"} | script, config=config)
    assert [problem.partition(" no ")[0] for problem in built.problems] == ["mkdocs.yml VAL002"]
