"""Ways between pages, and pages without a MkDocs around them."""

import pytest

from mkdocs_colophon.citations.engine import EngineError
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.crossref.targets import Index
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline import page, resolve
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


def test_citations_are_marked_when_no_engine_formats_them():
    def fail(citations):
        raise EngineError("no pandoc")

    html = (
        '<colophon-cite cites="[[&quot;a&quot;, &quot;&quot;, &quot;&quot;, false]]" form="group">[@a]</colophon-cite>'
    )
    library = Library("x.bib", {"a": Entry("a", "", 1)}, exists=True)
    everything = page.Site(Index(), wording("default", "en", {}), library, fail, lambda *_: "")
    assert (
        resolve.resolve(page.Page("p.md", "p/", "P", html), everything).html
        == '<span class="unresolved" data-label="a">¿a?</span>'
    )
