"""What MkDocs knows of a page beside its content: its order, chapter, title and table of contents."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import unescape

from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from mkdocs_colophon.citations import frontmatter
from mkdocs_colophon.citations.bibliography import HEADING_ID
from mkdocs_colophon.citations.request import Style
from mkdocs_colophon.crossref.references import plain
from mkdocs_colophon.figures import values
from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.math import macros
from mkdocs_colophon.pipeline.page import Page, Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.source import locate


def in_reading_order(nav: Sequence[MkDocsPage], pages: Sequence[MkDocsPage]) -> list[MkDocsPage]:
    """`pages` as they are read: those of the navigation first, then the others by date and name."""
    place = {id(page): number for number, page in enumerate(nav)}
    return sorted(
        pages, key=lambda page: (place.get(id(page), len(place)), str(page.meta.get("date", "")), page.file.src_uri)
    )


def chapters(nav: Sequence[MkDocsPage]) -> dict[int, str]:
    """The chapters by page: its place among the pages of the navigation but for the home page, or what it says."""
    found: dict[int, str] = {}
    counted = 0
    for page in nav:
        given = page.meta.get("chapter", not page.is_homepage)
        if given is not False:
            found[id(page)] = chapter = str(counted + 1 if given is True else given)
            counted += chapter.isdigit()
    return found


def read(page: MkDocsPage, project: Project, chapter: str, style: Style, source: str | None) -> Page:
    """`page` as it is resolved; what is wrong with its front matter is noted.

    `source` is the text in which the words of a problem are found, if that is not the text of its file.
    """
    name, scope = project.name(page), page.meta.get("numbering", project.options.numbering)
    source = page.file.content_string if source is None else source
    if scope not in ("page", "chapter", "site"):
        text = f"unknown numbering '{scope}' in the front matter"
        project.log.note(Problem("XREF012", text, "there is page, chapter and site", name))
        scope = project.options.numbering
    request, problems = frontmatter.read(page.meta, style, project.language, project.root, name, source)
    commands, wrong = macros.read(page.meta.get("macros"))
    project.log.note(*problems, *_placed(wrong, "macros", page, name, source))
    return Page(
        name,
        page.url,
        unescape(str(page.title)),  # MkDocs takes it from a heading as HTML
        page.content or "",
        source,
        scope=scope,
        chapter=chapter,
        refplus=page.meta.get("refplus") is True,
        request=request,
        macros=commands,
    )


def quote(page: MkDocsPage, project: Project, gallery: Gallery) -> list[Problem]:
    """Put values into what MkDocs shows of a page outside of its content, and say what is wrong with that."""
    found: list[Problem] = []
    for key in ("title", "description"):
        if "@val:" in str(page.meta.get(key, "")):
            page.meta[key], problems = values.plain(str(page.meta[key]), gallery)
            found += locate(problems, project.name(page), page.file.content_string)
    if "@val:" in str(page.title):
        page.title, problems = values.plain(str(page.title), gallery)
        # a title that stands in the file is told of as what it is there: front matter or a heading
        found += [each.at(project.file) for each in problems if each.needle not in page.file.content_string]
    return found


def reword(page: MkDocsPage, site: Site) -> None:
    """Put words for the references in what MkDocs shows of a page outside of its content."""
    for key in ("title", "description"):
        if "@" in str(page.meta.get(key, "")):
            page.meta[key] = plain(str(page.meta[key]), site.index, site.wording)
    if "@" in str(page.title):
        page.title = plain(str(page.title), site.index, site.wording)


def retitle(items: Iterable[AnchorLink], texts: Mapping[str, str]) -> None:
    """Give the entries of a table of contents the words that their headings have now."""
    for item in items:
        item.title = texts.get(item.id, item.title)
        retitle(item.children, texts)


def note_anchors(page: MkDocsPage) -> None:
    """Tell MkDocs of the ids that resolving has made, and the table of contents of the bibliography."""
    ids = {part.partition('"')[0] for part in (page.content or "").split(' id="')[1:]}
    page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
    if heading := re.search(f'<h2 id="{HEADING_ID}">(.*?)</h2>', page.content or ""):
        top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
        top.append(AnchorLink(heading[1], HEADING_ID, 2))


def _placed(problems: Sequence[Problem], field: str, page: MkDocsPage, name: str, source: str) -> list[Problem]:
    """`problems` with parts of a field, at their places."""
    if not problems:
        return []
    fields = Fields.of_page(page.meta, name, source)
    if not fields.yaml:  # that of a notebook is a cell
        return locate([replace(each, needle=each.needle or field) for each in problems], name, source)
    return [fields.placed(each, field, *([each.needle] if each.needle else [])) for each in problems]
