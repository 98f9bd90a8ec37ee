"""Whatever an author types: nothing raises, no word of prose is lost, and resolving twice is resolving once."""

import re

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_colophon import grammar, markers, site
from mkdocs_colophon.citations.model import Entry, Formatted, Library
from mkdocs_colophon.crossref.model import Target
from mkdocs_colophon.syntax import ColophonExtension

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
)
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
SITE = site.Site(
    index={"fig:a": Target("fig:a", 1, "away/", "Away")},
    library=Library("x.bib", {"key": Entry("key", "", 1)}, exists=True),
    format=lambda citations: Formatted(tuple("(cited)" for _ in citations), {"key": "Entry"}),
    typeset=lambda tex, display: "(formula)",
)


def page(source):
    html = markdown.Markdown(extensions=["attr_list", "footnotes", "tables", ColophonExtension()]).convert(source)
    return site.Page("a.md", "a/", "A", html, source)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXT)
def test_any_text_becomes_a_page_without_markers(source):
    html, _ = site.resolve(page(source), SITE)
    assert markers.find(html) == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXT)
def test_a_resolved_page_does_not_change_any_more(source):
    first = page(source)
    html, _ = site.resolve(first, SITE)
    finished = site.Page(first.path, first.url, first.title, html, finished=True)
    assert site.resolve(finished, SITE) == (html, [])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "@fig:a", "[@key]", "$x$", "*", "_", "[", "]", "(b)", ";"])))
def test_no_word_of_prose_is_lost(pieces):
    html, _ = site.resolve(page(" ".join(pieces)), SITE)
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
    written = markers.tag("colophon-cite", markers.escape(text, quote=False), cites=data, form="group")
    assert markers.find(written) == [markers.Marker("cite", {"cites": data, "form": "group"}, text)]
