"""Ways between the pages of a site."""

import pytest

from mkdocs_colophon.urls import relative_url


@pytest.mark.parametrize(
    ("url", "origin", "way"),
    [
        ("b/", "a/", "../b/"),
        ("b.html", "a.html", "b.html"),
        ("x/b.html", "a.html", "x/b.html"),
        ("b.html", "x/a.html", "../b.html"),
        ("a/b/", "a/c/", "../b/"),
        ("", "a/b/", "../../"),
        ("a/", "", "a/"),
        ("", "", "./"),
        ("a/b/", "a/", "b/"),
        ("index.html", "a/b.html", "../index.html"),
    ],
)
def test_the_way_between_two_pages(url, origin, way):
    assert relative_url(url, origin) == way
