"""Formulas in a built site."""

import json
import re

import pytest

from mkdocs_colophon.math import formula_cache
from mkdocs_colophon.math.typeset import typeset_all


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


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("`$\\foo$`\n\n$a$, $\\foo$ and $\\foo$", ["3:7", "3:18"]),
        ("$$\na + \\foo + b\n$$\n\n$\\foo$, $b + \\foo$", ["2:5", "5:2", "5:14"]),
        ("> Let $$ c +\n> \\foo $$ be.\n", ["2:3"]),
        ("- One\n\n    $$\n    a \\\\\n    \\foo\n    $$ {#eq:x}\n", ["5:5"]),
        ("\\begin{align}\na &= b \\label{eq:a} \\\\\nc &= \\foo \\label{eq:c}\n\\end{align}\n", ["3:6"]),
        ("\\begin{flalign}\na &= \\foo\n\\end{flalign}\n", ["2:6"]),
        ("| $|x|$ | $|\\foo|$ |\n|---|---|\n| a | b |\n", ["1:13"]),
        ("\\(\\foo\\) and \\[x \\foo\\] and $`\\foo`$", ["1:3", "1:18", "1:31"]),
    ],
)
def test_the_formula_at_fault_is_named_and_not_the_same_piece_elsewhere(build, source, places):
    problems = [problem for problem in build({"docs/index.md": source}).problems if "MATH001" in problem]
    assert [problem.split(" ")[0].removeprefix("docs/index.md:") for problem in problems] == places


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
    assert re.sub("<[^>]*>", "", entry["text"]).split() == ["Let", "y", "=", "x²", "be,", "and", "z", "&lt;", "3"]
    assert built.page("index.html").count('class="katex"') == 2


def test_the_macros_of_mkdocs_yml_are_known_on_the_page(build):
    config = "site_name: T\nplugins:\n  - colophon:\n      macros: {'\\R': '\\mathbb{R}', 'Q': 'x'}\n"
    built = build({"docs/index.md": "Let $x \\in \\R$ be."}, config=config)
    assert [problem[:24] for problem in built.problems] == ["mkdocs.yml:4:41 MATH002 "]
    assert "ℝ" in built.page("index.html") or 'mathvariant="double-struck">R' in built.page("index.html")


MATERIAL = """
site_name: Tiny
site_url: https://example.org/tiny/
theme: {name: material, font: false}
plugins:
  - search
  - blog
  - colophon: {macros: {'\\R': '\\mathbb{R}'}}
markdown_extensions: [attr_list, toc]
nav: [index.md, one.md, two.md, blog/index.md]
""".replace("\\\\", "\\")
PAGES = {
    "docs/index.md": "# Home\n\n[[equations scope=site]]\n\nSee [@eq:one].\n",
    "docs/one.md": "---\nmacros: {'\\R': '\\mathsf{ONE}'}\n---\n# One\n\n"
    "$$ a \\in \\R $$ {#eq:one}\n\n## Of $\\R$ {#sec:of}\n\nB.\n",
    "docs/two.md": "# Two\n\n$b \\in \\R$ and $c \\quad \\text{by \\eqref{eq:one}}$\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/post.md": "---\ndate: 2026-01-02\nmacros: {'\\R': '\\mathsf{POST}'}\n---\n"
    "# Post\n\n$d \\in \\R$\n\n<!-- more -->\n",
}


def shown(html):
    """The formulas in `html` as words."""
    found = re.findall(r"<math .*?</math>", html, re.DOTALL)
    return [re.sub(r"<annotation.*?</annotation>|<[^>]*>|\s", "", each) for each in found]


def test_the_macros_of_a_page_are_for_its_formulas_only_wherever_they_are_shown(build):
    built = build(PAGES, config=MATERIAL)
    assert built.problems == []
    assert shown(built.page("index.html")) == ["a∈ONE", "a∈ONE"]  # the list, and the preview
    assert shown(built.page("two/index.html")) == ["b∈R", "cby(1)", "a∈ONE"]
    assert shown(built.page("blog/index.html")) == ["d∈POST"]
    assert shown(built.page("blog/2026/01/02/post/index.html")) == ["d∈POST"]
    assert '<mi mathvariant="sans-serif">P</mi>' in built.page("atom.xml").replace("&lt;", "<").replace("&gt;", ">")


def test_a_formula_in_the_table_of_contents_is_typeset(build):
    page = build(PAGES, config=MATERIAL).page("one/index.html")
    entries = re.findall(r'<span class="md-ellipsis">\s*Of (.*?)</math>', page, re.DOTALL)
    assert [shown(f"{entry}</math>") for entry in entries] == [["ONE"]] * len(entries)
    assert entries


def test_search_finds_what_a_formula_reads_as_with_its_numbers_and_no_macro(build):
    index = json.loads(build(PAGES, config=MATERIAL).page("search/search_index.json"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert entries["two/"]["text"] == "<p>b ∈ ℝ and c by (1)</p>"
    assert entries["one/#sec:of"]["title"].replace(" ", "") == "OfONE"  # the page's own macro


def test_a_formula_refers_to_an_equation_on_another_page(build):
    page = build(PAGES, config=MATERIAL).page("two/index.html")
    assert '<a class="crossref" data-label="eq:one" href="../one/#eq:one" tabindex="-1">' in page
    assert "\\text{by \\text{(1)}}</annotation>" in page


def test_a_macro_in_front_matter_that_is_none_is_a_problem_with_its_place(build):
    built = build({"docs/index.md": "---\ntitle: Q\nmacros:\n  '\\R': x\n  Q: y\n---\n$\\R$\n"})
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "docs/index.md:5:6 MATH002 the macro 'Q' is no command with its TeX"
    ]


def test_macros_in_front_matter_that_are_no_mapping_are_a_problem_with_its_place(build):
    built = build({"docs/index.md": "---\nmacros: ['\\R']\n---\n$x$\n"})
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "docs/index.md:2:9 MATH002 `macros` is no list of names with their TeX"
    ]


def test_a_formula_that_refers_to_nothing_is_reported_at_its_line(build):
    built = build({"docs/index.md": "One.\n\n$$\na \\\\\nb \\eqref{eq:nothing}\n$$\n"})
    assert built.problems == ["docs/index.md:5:3 XREF001 unknown label 'eq:nothing'"]


def test_the_formulas_of_all_pages_are_typeset_ahead_with_the_macros_of_each(build, monkeypatch):
    batches = []

    def noted(formulas):
        batches.append([formula.tex for formula in formulas])
        return typeset_all(formulas)

    monkeypatch.setattr(formula_cache, "typeset_all", noted)
    text = " ".join(f"$\\R_{number}$" for number in range(40))
    head = "---\nmacros: {'\\R': 'x'}\n---\n"
    assert not build({"docs/index.md": head + text, "docs/b.md": head.replace("x", "y") + text}).problems
    assert [len(batch) for batch in batches] == [80]


LINES = {
    "docs/index.md": "# Home\n\n[[equations scope=site]]\n\nSee [@eq:b] and [@eq:g].\n",
    "docs/one.md": "# One\n\n"
    "\\begin{align}\na &= 1 \\label{eq:a} \\\\\nb &= 2 \\label{eq:b}\n\\end{align}\n\n"
    "\\begin{subequations}\n\\label{eq:g}\n\\begin{gather}\nc \\\\\nd \\label{eq:d}\n"
    "\\end{gather}\n\\end{subequations}\n\nBy [@eq:b] and [@eq:d].\n",
    "docs/two.md": "# Two\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/post.md": "---\ndate: 2026-01-02\n---\n# Post\n\n"
    "\\begin{align}\na &= 1 \\label{eq:p}\n\\end{align}\n\n<!-- more -->\n",
}


def previews(page):
    found = re.findall(r'<template class="colophon-preview" data-label="(eq:.)">(.*?)</template>', page, re.DOTALL)
    return [
        (label, shown(html), re.findall(r'class="equation-number" href="[^"]*">(.*?)<', html)) for label, html in found
    ]


def test_a_list_and_a_preview_show_the_line_that_is_meant(build):
    built = build(LINES, config=MATERIAL)
    home, one = built.page("index.html"), built.page("one/index.html")
    assert built.problems == []
    listed = re.findall(r'<li><div class="equation">.*?</li>', home, re.DOTALL)
    assert [shown(each) for each in listed] == [["a=1"], ["b=2"], ["d"], ["a=1"]]
    assert previews(one) == [("eq:b", ["b=2"], ["(2)"]), ("eq:d", ["d"], ["(3b)"])]
    assert [label for label, *_ in previews(home)] == ["eq:b", "eq:g"]
    assert previews(home)[0] == ("eq:b", ["b=2"], ["(2)"])
    assert previews(home)[1][1] == ["c(3a)d(3b)"]


def test_a_line_has_its_id_beside_it_and_once(build):
    page = build(LINES, config=MATERIAL).page("one/index.html")
    assert re.findall(r' id="(eq:\w)"', page) == ["eq:a", "eq:b", "eq:g", "eq:d"]
    assert '<a class="equation-number" id="eq:b" href="#eq:b" tabindex="-1">' in page


def test_the_line_of_an_excerpt_leads_to_its_post(build):
    page = build(LINES, config=MATERIAL).page("blog/index.html")
    assert ' id="eq:p"' not in page
    assert '<a class="equation-number" href="2026/01/02/post/#eq:p" tabindex="-1">' in page


def test_search_finds_the_number_of_a_line(build):
    index = json.loads(build(LINES, config=MATERIAL).page("search/search_index.json"))
    [text] = [entry["text"] for entry in index["docs"] if entry["location"] == "one/"]
    assert "a = 1 (1); b = 2 (2)" in text


def test_arithmatex_takes_no_formula(build):
    config = "site_name: T\nplugins: [colophon]\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\n"
    page = build({"docs/index.md": "$10-$20 and $x$\n\n$$\ny\n$$\n\n$ z$\n"}, config=config).page("index.html")
    assert "arithmatex" not in page
    assert shown(page) == ["x", "y"]
