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
from mkdocs_colophon.crossref.targets import Index, Mark, Target
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.html import markers
from mkdocs_colophon.pipeline import page, resolve, site
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
)
PROSE = ["alpha", "beta", "gamma", "@fig:a", "[@key]", "$x$", "*", "_", "[", "]", "(b)", ";", "{.year}", "{.x}", "\n"]
PROSE += ["{% ref a %}", "{% references %}", "{% endreferences %}", "-@key", "@key"]
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
TARGET = Target(Mark("fig", "fig:a"), "1", (0, 0), "away/", "Away")
SITE = page.Site(
    index=Index({"fig:a": TARGET}, {"away/": (TARGET,)}),
    wording=wording("default", "en", {}).escaped(),
    library=Library("x.bib", {"key": Entry("key", "", 1)}, exists=True),
    format=lambda request: Formatted(tuple("(cited)" for _ in request.citations), {"key": "Entry"}),
    typeset=lambda tex, display, macros: "(formula)",
)


def built(source, format=SITE.format, refplus=True):
    """The HTML of a site's one page that is written as `source`."""
    html = markdown.Markdown(extensions=["attr_list", "footnotes", "tables", ColophonExtension()]).convert(source)
    written = page.Page("a.md", "a/", "A", html, source, refplus=refplus)
    index, _ = site.collect([written], SITE.wording.labels)
    everything = replace(SITE, format=format, index=Index({**SITE.index, **index}, index.pages))
    built = site.build([written], everything)
    return built.contents[0], built.site


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
def test_a_resolved_page_does_not_change_any_more(source):
    html, everything = built(source)
    assert resolve.resolve(page.Page("a.md", "a/", "A", html, finished=True), everything).html == html


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
    written = markers.tag("colophon-cite", markers.escape(text, quote=False), cites=data, form="group")
    assert markers.find(written) == [markers.Marker("cite", {"cites": data, "form": "group"}, text)]
