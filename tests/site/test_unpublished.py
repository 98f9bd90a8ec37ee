"""References to what stands on pages that are not published."""

import pytest

CONFIG = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [colophon]
markdown_extensions: [attr_list]
exclude_docs: hidden/
draft_docs: later.md
"""
TARGETS = "# Other\n\n![A](a.png){#fig:a alt=x}\n\n## B {#sec:b}\n\n$$ x \\label{eq:c} $$\n"
HINT = "(publish that page, or leave the reference out)"


@pytest.mark.parametrize("label", ["fig:a", "sec:b", "eq:c"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [("docs/hidden/other.md", "which is not published"), ("docs/later.md", "which is a draft")],
)
def test_a_reference_names_the_page_that_is_not_published(build, label, path, reason):
    told = build({"docs/index.md": f"See [@{label}].\n", path: TARGETS}, config=CONFIG).problems
    assert told == [f"docs/index.md:1:6 XREF001 label '{label}' stands on {path}, {reason} {HINT}"]


def test_an_equation_in_a_formula_names_it_too(build):
    told = build({"docs/index.md": "$y$ by $\\ref{eq:c}$\n", "docs/later.md": TARGETS}, config=CONFIG).problems
    assert told == [f"docs/index.md:1:9 XREF001 label 'eq:c' stands on docs/later.md, which is a draft {HINT}"]


def test_what_stands_nowhere_is_unknown_nope(build):
    told = build({"docs/index.md": "See [@fig:aa].\n", "docs/later.md": TARGETS}, config=CONFIG).problems
    assert told == ["docs/index.md:1:6 XREF001 unknown label 'fig:aa'"]


BLOG = """
site_name: Tiny
theme: {name: material}
plugins: [blog, colophon]
markdown_extensions: [attr_list]
"""


def test_a_draft_of_a_blog_is_named(build):
    post = "---\ndate: 2026-01-01\ndraft: true\n---\n\n" + TARGETS
    files = {"docs/index.md": "See [@fig:a].\n", "docs/blog/index.md": "# Blog\n", "docs/blog/posts/one.md": post}
    told = [problem for problem in build(files, config=BLOG).problems if "XREF" in problem]
    assert told == [
        f"docs/index.md:1:6 XREF001 label 'fig:a' stands on docs/blog/posts/one.md, which is a draft {HINT}"
    ]
