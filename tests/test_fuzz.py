"""Whatever an author types: nothing raises, no word of prose is lost, and resolving twice is resolving once."""

import re
from dataclasses import replace
from html import unescape

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_colophon import grammar
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.citations.syntax.hexo import HexoExtension
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.pipeline import excerpts
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

PIECES = st.sampled_from(
    [
        "@",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "#",
        "!",
        "\\",
        "`",
        "```",
        "$",
        "$$",
        ";",
        ",",
        ":",
        "-",
        "_",
        "*",
        "<",
        ">",
        "&",
    ]
    + [
        "fig:a",
        "eq:b",
        "@fig:a",
        "[@fig:a]",
        "{#fig:a}",
        "{#eq:b}",
        "![cap](x.png)",
        "@key",
        "http://x.y/",
        "\n",
        "\n\n",
    ]
    + ["    ", "- ", "> ", "# ", "|", "<div>", "</div>", "<!--", "-->", "[^1]", "[[bibliography]]", " ", "wörd", "図"]
    + ["[@key, p. 3]", "-@key", "@key [", "{.author}", "{.year}", "{.x}", "@{key}", "&amp;", "&quot;", "](", "]["]
    + ["{% ref a %}", "{% references %}", "{% references hide %}", "{% endreferences %}", "\n[a] ", "[^1]: "]
    + ["\\begin{align}", "\\end{align}", "\\begin{subequations}", "\\end{subequations}", "\\[", "\\]", "\\(", "\\)"]
    + ["\\label{eq:b}", "\\tag{1}", "\\notag", "\\\\", "\\text{", "\n| a |\n|---|\n| "]
)
PROSE = ["alpha", "beta", "gamma", "@fig:a", "[@key]", "$x$", "*", "_", "[", "]", "(b)", ";", "{.year}", "{.x}", "\n"]
PROSE += ["{% ref a %}", "{% references %}", "{% endreferences %}", "-@key", "@key"]
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
AWAY = Page(
    "away.md", "away/", "Away", '<p id="fig:a"><colophon-number kind="fig" label="fig:a"></colophon-number></p>'
)
SITE = Site(
    wording=wording("default", "en", {}).escaped(),
    library=Library("x.bib", {"key": Entry("key", "", 1)}, exists=True),
    format=lambda request: Formatted(tuple("(cited)" for _ in request.citations), {"key": "Entry"}),
    typeset=lambda tex, display, macros: "(formula)",
)


def built(source, format=SITE.format, refplus=True):
    """The HTML of a site's one page that is written as `source`, and what the site has become."""
    extensions = ["attr_list", "footnotes", "tables", ColophonExtension(), HexoExtension(enabled=refplus)]
    html = markdown.Markdown(extensions=extensions).convert(source)
    written = Page("a.md", "a/", "A", html, source, is_post=True)
    built = before_theme([written, AWAY], replace(SITE, format=format), Publisher())
    return built.contents["a/"], built


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXT)
def test_any_text_becomes_a_page_without_markers(source):
    assert markers.find(built(source)[0]) == []


def notes(request):
    """What a style of notes makes of a request."""
    return Formatted(("",) * len(request.citations), {"key": "Entry"}, ("(noted)",) * len(request.citations))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXT, st.booleans())
def test_no_id_stands_twice_on_a_page_and_every_link_within_it_leads_somewhere(source, noted):
    ours = re.compile("(?:^|-)(?:ref|cite|rawref|rawcite|fn:cite|colophon)")
    html, _ = built(source, notes if noted else SITE.format)
    ids = [unescape(name) for name in re.findall(r' id="([^"]*)"', html)]
    assert [name for name in ids if ours.match(name) and ids.count(name) > 1] == []
    ways = [unescape(way) for way in re.findall(r' href="#([^"]*)"', html)]
    assert [way for way in ways if ours.match(way) and way not in ids] == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXT)
def test_an_excerpt_of_any_text_has_no_markers_and_no_ids_but_that_of_its_title(source):
    _, everything = built(source)
    title = '<h2 id="title"><a href="../a/">A</a></h2>'
    excerpt = f"<article>{title}{everything.pages['a/'].html}</article>"
    shown = excerpts.resolved(excerpt, "blog/", everything.posts, everything.site)
    assert markers.find(shown) == []
    assert re.findall(r' id="([^"]*)"', shown.partition("<!--")[0])[:2] == ["title"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXT)
def test_a_page_without_markers_is_left_as_it_is(source):
    html, everything = built(source)
    assert excerpts.resolved(html, "blog/", everything.posts, everything.site) == html


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "alpha",
                "beta",
                "gamma",
                "@fig:a",
                "[@key]",
                "$x$",
                "*",
                "_",
                "[",
                "]",
                "(b)",
                ";",
                "{.year}",
                "{% ref a %}",
                "\n",
            ]
        )
    )
)
def test_no_word_of_prose_is_lost(pieces):
    html, _ = built(" ".join(pieces))
    words = re.findall("alpha|beta|gamma", re.sub(r"<[^>]*>", "", html.partition("<section")[0]))
    assert words == [piece for piece in pieces if piece in ("alpha", "beta", "gamma")]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXT)
def test_any_bracket_is_a_group_or_none(text):
    cites = grammar.group(text)
    assert cites is None or [cite.key for cite in cites if not cite.key] == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXT, TEXT)
def test_a_marker_is_found_as_it_was_written(text, data):
    written = Marker("cite", {"cites": data, "form": "group"}, text)
    assert markers.find(markers.write(written)) == [written]
