"""What users of other readers of Markdown have reported of dollars, in small reproductions of our own."""

import pytest

from mkdocs_colophon.html import as_text, elements, replaced


def with_tex(html):
    """`html` with the TeX of each formula, in dollars, in the place of what KaTeX makes of it."""
    shown = [each for each in elements(html, "span") if each.has_class("katex")]
    return replaced(html, shown, lambda each: f"${_tex(each)}$")


def rows(page):
    """The words of each cell of the first table, formulas as their TeX."""
    table = with_tex(next(each.inner for each in elements(page, "table")))
    return [[as_text(cell.inner) for cell in elements(row.inner, "td")] for row in elements(table, "tr")][1:]


def _tex(formula):
    """The TeX that KaTeX notes in what it makes, as HTML."""
    return next(each.inner for each in elements(formula.inner, "annotation"))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (r"$P(A|B)$", "$P(A|B)$"),  # atom-community/markdown-preview-plus#185: two cells
        (r"$|asd|$", "$|asd|$"),  # hackmdio/codimd#447: three cells
        (r"$\ln|x| + C$", r"$\ln|x| + C$"),  # yzhang-gh/vscode-markdown#641: two cells
        (r"$\$100(1.1)$", r"$\$100(1.1)$"),  # cs150bf/ever-notedown#19: the formula ended at the dollar in it
        ("$1.50", "$1.50"),  # denoland/deno-gfm#65: two prices of a row were taken for a formula
    ],
)
def test_a_cell_holds_what_was_written_into_it(build, cell, shown):
    text = f"""
    | one | two |
    |-----|-----|
    | {cell} | {cell} |
    """
    built = build({"docs/index.md": text})
    assert rows(built.page("index.html")) == [[shown, shown]]
    assert built.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "$400 is certainly more than $300.",  # typora/typora-issues#1298: `400 is … than` became a formula
        "From $10-$20 to $5/$6.",
    ],
)
def test_prices_are_no_formula(build, text):
    built = build({"docs/index.md": text})
    page = built.page("index.html")
    assert f"<p>{text}</p>" in page
    assert built.problems == []


def test_dollars_in_code_are_code(build):
    """LuRenJiasWorld/WP-Editor.md#538: the addresses of cells became formulas."""
    page = build({"docs/index.md": "`ROWS($A$1:$A$9)` gives 9, and `ROWS($A$1:A1)` counts."}).page("index.html")
    assert "<p><code>ROWS($A$1:$A$9)</code> gives 9, and <code>ROWS($A$1:A1)</code> counts.</p>" in page


def test_bars_in_formulas_make_no_table(build):
    """gettalong/kramdown#79: a paragraph with two formulas that hold bars became a table."""
    text = r"Note that $|e^{-i\theta}|^2 = 1$, which has the same effect as $|\psi\rangle$, since both hold."
    page = build({"docs/index.md": text}).page("index.html")
    assert [as_text(with_tex(each.inner)) for each in elements(page, "p")][0] == text


def test_an_equation_has_one_number(build):
    """sphinx-doc/sphinx#5298: LaTeX and HTML both numbered it."""
    text = r"""
    $$
    \begin{align}
    a &= b
    \end{align}
    $$ {#eq:one}

    See @eq:one.
    """
    page = build({"docs/index.md": text}).page("index.html")
    assert as_text(page).count("(1)") == 1


def test_equations_of_an_included_file_are_numbered(build):
    """executablebooks/MyST-Parser#755: behind an included file, the last equation was numbered `()`."""
    text = r"""
    # One

    --8<-- "docs/parts/external.md"

    $$ a = b $$ {#eq:two}

    See @eq:one and @eq:two.
    """
    config = """
    site_name: Tiny
    theme: {name: mkdocs}
    plugins: [colophon]
    markdown_extensions: [attr_list, {pymdownx.snippets: {base_path: [!relative $config_dir], check_paths: true}}]
    exclude_docs: parts/
    """
    included = "An equation:\n\n$$ c = d $$ {#eq:one}\n"
    built = build({"docs/index.md": text, "docs/parts/external.md": included}, config=config)
    numbers = [
        as_text(each.inner) for each in elements(built.page("index.html"), "a") if each.has_class("equation-number")
    ]
    assert numbers == ["(1)", "(2)"]
    assert built.problems == []
