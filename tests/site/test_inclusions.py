"""Problems in files that a page includes are told of these."""

import pytest

CONFIG = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [colophon]
markdown_extensions: [attr_list, fenced_code, pymdownx.snippets: {base_path: [!relative $config_dir/parts]}]
"""
PART = "A part.\n\nSee [@fig:nope] and {ref}`x`.\n"
HOOKED = """
site_name: Tiny
theme: {name: mkdocs}
plugins: [colophon]
hooks: [hook.py]
"""
# what include-markdown and mkdocstrings do, in two lines: they are not installed
INCLUDING = r"""
import re
from pathlib import Path

def on_page_markdown(markdown, page, **_):
    folder = Path(page.file.abs_src_path).parent
    read = lambda match: (folder / match[1]).read_text()
    return re.sub(r'\{%\s*include-markdown\s+"([^"]+)"\s*%\}', read, markdown)
"""
DOCUMENTING = r"""
import re
import ast
from pathlib import Path

def on_page_markdown(markdown, config, **_):
    module = ast.parse((Path(config.docs_dir).parent / "src/pack/mod.py").read_text())
    return re.sub(r"::: pack\.mod\.f", lambda match: ast.get_docstring(module.body[0]), markdown)
"""


def told(path, line):
    syntax = f"{path}:{line}:21 SYN001 '{{ref}}`' is syntax of MyST (write [@fig:x], by the label of what is meant)"
    return [f"{path}:{line}:6 XREF001 unknown label 'fig:nope'", syntax]


@pytest.mark.parametrize(
    "source",
    [
        '# A\n\n--8<-- "part.md"\n',
        '# A\n\n-8<- "part.md:1:9"\n',
        "# A\n\n--8<--\npart.md\n--8<--\n",
        '# A\n\n- one\n\n    --8<-- "part.md"\n',
    ],
)
def test_what_is_wrong_in_a_snippet_is_told_of_its_file(build, source):
    files = {"docs/index.md": source, "parts/part.md": PART}
    assert build(files, config=CONFIG).problems == told("parts/part.md", 3)


def test_what_is_wrong_in_a_snippet_of_a_snippet_is_told_of_that(build):
    files = {"docs/index.md": '--8<-- "a.md"\n', "parts/a.md": '--8<-- "b.md"\n', "parts/b.md": PART}
    assert build(files, config=CONFIG).problems == told("parts/b.md", 3)


def test_what_two_pages_include_is_told_once(build):
    files = {"docs/index.md": '--8<-- "part.md"\n', "docs/b.md": '--8<-- "part.md"\n', "parts/part.md": PART}
    assert build(files, config=CONFIG).problems == told("parts/part.md", 3)


def test_what_is_wrong_on_the_page_is_told_of_the_page_nope(build):
    files = {"docs/index.md": '# A\n\nSee [@fig:nope].\n\n--8<-- "part.md"\n', "parts/part.md": "Fine.\n"}
    assert build(files, config=CONFIG).problems == ["docs/index.md:3:6 XREF001 unknown label 'fig:nope'"]


def test_a_fence_of_another_tool_in_a_snippet_is_told_of_its_file(build):
    files = {"docs/index.md": '--8<-- "part.md"\n', "parts/part.md": "A.\n\n```{note}\nB.\n```\n"}
    hint = "(write '!!! note' and, below it, the text indented by four spaces)"
    assert build(files, config=CONFIG).problems == [
        f"parts/part.md:3:1 SYN001 '```{{note}}' is syntax of MyST and Quarto {hint}"
    ]


@pytest.mark.parametrize("tag", ['{% include-markdown "../part.md" %}', '{%\n  include-markdown "../part.md"\n%}'])
def test_what_is_wrong_in_an_included_page_is_told_of_its_file(build, tag):
    files = {"docs/index.md": f"# A\n\n{tag}\n", "part.md": PART, "hook.py": INCLUDING}
    assert build(files, config=HOOKED).problems == told("part.md", 3)


def test_what_is_wrong_in_a_docstring_is_told_of_its_module(build):
    module = 'def f():\n    """A function.\n\n    See [@fig:nope] and {ref}`x`.\n    """\n'
    files = {"docs/index.md": "# A\n\n::: pack.mod.f\n", "src/pack/mod.py": module, "hook.py": DOCUMENTING}
    place = "src/pack/mod.py:4"
    assert [problem.partition(" ")[0] for problem in build(files, config=HOOKED).problems] == [
        f"{place}:10",
        f"{place}:25",
    ]
