"""What authors of other tools write by habit: each means what they meant, or is told once, and nothing else is told.

A case in `tests/dialects/*.txt` is a title, a line `.`, Markdown, a line `.`, what comes of it, a line `.`:
one problem, or, where it works, the HTML of the page. Of the cases in `left-alone.txt` comes a page without problems.
"""

from dataclasses import replace
from pathlib import Path

import markdown
import pytest

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.citations.syntax.hexo import HexoExtension
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

FOLDER = Path(__file__).with_name("dialects")
LEFT_ALONE = "left-alone"
IDLE = ("XREF010", "CITE005")  # what nothing refers to
EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables", "toc"]
SITE = Site(
    wording("default", "en", {}).escaped(),
    Library("x.bib", {key: Entry(key, "", 1) for key in "abk"}, exists=True),
    lambda request: Formatted(tuple(f"<cite>{each.markdown}</cite>" for each in request.citations)),
    lambda tex, display, macros: "<tex></tex>",
)


def cases(*stems):
    for stem in stems:
        parts = [part.strip("\n") for part in (FOLDER / f"{stem}.txt").read_text("utf-8").split("\n.\n")]
        step = 2 if stem == LEFT_ALONE else 3
        for case in zip(*(parts[start::step] for start in range(step)), strict=False):
            yield pytest.param(*case[1:], id=f"{stem}: {case[0]}")


def converted(source, site=SITE, fences="fenced_code"):
    """The HTML of a page, and its problems."""
    html = markdown.Markdown(extensions=[*EXTENSIONS, fences, ColophonExtension(), HexoExtension(enabled=False)])
    built = before_theme([Page("a.md", "a/", "A", html.convert(source), source)], site, Publisher())
    return built.contents["a/"], [str(each) for each in built.problems if each.path == "a.md" and each.code not in IDLE]


WRITTEN = sorted(file.stem for file in FOLDER.glob("*.txt") if file.stem != LEFT_ALONE)


@pytest.mark.parametrize(("source", "expected"), list(cases(*WRITTEN)))
@pytest.mark.parametrize("fences", ["fenced_code", "pymdownx.superfences"])
def test_a_habit_works_or_is_one_problem(source, expected, fences):
    html, problems = converted(source, fences=fences)
    assert "\n".join(problems or [html]) == expected


@pytest.mark.parametrize("source", list(cases(LEFT_ALONE)))
@pytest.mark.parametrize("fences", ["fenced_code", "pymdownx.superfences"])
def test_code_mathematics_comments_and_what_is_read_are_left_alone(source, fences):
    assert converted(source, fences=fences)[1] == []


@pytest.mark.parametrize(("source", "expected"), list(cases(*WRITTEN)))
def test_a_site_can_do_without(source, expected):
    _, problems = converted(source, replace(SITE, foreign_syntax=False))
    assert problems == ([expected] if " CITE" in expected or " XREF" in expected else [])


def test_there_are_eighty_habits():
    assert len(list(cases(*WRITTEN))) >= 80
