"""What users of mkdocs-bibtex and of Material have reported, in small reproductions of our own."""

from mkdocs_colophon.html import as_text, elements

CONFIG = """
site_name: Tiny
theme: {{name: mkdocs}}
plugins: [{{colophon: {{bibliography: references.bib, citation_style: {style}}}}}]
markdown_extensions: [attr_list, footnotes, fenced_code, md_in_html]
"""
BOOKS = """
@book{PM18,
  author = {Pearl, Judea and Mackenzie, Dana}, publisher = {Basic Books}, year = {2018}, address = {New York},
  title = {{The Book of Why: The New Science of Cause and Effect}},
}
@book{Hamilton,
  author = {Hamilton, James D.}, publisher = {Princeton University Press}, year = {1994},
  title = {Time Series Analysis},
}
"""


def cited(page):
    return [as_text(each.inner) for each in elements(page, "span") if each.has_class("citation")]


def test_each_of_two_items_of_a_list_cites_its_own_book(build):
    """shyamd/mkdocs-bibtex#107: the second citation was left as `[^2]`, and one entry was missing."""
    text = "- Book of Why [@PM18]\n- Time Series Analysis [@Hamilton]\n"
    built = build({"docs/index.md": text, "references.bib": BOOKS}, config=CONFIG.format(style="ieee"))
    page = built.page("index.html")
    assert cited(page) == ["[1]", "[2]"]
    entries = [each.get("id") for each in elements(page, "div") if each.has_class("bibliography-entry")]
    assert entries == ["ref-PM18", "ref-Hamilton"]
    assert built.problems == []


def test_braces_that_keep_capitals_do_not_show(build):
    """shyamd/mkdocs-bibtex#149: the title read `[The Book of Why …]{.nocase}`."""
    built = build({"docs/index.md": "See [@PM18].", "references.bib": BOOKS}, config=CONFIG.format(style="apa"))
    page = built.page("index.html")
    [entry] = [each for each in elements(page, "div") if each.has_class("bibliography-entry")]
    assert "The Book of Why: The New Science of Cause and Effect" in as_text(entry.inner)
    assert not any(sign in as_text(entry.inner) for sign in "[]{}")


def test_plain_links_and_diagrams_stay_as_they_are(build):
    """shyamd/mkdocs-bibtex#289: `[google](www.google.com)` and `one([Text1])` were taken for citations."""
    text = "This is [google](www.google.com).\n\n```mermaid\nflowchart LR\n    one([Text1]) --> two([@PM18])\n```\n"
    built = build({"docs/index.md": text, "references.bib": BOOKS}, config=CONFIG.format(style="apa"))
    page = built.page("index.html")
    assert '<p>This is <a href="www.google.com">google</a>.</p>' in page
    assert "one([Text1]) --&gt; two([@PM18])" in page
    assert cited(page) == []


def test_a_footnote_in_a_caption_is_one(build):
    """squidfunk/mkdocs-material#8020: the note of a caption was shown beside its text."""
    text = """
    ![Image caption[^1]](one.png){#fig:one alt=x}

    [^1]: Image source
    """
    built = build({"docs/index.md": text, "docs/one.png": ""}, config=CONFIG.format(style="apa"))
    [caption] = elements(built.page("index.html"), "figcaption")
    assert as_text(caption.inner) == "Figure 1. Image caption1"
    assert [each.get("href") for each in elements(caption.inner, "a")] == ["#fn:1"]
    assert built.problems == []
