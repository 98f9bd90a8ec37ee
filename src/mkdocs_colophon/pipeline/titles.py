"""What is shown of a page outside of its content: its title, and what its front matter says in words."""

from dataclasses import replace

from mkdocs_colophon.crossref.headings import LEVELS
from mkdocs_colophon.crossref.references import plain
from mkdocs_colophon.figures import values
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.html import as_text, elements
from mkdocs_colophon.pipeline.page import Page, Resolved
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate

FIELDS = ("title", "description")


def quoted(page: Page, gallery: Gallery) -> tuple[Page, list[Problem]]:
    """`page` with values in the words of its title and its front matter, and what is wrong with these."""
    found: list[Problem] = []
    meta = dict(page.meta)
    for key in FIELDS:
        if "@val:" in str(meta.get(key, "")):
            meta[key], problems = values.plain(str(meta[key]), gallery)
            found += locate(problems, page.path, page.source)
    title, problems = values.plain(page.title, gallery) if "@val:" in page.title else (page.title, [])
    # a title that stands in the file is told of as what it is there: front matter or a heading
    found += [problem.at(page.titled_in) for problem in problems if problem.needle not in page.source]
    return replace(page, title=title, meta=meta), found


def worded(page: Page, site: Site) -> Page:
    """`page` with words for the references in its title and its front matter."""
    meta = {
        key: plain(str(value), site.index.labels, site.wording) if key in FIELDS and "@" in str(value) else value
        for key, value in page.meta.items()
    }
    title = plain(page.title, site.index.labels, site.wording) if "@" in page.title else page.title
    return replace(page, title=title, meta=meta)


def retitled(page: Page, resolved: Resolved) -> Page:
    """`page` with its title as its first heading reads in its `resolved` content, if the title cites something."""
    first = next(iter(elements(resolved.html, *LEVELS)), None) if "@" in page.title else None
    words = resolved.headings.get(first.get("id")) if first else None
    return replace(page, title=as_text(words)) if words is not None else page
