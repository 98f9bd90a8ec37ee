"""What numbers are counted over, and where references are words only, in a built site."""

import json
import re

import pytest

CONFIG = """
site_name: Tiny
theme: {{name: mkdocs}}
plugins:
  - colophon: {options}
markdown_extensions: [attr_list, tables, toc]
nav: [index.md, one.md, two.md, three.md]
"""
PAGE = """
# {name}

![{name}, first.](a.png){{#fig:{name}-1 alt=x}}

![{name}, second.](a.png){{#fig:{name}-2 alt=x}}

## Above

### Within

## Below {{#sec:{name}}}

$$ x $$ {{#eq:{name}}}
"""
FILES = {
    "docs/index.md": "# Home\n\n[@fig:one-1; @fig:two-2] @eq:three @sec:two\n\n![Home.](a.png){#fig:home alt=x}\n",
    "docs/one.md": PAGE.format(name="one"),
    "docs/two.md": PAGE.format(name="two"),
    "docs/three.md": PAGE.format(name="three"),
    "docs/a.png": "",
}


def captions(page):
    """The numbers before captions, but for those in previews of other pages' figures."""
    return re.findall(
        r'<span class="caption-label">(.*?)</span>', re.sub("<template.*?</template>", "", page, flags=re.DOTALL)
    )


def words(html):
    return re.sub("<[^>]*>", "", html).replace("\N{NO-BREAK SPACE}", " ")


def paragraph(page):
    """The words of the first paragraph."""
    return words(re.search("<p>(.*?)</p>", page)[1])


def test_each_page_begins_at_one(build):
    built = build(FILES, config=CONFIG.format(options="{numbering: page}"))
    assert captions(built.page("two/index.html")) == ["Figure 1", "Figure 2"]
    assert paragraph(built.page("index.html")) == (
        "Figure 1 in “one” and Figure 2 in “two” Equation 1 in “three” Section “Below” in “two”"
    )


def test_a_chapter_is_the_place_of_its_page_in_the_navigation(build):
    built = build(FILES, config=CONFIG.format(options="{numbering: chapter}"))
    assert captions(built.page("two/index.html")) == ["Figure 2.1", "Figure 2.2"]
    assert paragraph(built.page("index.html")) == ("Figures 1.1 and 2.2 Equation 3.1 Section “Below” in “two”")


def test_the_home_page_is_no_chapter(build):
    built = build(FILES, config=CONFIG.format(options="{numbering: chapter}"))
    assert captions(built.page("index.html")) == ["Figure 1"]


@pytest.mark.parametrize(
    ("front_matter", "two", "three"),
    [
        ("chapter: A", "Figure A.1", "Figure 2.1"),
        ("chapter: false", "Figure 1", "Figure 2.1"),
        ("", "Figure 2.1", "Figure 3.1"),
    ],
)
def test_a_page_can_name_its_chapter_or_be_none(build, front_matter, two, three):
    files = FILES | {"docs/two.md": f"---\ntitle: two\n{front_matter}\n---\n{FILES['docs/two.md']}"}
    built = build(files, config=CONFIG.format(options="{numbering: chapter}"))
    assert captions(built.page("two/index.html"))[0] == two
    assert captions(built.page("three/index.html"))[0] == three


def test_a_site_can_be_one_row(build):
    built = build(FILES, config=CONFIG.format(options="{numbering: site}"))
    assert captions(built.page("three/index.html")) == ["Figure 6", "Figure 7"]
    assert paragraph(built.page("index.html")).startswith("Figures 2 and 5 Equation 3 ")


def test_a_page_can_be_counted_in_its_own_way(build):
    files = FILES | {"docs/two.md": f"---\ntitle: two\nnumbering: page\n---\n{FILES['docs/two.md']}"}
    built = build(files, config=CONFIG.format(options="{numbering: chapter}"))
    assert captions(built.page("two/index.html")) == ["Figure 1", "Figure 2"]
    assert paragraph(built.page("index.html")).startswith("Figure 1.1 and Figure 2 in “two” ")


def test_an_unknown_way_of_counting_in_the_front_matter_is_a_problem(build):
    built = build({"docs/index.md": "---\nnumbering: pages\n---\nOne.\n"})
    assert built.problems == [
        "docs/index.md:2:12 XREF012 unknown numbering 'pages' in the front matter "
        "(there is page, section, chapter and site)"
    ]


def test_sections_are_numbered_when_asked_for_in_the_text_and_in_the_table_of_contents(build):
    built = build(FILES, config=CONFIG.format(options="{number_sections: true, numbering: chapter}"))
    page = built.page("two/index.html")
    headings = [words(inside) for inside in re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", page)]
    assert headings == ["2 two", "2.1 Above", "2.1.1 Within", "2.2 Below"]
    listed = re.findall(r'<a href="#[^"]*" class="nav-link[^>]*>(.*?)</a>', page)
    assert listed == [heading for heading in headings if heading != "2.1.1 Within"]  # deeper than this theme lists
    assert paragraph(built.page("index.html")).endswith("Section 2.2")


def test_an_unnumbered_heading_keeps_the_number_before_it(build):
    source = "# T\n\n## One\n\n## Aside {.unnumbered alt=x}\n\n## Two\n"
    page = build(
        {"docs/index.md": source}, config=CONFIG.format(options="{number_sections: true}").rpartition("nav")[0]
    )
    assert [words(inside) for inside in re.findall(r"<h2[^>]*>(.*?)</h2>", page.page("index.html"))] == [
        "1 One", "Aside", "2 Two"
    ]  # fmt: skip


def test_a_heading_that_was_called_otherwise_keeps_its_old_anchor(build):
    source = '# T\n\n## New {#sec:new aliases="sec:old older"}\n\n[@sec:old]\n'
    page = build({"docs/index.md": source}).page("index.html")
    assert '<h2 id="sec:new"><span id="sec:old" class="alias"></span><span id="older" class="alias"></span>New' in page
    assert 'data-label="sec:new" href="#sec:new">Section “New”</a>' in page


def test_references_are_words_in_titles_headings_and_the_description(build):
    front_matter = "---\ntitle: About @fig:one\ndescription: It has [@fig:one].\n---\n"
    source = f"{front_matter}\n![One.](a.png){{#fig:one alt=x}}\n\n## See @fig:one\n"
    config = "site_name: Tiny\ntheme: {name: material, font: false}\nplugins: [colophon]\nmarkdown_extensions: [toc]\n"
    files = {"docs/two.md": source, "docs/a.png": "", "docs/index.md": "One."}
    page = build(files, config=config).page("two/index.html").replace("\N{NO-BREAK SPACE}", " ")
    assert "<title>About Figure 1 - Tiny</title>" in page
    assert '<meta name="description" content="It has Figure 1.">' in page
    assert set(re.findall(r'<span class="md-ellipsis">\s*See (.*?)\s*</span>', page)) == {"Figure 1"}


def test_references_are_words_in_the_navigation_and_in_another_pages_reference(build):
    files = {
        "docs/index.md": "[@fig:there]\n",
        "docs/two.md": "# About @fig:there\n\n![There.](a.png){#fig:there alt=x}\n",
        "docs/a.png": "",
    }
    page = build(files).page("index.html").replace("\N{NO-BREAK SPACE}", " ")
    assert ">Figure 1 in “About Figure 1”</a>" in page
    assert re.search(r'<a[^>]*href="two/"[^>]*>\s*About Figure 1\s*</a>', page)


def test_references_are_words_in_the_search_index(build):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins: [search, colophon]\nmarkdown_extensions: [attr_list, toc]\n"
    source = "# T\n\n![One.](a.png){#fig:one alt=x}\n\n## See @fig:one\n\nThere is [@fig:one].\n"
    built = build({"docs/index.md": source, "docs/a.png": ""}, config=config)
    entries = json.loads(built.page("search/search_index.json"))["docs"]
    assert [entry["title"].replace("\N{NO-BREAK SPACE}", " ") for entry in entries] == ["T", "T", "See Figure 1"]
    assert not any("@" in entry["text"] for entry in entries)


def test_a_kind_can_be_declared(build):
    options = "{labels: {dia: {name: Diagram, plural: Diagrams}}}"
    source = "![One.](a.png){#dia:one alt=x}\n\n![Two.](a.png){#dia:two alt=x}\n\nSee [@dia:one; @dia:two].\n"
    built = build(
        {"docs/index.md": source, "docs/a.png": ""}, config=CONFIG.format(options=options).rpartition("nav")[0]
    )
    assert built.problems == []
    assert captions(built.page("index.html")) == ["Diagram 1", "Diagram 2"]
    assert "See Diagrams 1 and 2." in words(built.page("index.html"))


def test_a_wrong_declaration_is_one_clear_line(build):
    options = "{labels: {fig: {nam: Picture}}}"
    built = build({"docs/index.md": "One."}, config=CONFIG.format(options=options).rpartition("nav")[0])
    [problem] = built.problems
    assert problem.startswith("mkdocs.yml:4:24 XREF011 ")
    assert "nam" in problem


def test_figures_without_a_label_are_numbered_when_asked_for(build):
    options = "{number_figures: all}"
    source = "![One.](a.png){alt=x}\n\n![Two.](a.png){#fig:two alt=x}\n\n![Three.](a.png){.unnumbered alt=x}\n"
    built = build(
        {"docs/index.md": source, "docs/a.png": ""}, config=CONFIG.format(options=options).rpartition("nav")[0]
    )
    assert captions(built.page("index.html")) == ["Figure 1", "Figure 2"]


@pytest.mark.parametrize(
    ("language", "read"),
    [("de", "Abbildungen 1 und 2"), ("fr", "figures 1 et 2"), ("ja", "図 1"), ("xx", "Figures 1 and 2")],
)
def test_words_follow_the_language_of_the_theme(build, language, read):
    config = f"site_name: T\ntheme: {{name: mkdocs, language: {language}}}\nplugins: [colophon]\n"
    source = "![One.](a.png){#fig:one alt=x}\n\n![Two.](a.png){#fig:two alt=x}\n\n[@fig:one; @fig:two]\n"
    page = build({"docs/index.md": source, "docs/a.png": ""}, config=config).page("index.html")
    assert read in words(page)


def test_captions_name_the_pages_that_cite_them_when_asked_for(build):
    built = build(FILES, config=CONFIG.format(options="{cited_in: true}"))
    assert '<span class="cited-in">Cited in <a href="../">Home</a>.</span></figcaption>' in built.page("one/index.html")
    assert "cited-in" not in built.page("three/index.html")


def test_a_target_that_nothing_refers_to_is_mentioned_and_passes_strict(build, caplog):
    source = "![One.](a.png){#fig:one alt=x}\n"
    built = build({"docs/index.md": source, "docs/a.png": ""}, strict=True)
    assert not built.aborted
    assert "colophon: docs/index.md:1:16 XREF010 nothing refers to 'fig:one'" in caplog.messages


def test_numbers_are_written_and_parted_as_a_site_says(build):
    options = '{labels: {fig: {scheme: roman}}, delimiters: {caption: ": ", pair: " & "}}'
    built = build(FILES, config=CONFIG.format(options=options))
    assert captions(built.page("two/index.html")) == ["Figure I", "Figure II"]
    assert "Figure I</span>: " in built.page("two/index.html")
    assert built.problems == []


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            "{labels: {fig: {scheme: greek}}}",
            "4:24 XREF011 labels: scheme of 'fig' is 'greek'; "
            "there is arabic, roman, lowercase roman, alpha, alpha a, alpha A",
        ),
        (
            "{delimiters: {comma: x}}",
            "4:15 XREF011 delimiters: there is no 'comma'; there is caption, between, last, pair, range",
        ),
        ("{delimiters: {pair: 1}}", "4:15 XREF011 delimiters: 'pair' must be text, got 1"),
    ],
)
def test_a_wrong_scheme_or_delimiter_is_a_problem(build, options, problem):
    built = build({"docs/index.md": "One.\n"}, config=CONFIG.format(options=options).rpartition("nav")[0])
    assert built.problems == [f"mkdocs.yml:{problem}"]


def test_a_setting_of_another_tool_is_a_problem(build):
    built = build({"docs/index.md": "---\nfigPrefix: Bild\nrangeDelim: '-'\n---\nOne.\n"})
    assert built.problems == [
        "docs/index.md:2:12 XREF015 'figPrefix' in the front matter does nothing here "
        "(it is `labels: {fig: {name: …, plural: …}}` in mkdocs.yml)",
        "docs/index.md:3:13 XREF015 'rangeDelim' in the front matter does nothing here "
        "(it is `delimiters: {range: …}` in mkdocs.yml)",
    ]
