"""How the pages of a site are cited, told of and syndicated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.figures.images import first, with_bitmaps
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import article, blog, byline, cff, names, reading, revisions, series, syndication
from mkdocs_colophon.publication.article import Defaults, Source
from mkdocs_colophon.publication.block import place
from mkdocs_colophon.publication.decorations import resolve
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Parts, Publication
from mkdocs_colophon.publication.social import card
from mkdocs_colophon.publication.social.preview import Picture
from mkdocs_colophon.publication.syndication import PageInfo, Syndication
from mkdocs_colophon.urls import relative_url

BLOG_POST = "blog-post.html"  # the template of a post in Material's blog


@dataclass(frozen=True, slots=True)
class Published:
    """What is told of the pages, by their addresses within the site.

    Attributes
    ----------
    publications : those that can be cited.
    bylines : what stands under titles.
    outward : what is told to the world.
    """

    publications: Mapping[str, Publication] = field(default_factory=dict)
    bylines: Mapping[str, str] = field(default_factory=dict)
    outward: Syndication = field(default_factory=Syndication)

    def told(self, page: RenderedPage, url: str) -> RenderedPage:
        """The finished `page` at `url` with all that is told of it."""
        page = resolve(page, self.publications.get(url), self.bylines.get(url, ""))
        return page.with_elements(self.outward.told(url, page.head))


def publish(
    resolved: Sequence[tuple[MkDocsPage, Page]],
    project: Project,
    files: Files,
    gallery: Gallery,
    mathml: Callable[[str], str],
) -> Published:
    """Find out how each page is cited, and mark in its content the places where that is told.

    `resolved` are the pages with what they were before; `mathml` gives HTML with its formulas as feeds can show them.
    """
    defaults = _defaults(project)
    revised = _revised(project)
    authors = cache(partial(blog.authors, top=Path(project.config.docs_dir)))
    sources = {page.url: _source(page, was, authors, revised) for page, was in resolved}
    pages = [page for page, _ in resolved]
    publications, bylines = _cited(pages, sources, defaults, project)

    def shown(page: MkDocsPage) -> str:
        return mathml(with_bitmaps(page.content or "", page.url, gallery))

    told = {page.url: _told(page, sources[page.url], defaults, project, shown) for page in pages}
    description = project.config.site_description or ""
    feed, problems = syndication.feed(list(told.values()), project.options.feed, defaults, description)
    project.log.note(*(problem.at(project.file) for problem in problems))
    state = Syndication(told, feed)
    if state.is_dated:  # or the sitemap would say nothing at all
        for page in pages:
            page.update_date = state.changed(page.url)
    for name, text in state.files.items():
        files.append(File.generated(project.config, name, content=text))
    pictures = _cards(pages, state, project, files, gallery) if project.options.social_cards else {}
    _mark(pages, sources, publications, bylines, defaults)
    return Published(publications, bylines, replace(state, pictures=pictures))


def _cited(
    pages: Sequence[MkDocsPage], sources: Mapping[str, Source], defaults: Defaults, project: Project
) -> tuple[dict[str, Publication], dict[str, str]]:
    """The publications among `pages`, and the lines that stand under their titles."""
    publications, bylines = {}, {}
    for page in pages:
        found, problems = article.publication(sources[page.url], defaults)
        project.log.note(*problems)
        if found:
            publications[page.url] = found
            # a post has a byline of the blog's own, and a home page has no need of one
            if project.options.byline and found.kind == "article" and not page.is_homepage:
                bylines[page.url] = byline.byline(found, reading.minutes(page.content or ""))
    return publications, bylines


def _mark(
    pages: Sequence[MkDocsPage],
    sources: Mapping[str, Source],
    publications: Mapping[str, Publication],
    bylines: Mapping[str, str],
    defaults: Defaults,
) -> None:
    """Mark in each page's content where its series, its byline and how it is cited are told."""
    parts = [series.Part(url, each.title, each.fields.text("series")) for url, each in sources.items()]
    parts = [part for part in parts if part.series]
    for page in pages:
        link = partial(relative_url, page=page.url)
        content = (page.content or "") + series.navigation(page.url, parts, link, defaults.language)
        if page.url in publications and not sources[page.url].placed:
            content += place()
        page.content = byline.with_place(content) if page.url in bylines else content


def _cards(
    pages: Sequence[MkDocsPage], state: Syndication, project: Project, files: Files, gallery: Gallery
) -> dict[str, Picture]:
    """The pictures that other sites show of `pages`, by address; they are made a part of the site."""
    font, config = card.font_file(), project.config
    if font is None or not config.site_url:
        project.log.note(Problem("PUB008", "there are no social cards", card.NEEDS, project.file))
        return {}
    pictures: dict[str, Picture] = {}
    for page in pages:
        title = state.pages[page.url].publication.title
        drawing = first(page.content or "", page.url, gallery)
        bitmap = drawing.files.get(".png") if drawing else None
        content = bitmap.read_bytes() if bitmap else None
        path = card.kept(project.cache / "cards", title, config.site_name, content, font)
        uri = card.uri(page.url)
        files.append(File.generated(config, uri, abs_src_path=str(path)))
        words = drawing.alternative if drawing and bitmap else title
        pictures[page.url] = Picture(urljoin(config.site_url, uri), card.WIDTH, card.HEIGHT, words)
    return pictures


def _revised(project: Project) -> Mapping[str, Parts]:
    """When files below the folder of pages last changed, as git has it, by their path from there."""
    if not project.options.updated_from_git:
        return {}
    days, unknown = revisions.changed(Path(project.config.docs_dir))
    project.log.note(*unknown)
    return days


def _source(
    page: MkDocsPage, was: Page, authors: Callable[[Path], Mapping[str, str]], revised: Mapping[str, Parts]
) -> Source:
    return Source(
        unescape(str(page.meta.get("title") or page.title)),  # MkDocs takes it from a heading as HTML
        page.canonical_url or "",
        Fields.of_page(page.meta, was.path, was.source),
        home=page.is_homepage,
        placed=place() in (page.content or ""),
        kind="post" if page.meta.get("template") == BLOG_POST else "article",
        blog_authors=authors(Path(page.file.abs_src_path or "").parent),
        revised=revised.get(page.file.src_uri, ()),
    )


def _told(
    page: MkDocsPage, source: Source, defaults: Defaults, project: Project, shown: Callable[[MkDocsPage], str]
) -> PageInfo:
    # the home page is told as a page here, and not as the whole work that it may be cited as
    said, _ = article.read(replace(source, home=False), defaults)
    said = replace(said, description=said.description or project.config.site_description or "")
    content = shown(page) if said.issued else ""
    filed = source.fields.words("categories")
    return PageInfo(said, content, filed, draft=bool(page.meta.get("draft")), home=page.is_homepage)


def _defaults(project: Project) -> Defaults:
    """What mkdocs.yml and CITATION.cff say for every page."""
    path, config, options = project.root / cff.FILE, project.config, project.options
    work, broken = cff.read(path.read_text("utf-8", errors="replace")) if path.is_file() else (Publication(""), [])
    authors, wrong = names.read(Fields({"authors": options.authors}, project.file, ""), "authors", {})
    project.log.note(*broken, *wrong)
    return Defaults(
        config.site_name,
        config.site_url or "",
        authors or work.authors,
        options.license,
        project.language,
        work,
        options.how_to_cite,
    )
