"""Formulas in a built site."""

import json
import re


def test_a_formula_is_html_and_mathml_and_needs_no_script(build):
    page = build({"docs/index.md": "Let $x^2$ be."}).page("index.html")
    assert re.search(r"Let <span class=\"katex\"><span class=\"katex-mathml\"><math ", page)
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert "katex.min.js" not in page


def test_a_displayed_formula_divides_the_paragraph_it_stands_in(build):
    page = build({"docs/index.md": "Before\n$$\na < b\n$$\nafter."}).page("index.html")
    assert re.search(r'<p>Before</p>\s*<div class="equation">.*</div>\s*<p>after\.</p>', page, re.DOTALL)


def test_the_style_sheet_and_the_fonts_of_formulas_are_on_the_site(build):
    built = build({"docs/index.md": "$x$"})
    sheet = built.page("assets/colophon/colophon.css")
    fonts = set(re.findall(r"url\(katex/fonts/([\w.-]+\.woff2)\)", sheet))
    assert fonts == {path.name for path in (built.root / "site/assets/colophon/katex/fonts").iterdir()}
    assert 'href="assets/colophon/colophon.css"' in built.page("index.html")


def test_a_formula_that_does_not_parse_is_reported_at_the_character_at_fault(build):
    built = build({"docs/index.md": "One.\n\nLet $a + \\foo$ be.\n"})
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "docs/index.md:3:10 MATH001 the formula does not parse: Undefined control sequence: \\foo"
    ]


def test_the_line_at_fault_in_a_displayed_formula_is_reported(build):
    built = build({"docs/index.md": "$$\na + b \\\\\nc + \\foo\n$$\n"})
    assert built.problems[0].startswith("docs/index.md:3:5 MATH001 ")


def test_a_formula_that_does_not_parse_stays_visible_as_its_tex(build):
    page = build({"docs/index.md": "$\\frac{1}{<$"}).page("index.html")
    assert '<code class="unresolved">\\frac{1}{&lt;</code>' in page


def test_a_formula_that_defines_itself_for_ever_is_a_problem(build):
    built = build({"docs/index.md": "$\\def\\a{\\a\\a}\\a$"})
    assert "MATH001" in built.problems[0]


def test_prices_are_no_formulas(build):
    page = build({"docs/index.md": "It costs $5, or \\$6 and $7."}).page("index.html")
    assert "It costs $5, or $6 and $7." in page


def test_a_formula_stands_once_in_the_search_index(build):
    config = "site_name: T\ntheme: {name: material, font: false}\nplugins: [search, colophon]\n"
    built = build({"docs/index.md": "Let $y=x^2$ be, and\n\n$$ z<3 $$\n"}, config=config)
    [entry] = json.loads(built.page("search/search_index.json"))["docs"]
    assert re.sub("<[^>]*>", "", entry["text"]).split() == ["Let", "y=x^2", "be,", "and", "z&lt;3"]
    assert built.page("index.html").count('class="katex"') == 2


def test_the_macros_of_mkdocs_yml_are_known_on_the_page(build):
    config = "site_name: T\nplugins:\n  - colophon:\n      macros: {'\\R': '\\mathbb{R}', 'Q': 'x'}\n"
    built = build({"docs/index.md": "Let $x \\in \\R$ be."}, config=config)
    assert [problem[:19] for problem in built.problems] == ["mkdocs.yml MATH002 "]
    assert "ℝ" in built.page("index.html") or 'mathvariant="double-struck">R' in built.page("index.html")
