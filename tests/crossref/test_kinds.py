"""A kind is one entry: another program can add one without touching the package."""

import markdown

from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.crossref.kinds import KINDS, Kind, by_prefix, with_declared
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

AXIOM = Kind("axm", "always", "axioms", statement="axiom", unnumbered="{name}")
OURS = {**KINDS, **by_prefix(AXIOM)}
SOURCE = """/// axiom | Choice
    attrs: {id: axm:choice}
Every set can be chosen from.
///

By @axm:choice it can.

[[axioms]]
"""


def built(source, kinds, labels):
    """The HTML of a site of one page, in a program with kinds of its own."""
    html = markdown.Markdown(extensions=[ColophonExtension(kinds=kinds)]).convert(source)
    names = wording("default", "en", labels, kinds).escaped()
    site = Site(names, Library("x.bib"), lambda request: Formatted(), lambda *_: "", kinds=with_declared(kinds, labels))
    built = before_theme([Page("a.md", "a/", "A", html, source)], site, Publisher())
    return built.contents["a/"], [str(problem) for problem in built.problems if not problem.informational]


def test_a_kind_from_outside_has_a_block_a_number_references_and_a_list():
    html, problems = built(SOURCE, OURS, {"axm": {"name": "Axiom", "plural": "Axioms"}})
    head = '<span class="caption-label">Axiom 1</span><span class="statement-name"> (Choice)</span>. '
    link = '<a class="crossref" data-label="axm:choice" href="#axm:choice">Axiom\N{NO-BREAK SPACE}1</a>'
    item = '<a href="#axm:choice"><span class="caption-label">Axiom 1</span></a>'
    assert html == (
        '<div class="statement axiom" id="axm:choice">\n'
        f'<p class="statement-head">{head}</p>\n'
        "<p>Every set can be chosen from.</p>\n"
        "</div>\n"
        f"<p>By {link} it can.</p>\n"
        '<ul class="crossref-list list-of-axm">\n'
        f'<li>{item}<span class="statement-name"> (Choice)</span>.</li>\n'
        "</ul>"
    )
    assert problems == []


def test_a_kind_that_nobody_has_added_is_no_kind():
    html, problems = built("[[axioms]]", KINDS, {})
    told = "a.md:1:1 SYN001 '[[axioms]]' is syntax of Obsidian "
    hint = "(write [title](page.md), or ![](picture.png); a list is [[figures]] or the like)"
    assert (html, problems) == ("<p>[[axioms]]</p>", [told + hint])


def test_a_kind_that_a_site_declares_does_not_take_the_place_of_one_that_ships():
    declared = with_declared(KINDS, ["fig", "chapter", "vid"])
    own = Kind("vid", "always", statement="vid", either=True)
    assert (declared["fig"], "chapter" in declared, declared["vid"]) == (KINDS["fig"], False, own)


OWN = """/// dia | Flow
    attrs: {id: dia:flow}

Text.
///

::: {#dia:words}
Words.
:::

::: {#dia:table}
<table></table>

A table.
:::
"""


def test_a_kind_that_a_site_declares_is_a_block_and_a_division_around_whatever_there_is():
    html, problems = built(OWN, with_declared(KINDS, ["dia"]), {"dia": {"name": "Diagram"}})
    flow = '<span class="caption-label">Diagram 1</span><span class="statement-name"> (Flow)</span>. '
    assert html == (
        f'<div class="statement dia" id="dia:flow">\n<p class="statement-head">{flow}</p>\n<p>Text.</p>\n</div>\n'
        '<div class="statement dia" id="dia:words">\n'
        '<p class="statement-head"><span class="caption-label">Diagram 2</span>. </p>\n<p>Words.</p>\n</div>\n'
        '<figure aria-labelledby="dia:table-caption" class="colophon-figure" id="dia:table">\n<table></table>\n\n'
        '<figcaption id="dia:table-caption"><span class="caption-label">Diagram 3</span>. A table.</figcaption>\n'
        "</figure>"
    )
    assert problems == []


def test_every_kind_is_known_by_its_prefix():
    assert {prefix: kind.prefix for prefix, kind in KINDS.items()} == {prefix: prefix for prefix in KINDS}
