"""Pages between MkDocs and the pipeline: what MkDocs knows of a page, and what it is told of it."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from mkdocs_colophon.citations import styles
from mkdocs_colophon.citations.bibliography import HEADING_ID
from mkdocs_colophon.crossref import declarations, kinds
from mkdocs_colophon.host.mkdocs.inclusions import included
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.html import as_html, attributes, elements, tags, unescaped
from mkdocs_colophon.pipeline.build import Built
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.titles import FIELDS
from mkdocs_colophon.pipeline.unpublished import Unpublished
from mkdocs_colophon.problems import Problem

SYNTAX = "mkdocs_colophon.pipeline.syntax"
HEXO = "mkdocs_colophon.citations.syntax.hexo"
BLOG_POST = "blog-post.html"  # the template of a post in Material's blog


def declare(config: MkDocsConfig, labels: Mapping[str, object]) -> None:
    """Have MkDocs render pages with the kinds that `labels` declare, if these are well-formed."""
    try:
        own = declarations.checked(labels)
    except ValueError:  # which is told where the words are read
        own = {}
    config.mdx_configs[SYNTAX] = {"kinds": kinds.with_declared(kinds.KINDS, own)}


def configure(config: MkDocsConfig, page: MkDocsPage) -> None:
    """Have MkDocs render `page` with the extension that its front matter asks for."""
    spoken = styles.locale(str(page.meta.get("lang") or config.theme.get("language", "en")))
    config.mdx_configs[HEXO] = {"enabled": page.meta.get("refplus") is True, "language": spoken}


def render(page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Have MkDocs render a `page` that `--dirty` leaves out: others refer to what stands on it."""
    page = config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    markdown = page.markdown or ""
    page.markdown = config.plugins.on_page_markdown(markdown, page=page, config=config, files=files)
    page.render(config, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def read(page: MkDocsPage, project: Project, source: str | None) -> Page:
    """`page` as the pipeline knows it; `source` is the text of its file, if MkDocs has not read that itself."""
    text = page.file.content_string if source is None else source
    return Page(
        project.name(page),
        page.url,
        unescaped(str(page.title)),  # MkDocs takes it from a heading as HTML
        page.content or "",
        text,
        included(text, page.file, project),
        titled_in=project.file,
        meta=page.meta,
        address=page.canonical_url or "",
        file=Path(page.file.abs_src_path or ""),
        name=page.file.src_uri,
        is_home=page.is_homepage,
        is_post=page.meta.get("template") == BLOG_POST,
    )


def unpublished(files: Files, project: Project) -> list[Unpublished]:
    """The pages that no reader gets, each as far as it is a file."""
    return [
        Unpublished(project.relative(path), _reason(file), partial(path.read_text, "utf-8", "replace"))
        for file in files.documentation_pages(inclusion=InclusionLevel.is_excluded)
        if file.abs_src_path and (path := Path(file.abs_src_path)).is_file()
    ]


def _reason(file: File) -> str:
    is_draft = file.inclusion is InclusionLevel.DRAFT or (file.page is not None and file.page.meta.get("draft") is True)
    return "which is a draft" if is_draft else "which is not published"


def tell(page: MkDocsPage, built: Built) -> None:
    """Tell MkDocs what has become of `page`."""
    now, days = built.pages[page.url], built.published.days
    # once it is told, MkDocs no longer looks for it in front matter and file, which it does for each entry of each menu
    title = page.title
    page.title = as_html(now.title) if now.title != unescaped(str(title)) else title
    for key in FIELDS:
        if key in page.meta:
            page.meta[key] = now.meta[key]
    retitle(page.toc, built.headings[page.url])
    before, page.content = page.content or "", built.contents[page.url]
    page.update_date = days.get(page.url, page.update_date)
    if page.content.count(" id=") != before.count(" id="):
        _note_anchors(page)


def retitle(items: Iterable[AnchorLink], texts: Mapping[str, str]) -> None:
    """Give the entries of a table of contents the words that their headings have now."""
    for item in items if texts else ():
        item.title = texts.get(item.id, item.title)
        retitle(item.children, texts)


def placed(problem: Problem, project: Project) -> Problem:
    """`problem`, which is one of mkdocs.yml if it is of no other file."""
    return problem if problem.path else project.placed(problem)


def _note_anchors(page: MkDocsPage) -> None:
    """Tell MkDocs of the ids that resolving has made, and the table of contents of the bibliography."""
    content = page.content or ""
    ids = {attributes.read(tag.text).get("id", "") for tag in tags(content) if "id" in tag.text and not tag.is_end}
    page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
    for heading in elements(content, "h2") if HEADING_ID in ids else ():
        if heading.get("id") == HEADING_ID:
            top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
            top.append(AnchorLink(heading.inner, HEADING_ID, 2))
