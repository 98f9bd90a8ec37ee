"""Syntax of other tools, on a site."""

CONFIG = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [colophon: {foreign_syntax: false}]
"""
HOOKED = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [colophon]
hooks: [hook.py]
"""
WRITTEN = "---\ntitle: A\n---\n\n# A\n\nSee {numref}`fig-a`.\n"


def test_what_another_tool_would_read_is_a_problem_with_its_place(build):
    built = build({"docs/index.md": WRITTEN}, strict=True)
    told = "docs/index.md:7:5 SYN001 '{numref}`' is syntax of MyST (write [@fig:x], by the label of what is meant)"
    assert (built.problems, built.aborted) == ([told], True)


def test_an_option_lets_it_be(build):
    assert build({"docs/index.md": WRITTEN}, strict=True, config=CONFIG).problems == []


def test_what_a_plugin_has_read_is_no_problem_nope(build):
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('{{ name }}', 'Ann')\n"
    files = {"docs/index.md": "# A\n\nBy {{ name }}.\n", "hook.py": hook}
    assert build(files, strict=True, config=HOOKED).problems == []
