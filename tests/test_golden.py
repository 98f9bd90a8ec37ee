"""Golden cases: what an author writes and what a page then holds, in `tests/golden/*.txt`.

A case is a title, a line `.`, Markdown, a line `.`, the HTML of the page and its problems, a line `.`. Cases whose
title ends in "-nope" say what must not be read as syntax. Figures 1 and 2 (`fig:away`, `fig:beyond`) and Equation 2
(`eq:away`) stand on the page "Away"; `fig:1` to `fig:5` are on the page itself, unless the case has targets of its
own. Formulas are shown as `<tex>…</tex>`, citations as `<cite>what pandoc is asked</cite>`, no-break spaces as `~`;
keys a, b, c and k are in the library. The script `pooling/max` draws a figure and gives values; `broken` fails.
"""

import re
from html import escape
from pathlib import Path

import markdown
import pytest

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.citations.syntax.hexo import HexoExtension
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure, Gallery
from mkdocs_colophon.math.formulas import expand
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

HERE = "here/"
LIBRARY = Library("x.bib", {key: Entry(key, "", 1) for key in "abck"}, exists=True)
VALUES = {"kept": 4096, "change": -1234.5, "rate": 0.25, "window": "2 × 2 & more"}
FIGURE = DrawnFigure("pooling/max", Picture(192, 96, "A grid of four numbers.", values=VALUES))
GALLERY = Gallery({FIGURE.uri: FIGURE}, failed=frozenset({"figures/broken.svg"}))
NEIGHBOR = """
![A](a.png){#fig:away alt=x}

![B](b.png){#fig:beyond alt=x}

$$ a $$ {#eq:nearer}

$$ b $$ {#eq:away}
"""
OWN = "\n\n".join(f"![{number}](a.png){{#fig:{number} alt=x}}" for number in range(1, 6))
CITATION = re.compile(r'<span class="citation" id="[^"]*"[^>]*><a class="citation"[^>]*>(<cite.*?</cite>)</a></span>')
SEPARATOR = "<hr>"
EXTENSIONS = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc", ColophonExtension()]


def cases():
    for file in sorted(Path(__file__).with_name("golden").glob("*.txt")):
        parts = [part.strip("\n") for part in file.read_text("utf-8").split("\n.\n")]
        for title, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(file.stem, source, expected, id=f"{file.stem}: {title}")


def typeset(tex, display, macros):
    return f'<tex display="{str(display).lower()}">{escape(tex)}</tex>'


def cite(request):
    asked = (
        (f' form="{each.form}"' if each.form == "author" else "", escape(each.markdown)) for each in request.citations
    )
    return Formatted(tuple(f"<cite{form}>{markdown}</cite>" for form, markdown in asked))


def note(request):
    """What a style of notes makes of a request: nothing in the sentence."""
    return Formatted(("",) * len(request.citations), notes=cite(request).citations)


def rendered(source, refplus=False):
    return markdown.Markdown(extensions=[*EXTENSIONS, HexoExtension(enabled=refplus)]).convert(source)


def converted(stem, source):
    """The HTML of a page written as `source`, and the problems on it as text.

    The file's name tells the preset and the language, `references-pandoc-crossref.txt`, `references-de.txt`, whether
    the style is one of notes, and whether the page has raw references.
    """
    html = rendered(source, refplus=stem == "citations-raw")
    before = "" if re.search('<colophon-number[^>]* label="fig:', html) else rendered(OWN) + SEPARATOR
    own = Page("here.md", HERE, "Here", before + html, source)
    away = Page("away.md", "away/", "Away", rendered(NEIGHBOR), NEIGHBOR)
    preset = "pandoc-crossref" if stem.endswith("pandoc-crossref") else "default"
    names = wording(preset, stem.rpartition("-")[2] if preset == "default" else "en", {}).escaped()
    site = Site(names, LIBRARY, note if stem == "citations-notes" else cite, typeset, GALLERY)
    built = before_theme([away, own], site, Publisher())
    html = CITATION.sub(r"\1", expand(built.contents[HERE].rpartition(SEPARATOR)[2], typeset))
    return html, [str(each) for each in built.problems if each.path == "here.md" and not each.informational]


@pytest.mark.parametrize(("stem", "source", "expected"), list(cases()))
def test_a_page_holds_what_its_author_meant(stem, source, expected):
    html, problems = converted(stem, source)
    assert "\n".join([html, *problems]).replace("\N{NO-BREAK SPACE}", "~") == expected
