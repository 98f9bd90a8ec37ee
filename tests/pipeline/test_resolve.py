"""A page without a host around it."""

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.pandoc import PandocError
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.resolve import prepared, resolve
from mkdocs_colophon.pipeline.site import Site


def test_citations_are_marked_when_no_engine_formats_them():
    def fail(citations):
        raise PandocError("no pandoc")

    html = (
        '<colophon-cite cites="[[&quot;a&quot;, &quot;&quot;, &quot;&quot;, false]]" form="group">[@a]</colophon-cite>'
    )
    library = Library("x.bib", {"a": Entry("a", "", 1)}, exists=True)
    everything = Site(wording("default", "en", {}), library, fail, lambda *_: "")
    assert (
        resolve(prepared(Page("p.md", "p/", "P", html)), everything).html
        == '<span class="unresolved" data-label="a">¿a?</span>'
    )
