"""Golden cases: what an author writes and what a page then holds, in `tests/golden/*.txt`.

A case is a title, a line `.`, Markdown, a line `.`, the HTML of the page and its problems, a line `.`. Cases whose
title ends in "-nope" say what must not be read as syntax. Figures 1 and 2 (`fig:away`, `fig:beyond`) and Equation 2
(`eq:away`) stand on the page "Away"; `fig:1` to `fig:5` are on the page itself, unless the case has targets of its
own. Formulas are shown as `<tex>…</tex>`, citations as `<cite>what pandoc is asked</cite>`, no-break spaces as `~`;
keys a, b, c and k are in the library.
"""

from html import escape
from pathlib import Path

import markdown
import pytest

from mkdocs_colophon import site
from mkdocs_colophon.citations.model import Entry, Formatted, Library
from mkdocs_colophon.crossref.model import Target
from mkdocs_colophon.syntax import ColophonExtension

HERE = "here/"
AWAY = [
    Target(label, number, "away/", "Away") for label, number in (("fig:away", 1), ("fig:beyond", 2), ("eq:away", 2))
]
OWN = [Target(f"fig:{number}", number, HERE, "Here") for number in range(1, 6)]
LIBRARY = Library("x.bib", {key: Entry(key, "", 1) for key in "abck"}, exists=True)


def cases():
    for file in sorted(Path(__file__).with_name("golden").glob("*.txt")):
        parts = [part.strip("\n") for part in file.read_text("utf-8").split("\n.\n")]
        for title, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(source, expected, id=f"{file.stem}: {title}")


def typeset(tex, display):
    return f'<tex display="{str(display).lower()}">{escape(tex)}</tex>'


def cite(citations):
    return Formatted(tuple(f"<cite>{escape(citation)}</cite>" for citation in citations))


def converted(source):
    """The HTML of a page written as `source`, and the problems on it as text."""
    extensions = ["attr_list", "fenced_code", "footnotes", "tables", ColophonExtension()]
    html = markdown.Markdown(extensions=extensions).convert(source)
    page = site.Page("here.md", HERE, "Here", html, source)
    index, problems = site.collect([page])
    known = {target.label: target for target in [*AWAY, *([] if index else OWN)]} | dict(index)
    resolved, found = site.resolve(page, site.Site(known, LIBRARY, cite, typeset))
    return resolved, [str(problem) for problem in (*problems, *found)]


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_a_page_holds_what_its_author_meant(source, expected):
    html, problems = converted(source)
    assert "\n".join([html, *problems]).replace("\N{NO-BREAK SPACE}", "~") == expected
