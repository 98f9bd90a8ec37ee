"""Whatever an author types: what is no target stays as Python-Markdown has it, and no word is lost in what is one."""

import re
from collections import Counter

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.admonition import Admonition

from mkdocs_colophon.pipeline.syntax import ColophonExtension

USUAL = ("attr_list", "fenced_code", "def_list", "md_in_html", "tables")
SUPER = ("pymdownx.highlight", "pymdownx.superfences", "tables")
PROSE = [
    "alpha",
    "- beta",
    "1. gamma",
    "    delta",
    "> beta",
    "# alpha",
    "Term",
    ": gamma",
    "Table: alpha",
]
NEAR = [":::", "::: alpha", "> :::", "///", "[[gamma]]", "[alpha](#beta)", "`: x {#tbl:a}`"]
CODE = ["```\nalpha\n```", "```py\n: gamma\n```", "    ```\n    beta\n    ```", "```{.py}\nalpha\n```"]
TARGETS = [
    "{#fig:a}",
    "/// beta",
    ": alpha {#tbl:a}",
    "Listing: beta {#lst:b}",
    "| alpha |\n|---|\n| beta |",
    "    : gamma {#tbl:c}",
    '```{#lst:d .py caption="x"}\nalpha\n```',
    "```{#lst:e .py}\nbeta\n```",
    "::: {#fig:f}",
    "::: {.example}",
    "::: {#tbl:g .theorem}",
    "![alpha](a.png){#fig:h}",
    "![](a.png) ![beta](b.png)",
    "<div markdown id='fig:i'>",
    "</div>",
    "/// theorem | alpha",
    "/// proof",
    "[[figures]]",
    "[](#fig:a)",
]


def pages(lines):
    breaks = st.sampled_from(["\n", "\n\n"])
    return st.lists(st.tuples(st.sampled_from(lines), breaks).map("".join), max_size=12).map("".join)


def converted(source, extensions, *ours):
    return markdown.Markdown(extensions=[*extensions, *ours]).convert(source)


def words(html):
    shown = re.sub(r'<img[^>]* alt="([^"]*)"[^>]*>', r" \1 ", html)
    return Counter(re.findall("alpha|beta|gamma|delta", re.sub("<[^>]*>", "", shown)))


@pytest.mark.parametrize("extensions", [USUAL, SUPER])
@settings(max_examples=300, deadline=None, derandomize=True)
@given(source=pages([*PROSE, *NEAR, *CODE]))
def test_a_page_without_targets_is_as_python_markdown_has_it(extensions, source):
    assert converted(source, extensions, ColophonExtension()) == converted(source, [*extensions, "attr_list"])


@pytest.mark.parametrize("extensions", [USUAL, SUPER])
@settings(max_examples=300, deadline=None, derandomize=True)
@given(source=pages([*PROSE, *NEAR, *CODE, *TARGETS]))
def test_no_word_is_lost(extensions, source):
    assert words(converted(source, extensions)) - words(converted(source, extensions, ColophonExtension())) == Counter()


@pytest.mark.parametrize("extensions", [USUAL, SUPER])
@settings(max_examples=300, deadline=None, derandomize=True)
@given(source=pages([*PROSE, *CODE, *TARGETS]))
def test_what_was_noted_on_the_way_is_gone(extensions, source):
    html = converted(source, extensions, ColophonExtension())
    assert set(re.findall(r"<colophon-([a-z]+)", html)) <= {"number", "cite", "list", "math", "problem"}


NESTED = ["> /// lemma", "- /// proof", "  - /// remark", "/// lemma | beta", "///", "> ///", "  ///", "1. /// proof"]


@pytest.mark.parametrize("extensions", [USUAL, SUPER])
@settings(max_examples=500, deadline=None, derandomize=True)
@given(source=pages([*PROSE, *NESTED]))
def test_statements_in_quotes_and_lists_come_to_an_end_and_lose_no_word(extensions, source):
    assert words(converted(source, extensions)) - words(converted(source, extensions, ColophonExtension())) == Counter()


class Example(Admonition):
    NAME = "example"


class ExampleExtension(BlocksExtension):
    """An author's own block, which calls itself as one of our statements."""

    def extendMarkdownBlocks(self, md, block_mgr):
        block_mgr.register(Example, {"types": []})


@pytest.mark.parametrize("extensions", [(ExampleExtension, ColophonExtension), (ColophonExtension, ExampleExtension)])
def test_a_block_of_another_extension_keeps_its_name(extensions):
    html = converted("/// example | A title\nText.\n///", [extension() for extension in extensions])
    assert html == '<div class="admonition example">\n<p class="admonition-title">A title</p>\n<p>Text.</p>\n</div>'


def test_a_converter_that_is_used_again_remembers_nothing():
    converter = markdown.Markdown(extensions=[*USUAL, ColophonExtension()])
    source = '```{#lst:x .py caption="C"}\nx\n```\n\n: T {#tbl:x}\n\n| a |\n|---|\n\n::: {.x}\n\n/// lemma\n\n'
    first = converter.convert(source)
    assert converter.reset().convert(source) == first
