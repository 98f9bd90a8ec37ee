"""Excerpts: the beginning of a post on another page, with the numbers and links of the post, and no id of its own."""

import re

import markdown
import pytest

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline import excerpts
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

EXTENSIONS = ["attr_list", "footnotes", "toc"]
OTHER = "![Other](o.png){#fig:other alt=x}\n\nSee @fig:other.\n"


def rendered(source):
    return markdown.Markdown(extensions=[*EXTENSIONS, ColophonExtension()]).convert(source)


def cited(request):
    return Formatted(
        tuple(f'<span class="citation"><a href="#ref-k">K {n}</a></span>' for n in range(len(request.citations))),
        {"k": "Entry"} if request.citations else {},
    )


def typeset(tex, display, macros):
    return "<math></math>"


@pytest.fixture
def excerpt():
    """What the page `blog/` shows of a post at `blog/a/` that begins so, behind its title."""

    def shown(source, more="", **given):
        post = Page(
            "a.md", "blog/a/", "A", rendered(f"{source}\n\n{more}"), f"{source}\n\n{more}", is_post=True, **given
        )
        other = Page("b.md", "blog/b/", "B", rendered(OTHER), OTHER)
        library = Library("x.bib", {"k": Entry("k", "", 1)}, exists=True)
        site = Site(wording("default", "en", {}).escaped(), library, cited, typeset)
        built = before_theme([other, post], site, Publisher())
        title = '<h2 id="a"><a class="toclink" href="a/">A</a></h2>'
        html = f"<main><article>{title}{rendered(source)}</article></main>"
        found = excerpts.resolved(html, "blog/", built.posts, built.site)
        return re.fullmatch(f"<main><article>{re.escape(title)}(.*)</article></main>", found, re.DOTALL)[1]

    return shown


def test_a_reference_reads_as_in_the_post_and_leads_there(excerpt):
    later = "![Later](l.png){#fig:later alt=x}"
    assert excerpt("See @fig:later and @fig:other.", later) == (
        '<p>See <a class="crossref" data-label="fig:later" href="a/#fig:later">Figure\N{NO-BREAK SPACE}1</a> and '
        '<a class="crossref" data-label="fig:other" href="b/#fig:other">Figure\N{NO-BREAK SPACE}1 in “B”</a>.</p>'
    )


def test_a_target_has_the_number_of_the_post_and_its_ids_stand_in_the_post_alone(excerpt):
    assert excerpt("![One](o.png){#fig:one alt=x}\n\n$$ x $$ {#eq:e}") == (
        '<figure class="colophon-figure"><a class="colophon-zoom" href="o.png"><img alt="x" src="o.png" /></a>'
        '<figcaption><span class="caption-label">Figure 1</span>. One</figcaption>\n</figure>\n'
        '<div class="equation">\n<div aria-label="Equation" class="equation-body" role="group" tabindex="0">'
        '<span class="colophon-math" data-display="block">x</span></div>\n'
        '<a class="equation-number" href="a/#eq:e">(1)</a></div>'
    )


def test_the_second_of_two_alike_is_the_second_of_the_post(excerpt):
    html = excerpt("[@k] and [@k]", "[@k]")
    assert re.findall(r">(K \d)<", html) == ["K 0", "K 1"]
    assert html.count('<a class="citation" data-keys="k" href="a/#ref-k">') == 2


def test_a_named_statement_keeps_its_name(excerpt):
    html = excerpt("/// theorem | Growth\n    attrs: {id: thm:g}\nIt grows.\n///")
    head = '<span class="caption-label">Theorem 1</span><span class="statement-name"> (Growth)</span>. '
    assert html == (f'<div class="statement theorem">\n<p class="statement-head">{head}</p>\n<p>It grows.</p>\n</div>')


def test_headings_and_footnotes_have_their_ids_in_the_post_alone(excerpt):
    html = excerpt("## Part {#sec:p}\n\nA word[^1].\n\n[^1]: Note.")
    assert re.findall(' id="', html) == []
    assert '<sup><a class="footnote-ref" href="#fn:1">1</a></sup>' in html


def test_a_field_that_a_label_needs_keeps_its_id(excerpt):
    tab = '<div><input id="__tabbed_1" type="radio"><label for="__tabbed_1">One</label></div>'
    assert excerpt(tab) == tab


def test_formulas_have_the_macros_of_the_post(excerpt):
    html = excerpt("$\\R$", macros={"\\R": "x"})
    assert html == '<p><span class="colophon-math" data-macros="{&quot;\\\\R&quot;: &quot;x&quot;}">\\R</span></p>'


def test_a_copy_of_what_no_page_is_known_for_is_resolved_by_its_labels(excerpt):
    post = Page("a.md", "a/", "A", rendered("![One](o.png){#fig:one alt=x}"))
    site = Site(wording("default", "en", {}).escaped(), Library("x.bib"), cited, typeset)
    built = before_theme([post], site, Publisher())
    copy = rendered("See @fig:one, $x$ and @fig:gone.")
    assert excerpts.resolved(copy, "print/", built.posts, built.site) == (
        '<p>See <a class="crossref" data-label="fig:one" href="../a/#fig:one">Figure\N{NO-BREAK SPACE}1 in “A”</a>, '
        '<span class="colophon-math">x</span> and <span class="unresolved" data-label="fig:gone">¿fig:gone?</span>.</p>'
    )
