"""What front matter says about citations."""

from pathlib import Path

import pytest
import yaml

from mkdocs_colophon.citations import frontmatter, styles
from mkdocs_colophon.citations.request import Style

SOURCE = """---
title: T
references:
- id: a
  type: book
- type: book
  id: "b"
---
"""


def read(text):
    meta = yaml.safe_load(text.split("---\n")[1])
    return frontmatter.read(meta, Style("site"), "de", Path(), "x.md", text)


def test_a_page_that_says_nothing_has_the_style_and_language_of_the_site():
    request, problems = read("---\ntitle: T\n---\n")
    assert (request.style, request.language, request.nocite, problems) == (Style("site"), "de-DE", (), [])


def test_a_page_may_have_a_style_and_a_language_of_its_own():
    request, _ = read("---\ncitation_style: ieee\nlang: fr\n---\n")
    assert (request.style, request.language) == (styles.choose("ieee", Path())[0], "fr-FR")


@pytest.mark.parametrize("nocite", ['"@a, @b"', '["@a", "@b", "@a"]', '"@{a}; @b"'])
def test_what_is_to_be_listed(nocite):
    assert read(f"---\nnocite: {nocite}\n---\n")[0].nocite == ("a", "b")


def test_everything_may_be_listed():
    assert read("---\nnocite: '@*'\n---\n")[0].nocite == ("*",)


def test_references_keep_their_lines():
    request, problems = read(SOURCE)
    assert [(entry.key, entry.line, entry.path) for entry in request.references] == [("a", 4, "x.md"), ("b", 6, "x.md")]
    assert problems == []


def test_what_yaml_calls_numbers_dates_and_truths_is_text():
    request, _ = read(
        "---\nreferences:\n- {id: a, title: No, page: 12:30, volume: 010, issued: 2001-02-03}\n---\nText\n"
    )
    assert request.references[0].source == (
        '{"id": "a", "title": "No", "page": "12:30", "volume": "010", "issued": "2001-02-03"}'
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "---\nreferences: x\n---\n",
            "x.md:2 CITE003 `references` is no list (it is a list of entries, as in CSL-YAML)",
        ),
        ("---\nreferences: [x]\n---\n", "x.md CITE003 the entry cannot be read: it has no `id` (an entry is a "),
        (
            "---\nreferences:\n- id: a\n  x: &x [*x]\n---\n",
            "x.md:3 CITE003 the entry cannot be read: Circular reference",
        ),
        (SOURCE.replace('"b"', '"a"'), "x.md:6 CITE002 entry 'a' is there already (the first stands in x.md:4; "),
    ],
)
def test_references_that_cannot_be_read_are_problems(text, problem):
    _, problems = read(text)
    assert [str(each)[: len(problem)] for each in problems] == [problem]
