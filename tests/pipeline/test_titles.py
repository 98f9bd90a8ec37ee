"""What is shown of a page elsewhere: its title and the names on it, in words and with formulas."""

import markdown
import pytest

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

CITED = "(LeCun 1998)"
EXTENSIONS = ["attr_list", "footnotes", "toc"]


def rendered(source):
    return markdown.Markdown(extensions=[*EXTENSIONS, ColophonExtension()]).convert(source)


def cite(request):
    return Formatted(tuple(CITED for _ in request.citations), {"lecun": "Entry"} if request.citations else {})


def typeset(tex, display, macros):
    return f'<span class="katex"><math ><mi>{tex}</mi><mo>+</mo><mn>1</mn></math></span>'


@pytest.fixture
def built():
    """A site of a page with this source, of that title, and of one that begins with `about`."""

    def made(source, title, about="", **given):
        named = [("a", title, source, given), ("b", "B", about, {})]
        pages = [
            Page(f"{name}.md", f"{name}/", called, rendered(text), text, **own) for name, called, text, own in named
        ]
        library = Library("x.bib", {"lecun": Entry("lecun", "", 1)}, exists=True)
        return before_theme(pages, Site(wording("default", "en", {}).escaped(), library, cite, typeset), Publisher())

    return made


def reference(html, label, way):
    return f'<p><a class="crossref" data-label="{label}" href="{way}#{label}">{html}</a></p>'


FIGURE = "\n\n![One.](o.png){#fig:one alt=x}"
FORMULA = '<span class="colophon-math">n</span>'


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("A bound $n$", f"A bound {FORMULA}"),
        ("By [@lecun] and @fig:one", f"By {CITED} and Figure\N{NO-BREAK SPACE}1"),
        ("A note[^1]", "A note"),
        ("*Fast* `code` & more", "Fast code &amp; more"),
        ("As @sec:other has it", "As Section “Other n” has it".replace(" n", f" {FORMULA}")),
    ],
)
def test_a_reference_to_a_section_reads_as_its_heading(built, heading, words):
    source = f"## {heading} {{#sec:x}}{FIGURE}\n\n## Other $n$ {{#sec:other}}\n\n[^1]: Note."
    site = built(source, "A", "@sec:x")
    assert site.contents["b/"] == reference(f"Section “{words}” in “A”", "sec:x", "../a/")


@pytest.mark.parametrize(
    ("heading", "title", "words", "plain"),
    [
        ("Growth of $n$", "Growth of n", f"Growth of {FORMULA}", "Growth of n + 1"),
        ("By [@lecun]", "By [@lecun]", f"By {CITED}", f"By {CITED}"),
        ("A note[^1]", "A note", "A note", "A note"),
    ],
)
def test_a_page_is_called_as_its_heading_reads(built, heading, title, words, plain):
    site = built(f"# {heading}{FIGURE}\n\n[^1]: Note.", title, "@fig:one")
    assert site.contents["b/"] == reference(f"Figure\N{NO-BREAK SPACE}1 in “{words}”", "fig:one", "../a/")
    assert site.pages["a/"].title == plain


def test_a_title_in_front_matter_is_read_like_a_heading(built):
    text = "Of $n$, after [@lecun] and @fig:one, for $5 and $6"
    site = built(f"Text.{FIGURE}", text, "@fig:one", meta={"title": text, "description": text})
    shown = f"Of {FORMULA}, after {CITED} and Figure\N{NO-BREAK SPACE}1, for $5 and $6"
    plain = shown.replace(FORMULA, "n + 1")
    assert site.contents["b/"] == reference(f"Figure\N{NO-BREAK SPACE}1 in “{shown}”", "fig:one", "../a/")
    assert (site.pages["a/"].title, site.pages["a/"].meta) == (plain, {"title": plain, "description": plain})


def test_a_theorem_without_a_number_is_called_by_its_name(built):
    source = "/// theorem | Growth of $n$\n    attrs: {id: thm:x, class: unnumbered}\n\nText.\n///\n"
    site = built(source, "A", "@thm:x")
    assert site.contents["b/"] == reference(f"Theorem “Growth of {FORMULA}” in “A”", "thm:x", "../a/")


def test_a_heading_may_have_a_label_made_of_its_words():
    texts = {
        "a": "## The size\n\n[@sec:the-size]",
        "b": "## The size\n\n## Only here\n\n[@sec:the-size]",
        "c": "@sec:only-here",
    }
    pages = [Page(f"{name}.md", f"{name}/", name, rendered(text), text) for name, text in texts.items()]
    site = Site(wording("default", "en", {}).escaped(), Library("x.bib"), cite, typeset, automatic=True)
    built = before_theme(pages, site, Publisher())
    assert [problem for problem in built.problems if not problem.informational] == []
    heading = '<h2 id="the-size"><span id="sec:the-size" class="alias"></span>The size</h2>\n'
    own = reference("Section “The size”", "sec:the-size", "")
    assert built.contents["a/"] == heading + own
    assert built.contents["b/"].startswith(heading)
    assert built.contents["b/"].endswith(own)
    assert built.contents["c/"] == reference("Section “Only here” in “b”", "sec:only-here", "../b/")
