"""The order in which a reader meets the pages of a site, and the chapters that they are."""

from collections.abc import Sequence

from mkdocs_colophon.pipeline.page import Page


def in_reading_order(pages: Sequence[Page], navigation: Sequence[str]) -> list[Page]:
    """`pages` as they are read: those of the `navigation`, given by URL, first, then the others by date and name."""
    place = {url: number for number, url in enumerate(navigation)}
    return sorted(pages, key=lambda page: (place.get(page.url, len(place)), str(page.meta.get("date", "")), page.name))


def chapters(pages: Sequence[Page], navigation: Sequence[str]) -> dict[str, str]:
    """The chapters by URL: the place of a page in the navigation but for the home page, or what it says itself."""
    found: dict[str, str] = {}
    counted = 0
    for page in in_reading_order([page for page in pages if page.url in navigation], navigation):
        given = page.meta.get("chapter", not page.is_home)
        if given is not False:
            found[page.url] = chapter = str(counted + 1 if given is True else given)
            counted += chapter.isdigit()
    return found
