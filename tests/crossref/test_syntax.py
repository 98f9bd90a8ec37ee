"""Golden cases of the Markdown of targets: what an author writes and the HTML it becomes, markers included.

A case in `golden/*.txt` is a title, a line `.`, Markdown, a line `.`, HTML, a line `.`. Cases whose title ends in
"-nope" say what must not be read as syntax. A file's name says which extensions read it.
"""

from pathlib import Path

import markdown
import pytest

from mkdocs_colophon.pipeline.syntax import ColophonExtension

USUAL = ["attr_list", "fenced_code", "footnotes", "tables"]
SUPER = ["attr_list", "pymdownx.highlight", "pymdownx.superfences", "tables"]
MERMAID = {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}
EXTENSIONS = {
    "blocks": [*SUPER, "md_in_html", "pymdownx.blocks.caption", "pymdownx.blocks.html"],
    "callouts": [*USUAL, "admonition", "pymdownx.details", "pymdownx.blocks.admonition"],
    "codehilite": [*USUAL, "codehilite"],
    "definitions": [*USUAL, "def_list"],
    "statements": [*USUAL, "def_list", "md_in_html"],
    "superfences": SUPER,
}


def cases():
    for file in sorted(Path(__file__).with_name("golden").glob("*.txt")):
        parts = [part.strip("\n") for part in file.read_text("utf-8").split("\n.\n")]
        for title, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(file.stem, source, expected, id=f"{file.stem}: {title}")


def converted(extensions, source):
    options = {"pymdownx.superfences": MERMAID}
    return markdown.Markdown(extensions=extensions, extension_configs=options).convert(source)


@pytest.mark.parametrize(("name", "source", "expected"), list(cases()))
def test_markdown_becomes_what_its_author_meant(name, source, expected):
    assert converted([*EXTENSIONS.get(name, USUAL), ColophonExtension()], source) == expected


@pytest.mark.parametrize(("name", "source", "expected"), list(cases()))
def test_the_order_of_extensions_does_not_matter(name, source, expected):
    assert converted([ColophonExtension(), *EXTENSIONS.get(name, USUAL)], source) == expected


def test_attributes_need_no_extension_of_the_author():
    assert converted([ColophonExtension()], "## A {#sec:a}\n\n**b**{.c}") == (
        '<h2 id="sec:a">A</h2>\n<p><strong class="c">b</strong></p>'
    )
