"""The lines under a title: what they say, in which language, and where they stand."""

import pytest

from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.publication.block import place, resolve
from mkdocs_colophon.publication.byline import byline, with_place
from mkdocs_colophon.publication.metadata import Author, Publication

AUTHORS = (Author("Lovelace", "Ada"), Author("The <Engine> Group", organization=True))


def test_it_names_authors_dates_time_and_the_way_to_cite():
    html = byline(Publication("A", AUTHORS, (2026, 11, 20), (2026, 11, 24)), 12)
    assert html == (
        '<div class="article-head"><p>'
        '<span class="article-author">Ada Lovelace, The &lt;Engine&gt; Group</span>'
        '<span class="article-date"><time datetime="2026-11-20">November 20, 2026</time></span>'
        '<span class="article-updated">Updated <time datetime="2026-11-24">November 24, 2026</time></span>'
        '<span class="article-reading">12 min read</span>'
        '<span class="article-cite"><a href="#how-to-cite">How to cite this page</a></span></p></div>'
    )


def test_what_is_not_known_is_not_said():
    assert byline(Publication("A"), 1) == (
        '<div class="article-head"><p><span class="article-reading">1 min read</span>'
        '<span class="article-cite"><a href="#how-to-cite">How to cite this page</a></span></p></div>'
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-AT", ("20. November 2026", "Aktualisiert am", "12 Min. Lesezeit")),
        ("fr", ("20 novembre 2026", "Mis à jour le", "12 min de lecture")),
        ("zh-Hant", ("2026年11月20日", "更新於", "閱讀約 12 分鐘")),
        ("pt-PT", ("20 de novembro de 2026", "Atualizado a", "12 min de leitura")),
        ("eo", ("November 20, 2026", "Updated", "12 min read")),
    ],
)
def test_it_speaks_the_language_of_the_page(language, said):
    html = byline(Publication("A", AUTHORS, (2026, 11, 20), (2026, 11, 24), language=language), 12)
    assert [words for words in said if words not in html.replace("\N{NO-BREAK SPACE}", " ")] == []


@pytest.mark.parametrize(
    ("issued", "shown"),
    [((2026,), '<time datetime="2026">2026</time>'), ((2026, 11), '<time datetime="2026-11">November 2026</time>')],
)
def test_a_date_is_told_as_far_as_it_is_known(issued, shown):
    assert byline(Publication("A", issued=issued), 12) == (
        f'<div class="article-head"><p><span class="article-date">{shown}</span>'
        '<span class="article-reading">12 min read</span>'
        '<span class="article-cite"><a href="#how-to-cite">How to cite this page</a></span></p></div>'
    )


def test_without_a_title_of_its_own_the_place_is_before_the_text():
    assert with_place("<p>b</p>") == f"{place('byline')}<p>b</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<H1 class='a>b'>A</H1 >", "<p>b</p>"),
        ("<!-- <h1>Old</h1> --><script>'<h1>x</h1>'</script><h1>A</h1>", "<p>b</p>"),
        ("", "<p>b</p><!-- <h1>Old</h1> -->"),
        ("", "<h1>A without an end"),
    ],
)
def test_the_place_is_behind_the_title_that_a_browser_shows(before, after):
    assert with_place(before + after) == before + place("byline") + after


def test_byline_and_block_each_take_their_own_place():
    page = RenderedPage.of(f"{place()}<h1>A</h1>{place('byline')}")
    html = resolve(page, Publication("A", AUTHORS, (2026,)), "<i>by</i>").html
    assert html.endswith("<h1>A</h1><i>by</i>")
    assert html.startswith("<details")


@pytest.mark.parametrize("publication", [None, Publication("A", AUTHORS, (2026,))])
def test_a_second_place_and_one_without_a_publication_go(publication):
    twice = place("byline") * 2
    html = resolve(RenderedPage.of(f"<p>a</p>{twice}"), publication, "<i>by</i>").html
    assert html == "<p>a</p>" + ("<i>by</i>" if publication else "")
