"""Numbers, counted without any page around them."""

import pytest

from mkdocs_colophon.crossref.headings import marked
from mkdocs_colophon.crossref.kinds import KINDS
from mkdocs_colophon.crossref.numbering import collect, number
from mkdocs_colophon.crossref.targets import Mark, PageMarks
from mkdocs_colophon.html.markers import find


def numbers(*marks, **options):
    """The numbers of marks on one page."""
    index, _ = number([PageMarks("a.md", "a/", "A", tuple(marks))], KINDS, **options)
    return [target.number for target in index.pages["a/"]]


def heading(level, **given):
    return Mark("sec", level=level, **given)


def test_each_kind_is_counted_for_itself():
    marks = [
        Mark("fig", "fig:a"),
        Mark("eq", "eq:a"),
        Mark("fig", "fig:b"),
        Mark("thm"),
        Mark("eq", "eq:b"),
        Mark("thm"),
    ]
    assert numbers(*marks) == ["1", "1", "2", "1", "2", "2"]


def test_a_figure_without_a_label_is_counted_when_asked_for():
    marks = [Mark("fig", "fig:a"), Mark("fig"), Mark("fig", "fig:b")]
    assert numbers(*marks) == ["1", "", "2"]
    assert numbers(*marks, every_caption=True) == ["1", "2", "3"]


def test_what_shall_have_no_number_is_not_counted():
    assert numbers(Mark("fig", "fig:a", unnumbered=True), Mark("fig", "fig:b"), Mark("prf"), Mark("thm")) == [
        "",
        "1",
        "",
        "1",
    ]


def test_the_parts_of_a_figure_share_its_number_whichever_comes_first():
    parts = [
        Mark("fig", "fig:x", parent="fig:p"),
        Mark("fig", "", parent="fig:p"),
        Mark("fig", "fig:y", parent="fig:p"),
    ]
    assert numbers(Mark("fig", "fig:a"), *parts, Mark("fig", "fig:p"), Mark("fig", "fig:b")) == [
        "1", "2a", "2b", "2c", "2", "3"
    ]  # fmt: skip


def test_headings_count_by_level_below_the_title():
    levels = [heading(1), heading(2), heading(3), heading(3), heading(2), heading(3), heading(4)]
    assert numbers(*levels, sections=True) == ["", "1", "1.1", "1.2", "2", "2.1", "2.1.1"]


def test_a_heading_that_skips_a_level_counts_from_zero_there():
    assert numbers(heading(1), heading(3), heading(2), sections=True) == ["", "0.1", "1"]


def test_headings_have_no_numbers_unless_asked_for():
    assert numbers(heading(1), heading(2)) == ["", ""]


@pytest.mark.parametrize(
    ("scope", "found"),
    [("page", ["1", "2", "1", "1"]), ("chapter", ["1.1", "1.2", "A.1", "1"]), ("site", ["1", "2", "3", "4"])],
)
def test_numbers_run_over_a_page_a_chapter_or_the_site(scope, found):
    pages = [("1", 2), ("A", 1), ("", 1)]
    pages = [
        PageMarks(
            f"{page}.md", f"{page}/", "", tuple(Mark("fig", f"fig:{page}{n}") for n in range(count)), scope, chapter
        )
        for page, (chapter, count) in enumerate(pages)
    ]
    index, problems = number(pages, KINDS)
    assert [target.number for page in index.pages.values() for target in page] == found
    assert problems == []


def test_two_targets_with_one_label_keep_their_own_numbers_and_the_first_the_label():
    pages = [
        PageMarks("a.md", "a/", "A", (Mark("fig", "fig:x"),)),
        PageMarks("b.md", "b/", "B", (Mark("fig", "fig:y"), Mark("fig", "fig:x"))),
    ]
    index, [(path, problem)] = number(pages, KINDS)
    assert (index.labels["fig:x"].page, [target.number for target in index.pages["b/"]]) == ("a/", ["1", "2"])
    assert (path, problem.code, problem.hint) == ("b.md", "XREF002", "the first stands in a.md; give this one another")


def test_an_alias_leads_to_its_target_and_is_a_label_like_others():
    marks = (Mark("fig", "fig:new", aliases=("fig:old",)), Mark("fig", "fig:old"))
    index, [(_, problem)] = number([PageMarks("a.md", "a/", "A", marks)], KINDS)
    assert index.labels["fig:old"].label == "fig:new"
    assert problem.text == "label 'fig:old' is taken"


def test_marks_are_read_from_html_in_document_order():
    html = (
        '<h2 id="sec:a" class="unnumbered">The <em>size</em><a class="headerlink" href="#sec:a">¶</a></h2>'
        '<colophon-number kind="fig" label="fig:x" parent="fig:p" aliases="fig:o fig:q"></colophon-number>'
        '<h3 id="plain">Plain</h3><colophon-number kind="thm" name="A &lt; B" unnumbered="true"></colophon-number>'
    )
    assert collect(find(marked(html))) == (
        Mark("sec", "sec:a", level=2, unnumbered=True, name="The size"),
        Mark("fig", "fig:x", "fig:p", aliases=("fig:o", "fig:q")),
        Mark("sec", level=3, name="Plain"),
        Mark("thm", unnumbered=True, name="A < B"),
    )


def test_numbers_begin_anew_in_each_section_of_a_page():
    marks = [Mark("fig", "fig:0"), heading(1), heading(2), Mark("fig", "fig:a"), heading(3), Mark("fig", "fig:b")]
    marks += [heading(2), Mark("fig", "fig:c"), Mark("eq", "eq:c"), heading(2, unnumbered=True), Mark("fig", "fig:d")]
    index, _ = number([PageMarks("a.md", "a/", "A", tuple(marks), "section")], KINDS)
    found = [target.number for target in index.pages["a/"] if target.kind != "sec"]
    assert found == ["1", "1.1", "1.2", "2.1", "2.1", "2.2"]
    assert numbers(*marks) == ["1", "", "", "2", "", "3", "", "4", "1", "", "5"]


def test_a_number_may_be_given_and_is_counted_on_from():
    marks = [
        Mark("fig", "fig:a", count=5),
        Mark("fig", "fig:b"),
        Mark("fig", "fig:c", printed="S"),
        Mark("fig", "fig:d"),
    ]
    assert numbers(*marks) == ["5", "6", "S", "8"]


def test_a_section_may_have_a_letter_and_those_in_it_begin_with_that():
    levels = [heading(1), heading(2, printed="A"), heading(3), heading(2, count=7), heading(3, printed="x")]
    assert numbers(*levels, sections=True) == ["", "A", "A.1", "7", "7.x"]


def test_what_is_written_in_braces_is_printed_and_counted_on_from():
    html = '<h2 id="sec:a" label="A" number="4">A</h2>'
    assert collect(find(marked(html))) == (Mark("sec", "sec:a", level=2, name="A", printed="A", count=4),)
    assert marked(html).endswith("</colophon-number>A</h2>") and marked(html).startswith('<h2 id="sec:a"><')
