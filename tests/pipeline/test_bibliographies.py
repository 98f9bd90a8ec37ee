"""Several bibliographies on a page, each of a part of what it cites."""

import re

import pytest
from markdown import Markdown

from libraries import parse
from mkdocs_colophon.citations.library import read
from mkdocs_colophon.citations.request import Formatted
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.build import before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.pipeline.syntax import ColophonExtension

LIBRARY, _ = parse(
    r"""
@article{old, author={Doe, Jane}, title={Old}, journal={J}, year=1998, keywords={review, deep nets}, doi={10.1000/OLD}}
@article{new, author={Roe, Ann}, title={New}, journal={J}, date={2016-05}, keywords={Review; data},
  eprint={1603.07285v2}}
@book{book, author={P{\"o}e, Jo}, title={{B}ook}, publisher={P}, year=2015}
@online{site, author={Fox, Eve}, title={Site}, url={https://example.org}, keywords={data}}
""",
    "x.bib",
)


def entries(request):
    cited = request.entries(LIBRARY)
    return Formatted(tuple(each.markdown for each in request.citations), {key: key for key in cited})


def built(*sources, library=LIBRARY, format=entries):
    """The content of pages and what is wrong with them; each bibliography is shown as [the keys in it]."""
    pages = [
        Page(f"{n}.md", f"{n}/", "P", Markdown(extensions=["attr_list", ColophonExtension()]).convert(source), source)
        for n, source in enumerate(sources)
    ]
    site = Site(wording("default", "en", {}), library, format, lambda *_: "")
    made = before_theme(pages, site, Publisher())
    problems = [str(each) for each in made.problems if not each.informational and each.code != "CITE007"]
    return [made.contents[page.url] for page in pages], problems


def lists(html):
    """The keys of each bibliography on a page."""
    sections = re.findall('<section class="bibliography.*?</section>', html, re.DOTALL)
    return [re.findall('<div class="bibliography-text">(.*?)</div>', each) for each in sections]


ALL = "[@old; @new; @book; @site]\n\n"


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("keyword=review", ["old", "new"]),
        ("{keyword=review year>=2015}", ["new"]),
        ('keyword="deep nets"', ["old"]),
        ("keyword=review|data", ["old", "new", "site"]),
        ("keyword!=review", ["book", "site"]),
        ("type=book", ["book"]),
        ("type=article|online", ["old", "new", "site"]),
        ("year=2016", ["new"]),
        ("year<2016", ["old", "book"]),
        ("year>1998 year<=2015", ["book"]),
        ("author=doe", ["old"]),
        ("publisher=P", ["book"]),
        ("key=site", ["site"]),
        ("author=pöe", ["book"]),
        ("title=Book", ["book"]),
        ("{ keyword = data  type != online }", ["new"]),
    ],
)
def test_a_query_selects_what_a_bibliography_lists_and_the_rest_stands_at_the_end(query, keys):
    [html], problems = built(f"{ALL}[[bibliography {query}]]")
    assert lists(html) == [keys, [key for key in ("old", "new", "book", "site") if key not in keys]]
    assert problems == []


def test_what_no_other_lists_stands_where_the_bibliography_is_asked_for():
    [html], _ = built(f"{ALL}[[bibliography]]\n\n[[bibliography keyword=review]]")
    assert lists(html) == [["book", "site"], ["old", "new"]]


def test_a_part_has_the_heading_that_its_author_writes():
    [html], _ = built(f"{ALL}## Reviews\n\n[[bibliography keyword=review]]\n\n## Data\n\n[[bibliography keyword=data]]")
    sections = re.findall("<section [^>]*>\n<[^>]*>", html)
    assert sections == [
        '<section class="bibliography" aria-label="References">\n<div class="bibliography-entries" role="list">',
        '<section class="bibliography" aria-label="References">\n<div class="bibliography-entries" role="list">',
        '<section class="bibliography" aria-labelledby="colophon-bibliography">\n<h2 id="colophon-bibliography">',
    ]


def test_an_entry_in_two_lists_has_its_id_once():
    [html], _ = built(f"{ALL}[[bibliography keyword=review]]\n\n[[bibliography keyword=data]]")
    assert lists(html) == [["old", "new"], ["new", "site"], ["book"]]
    assert [html.count(f'id="ref-{key}"') for key in ("old", "new", "site", "book")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("place", "divided"),
    [
        ("[[bibliography]]", {False}),
        ("[[bibliography keyword=data]]", {True}),
        ("[[bibliography scope=section]]", {True}),
        ("[[bibliography scope=site]]", {False}),
        ("[[bibliography scope=site group=year]]", {False, True}),
    ],
)
def test_a_style_is_told_where_entries_stand_in_several_lists(place, divided):
    told = set()

    def noting(request):
        told.add(request.divided)
        return entries(request)

    built(f"{ALL}{place}", format=noting)
    assert told == divided


def test_a_section_lists_what_is_cited_under_its_heading():
    source = (
        "[@site]\n\n## A\n\n[@old]\n\n### B\n\n[@new]\n\n[[bibliography scope=section]]\n\n## C\n\n[@book; @old]\n\n"
    )
    [html], problems = built(source + "[[bibliography scope=section]]\n\nStill [@old].")
    assert (lists(html), problems) == ([["old", "new"], ["old", "book"], ["site"]], [])


def test_the_list_of_the_site_is_selected_from_likewise():
    [_, html], problems = built("[@old; @book]", "[@new]\n\n[[bibliography scope=site keyword=review year>=2000]]")
    assert (lists(html)[0], problems) == (["new"], [])


@pytest.mark.parametrize("scope", ["", "scope=site "])
def test_a_list_of_nothing_is_a_problem_with_the_nearest_word(scope):
    _, problems = built(f"{ALL}[[bibliography {scope}keyword=reveiw]]")
    text = f"[[bibliography {scope}keyword=reveiw]]"
    assert problems == [f"0.md:3:1 CITE017 nothing that is cited belongs into {text} (did you mean 'review'?)"]


@pytest.mark.parametrize(
    "key",
    ["doi:10.1000/old", "doi:10.1000/OLD", "{https://doi.org/10.1000/old}", "DOI:10.1000/old"],
)
def test_a_doi_finds_the_entry_that_has_it(key):
    [html], problems = built(f"[@{key}]")
    assert (lists(html), problems) == ([["old"]], [])


@pytest.mark.parametrize("key", ["arxiv:1603.07285", "arXiv:1603.07285v1", "doi:10.48550/arXiv.1603.07285"])
def test_an_arxiv_identifier_finds_the_entry_that_has_it_in_any_version(key):
    [html], problems = built(f"@{key} [p. 3]")
    assert (lists(html), problems) == ([["new"]], [])


def test_an_identifier_that_no_entry_has_is_a_problem():
    _, problems = built("[@doi:10.1000/none]")
    assert problems == ["0.md:1:2 CITE001 unknown key 'doi:10.1000/none' (no entry has it; add one to x.bib that does)"]


def test_a_key_that_looks_like_an_identifier_is_a_key():
    library, _ = parse("@book{doi:10.1000/x, title={T}}@book{b, doi={10.1000/x}}", "x.bib")
    assert [library.named(key) for key in ("doi:10.1000/x", "b", "c")] == ["doi:10.1000/x", "b", "c"]


def test_a_citation_of_an_entry_that_cannot_be_read_is_no_second_problem(tmp_path):
    (tmp_path / "x.bib").write_text("@book{a, title={A}}\n@book{b, title={B\n@book{c, title={C}}")
    broken, problems = read(tmp_path, ["x.bib"])
    [html], told = built("[@b] [@d]", library=broken)
    assert [problem.line for problem in problems] == [2]
    assert told == ["0.md:1:7 CITE001 unknown key 'd' (add it to x.bib, or write \\@ for a plain @)"]
    assert html == (
        '<p><span class="unresolved" data-label="b">¿b?</span> <span class="unresolved" data-label="d">¿d?</span></p>'
    )
