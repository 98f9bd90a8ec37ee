"""The order in which a reader meets pages."""

from mkdocs_colophon.pipeline.order import chapters, in_reading_order
from mkdocs_colophon.pipeline.page import Page


def page(url, **given):
    return Page(f"{url}.md", url, url, "", name=f"{url}.md", **given)


def test_the_navigation_comes_first_and_then_dates_and_names():
    pages = [page("z"), page("old", meta={"date": "2026-01-01"}), page("b"), page("a"), page("nav")]
    assert [each.url for each in in_reading_order(pages, ["nav", "b"])] == ["nav", "b", "a", "z", "old"]


def test_a_chapter_is_a_place_in_the_navigation_or_what_the_page_says():
    pages = [
        page("home", is_home=True),
        page("one"),
        page("preface", meta={"chapter": False}),
        page("appendix", meta={"chapter": "A"}),
        page("two"),
        page("post"),
    ]
    navigation = ["home", "one", "preface", "appendix", "two"]
    assert chapters(pages, navigation) == {"one": "1", "appendix": "A", "two": "2"}
