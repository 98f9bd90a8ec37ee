"""How the pages of a site are cited, told of and syndicated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from mkdocs_colophon.figures.gallery import Gallery
from mkdocs_colophon.figures.images import first, with_bitmaps
from mkdocs_colophon.html import RenderedPage, unescaped
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import article, block, byline, card, series
from mkdocs_colophon.publication.article import Defaults, Source
from mkdocs_colophon.publication.feed import documents, entries
from mkdocs_colophon.publication.feed.entries import Entry, Feed
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.head import Picture, preview
from mkdocs_colophon.publication.metadata import Parts, Publication
from mkdocs_colophon.urls import relative_url


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is told of the pages of a site, and by what means.

    Attributes
    ----------
    defaults : what holds for every page.
    feed : which pages the feeds hold: "off", "posts" or "all".
    description : of the site.
    bylines : whether lines about an article stand under its title.
    blog_authors : gives the authors by key, for posts in a folder.
    revised : the day of the last change of files, by `Page.name`.
    draw_card : draws the picture of a title and a bitmap, and gives its file; None if there are none.
    """

    defaults: Defaults = field(default_factory=Defaults)
    feed: str = "off"
    description: str = ""
    bylines: bool = True
    blog_authors: Callable[[Path], Mapping[str, str]] = lambda folder: {}
    revised: Mapping[str, Parts] = field(default_factory=dict)
    draw_card: Callable[[str, bytes | None], Path] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a page.

    Attributes
    ----------
    entry : what it says of itself, for the world.
    cited : how it is cited, if it can be, and `byline` what stands under its title then.
    placed : whether its author has said where it stands how the page is cited.
    series : the name of the series of which it is a part.
    card : the file of the picture that other sites show with it, as `picture` says.
    """

    entry: Entry
    cited: Publication | None = None
    byline: str = ""
    placed: bool = False
    series: str = ""
    card: Path | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What is told of the pages.

    Attributes
    ----------
    pages : what is told of each, by its address within the site.
    days : the day on which each was last changed; none at all if it is known of no page.
    feed : what is told of the newest.
    problems : what is wrong with what pages say of themselves.
    """

    pages: Mapping[str, Told] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)
    feed: Feed = field(default_factory=lambda: Feed("", "", ()))
    problems: tuple[Problem, ...] = ()

    @property
    def cards(self) -> dict[str, Path]:
        """The files of the pictures that other sites show, by where they stand on the site."""
        return {card.uri(url): told.card for url, told in self.pages.items() if told.card}

    def told(self, page: RenderedPage, url: str) -> RenderedPage:
        """The finished `page` at `url` with all that is told of it."""
        told = self.pages.get(url)
        page = block.resolve(page, told.cited, told.byline) if told else block.resolve(page, None)
        added = documents.links(self.feed, url)
        if told:
            added += preview(page.head, told.entry.publication, told.picture, home=told.entry.home)
        return page.with_elements(added)


def publish(
    pages: Sequence[Page],
    contents: Mapping[str, str],
    publisher: Publisher,
    gallery: Gallery,
    show: Callable[[str], str],
) -> tuple[Published, dict[str, str]]:
    """How each page is cited and told of, and the `contents`, by URL, with marks where that stands on the page.

    `show` gives HTML with its formulas as feeds can show them.
    """
    defaults, told, problems = publisher.defaults, dict[str, Told](), list[Problem]()
    for page in pages:
        told[page.url], wrong = _told(page, contents[page.url], publisher, gallery, show)
        problems += wrong
    found = [each.entry for each in told.values()]
    feed, wrong = entries.feed(found, publisher.feed, defaults, publisher.description)
    parts = [series.Part(url, each.entry.publication.title, each.series) for url, each in told.items() if each.series]
    marked = {url: _marked(contents[url], url, each, parts, defaults.language) for url, each in told.items()}
    days = {url: each.entry.changed for url, each in told.items()}
    return Published(told, days if any(days.values()) else {}, feed, (*problems, *wrong)), marked


def _marked(content: str, url: str, told: Told, parts: Sequence[series.Part], language: str) -> str:
    """The `content` of a page with marks where its series, its byline and how it is cited are told."""
    content += series.navigation(url, parts, partial(relative_url, page=url), language)
    content += block.place() if told.cited and not told.placed else ""
    return byline.with_place(content) if told.byline else content


def _told(
    page: Page, content: str, publisher: Publisher, gallery: Gallery, show: Callable[[str], str]
) -> tuple[Told, list[Problem]]:
    source = _source(page, content, publisher)
    cited, problems = article.publication(source, publisher.defaults)
    # a post has a byline of the blog's own, and a home page has no need of one
    is_signed = publisher.bylines and not page.is_home and cited and cited.kind == "article"
    lines = byline.byline(cited, byline.minutes(content)) if cited and is_signed else ""
    # the home page is told as a page here, and not as the whole work that it may be cited as
    said, _ = article.read(replace(source, home=False), publisher.defaults)
    said = replace(said, description=said.description or publisher.description)
    shown = show(with_bitmaps(content, page.url, gallery)) if said.issued else ""
    entry = Entry(said, shown, source.fields.words("categories"), bool(page.meta.get("draft")), page.is_home)
    file, picture = _card(said.title, page.url, content, publisher, gallery)
    return Told(entry, cited, lines, source.placed, source.fields.text("series"), file, picture), problems


def _card(
    title: str, url: str, content: str, publisher: Publisher, gallery: Gallery
) -> tuple[Path | None, Picture | None]:
    """The picture that other sites show of the page at `url`: its file, and what is told of it."""
    if not publisher.draw_card:
        return None, None
    figure = first(content, url, gallery)
    bitmap = figure.files.get(".png") if figure else None
    file = publisher.draw_card(title, bitmap.read_bytes() if bitmap else None)
    words = figure.picture.alternative if figure and bitmap else title
    return file, Picture(urljoin(publisher.defaults.site_url, card.uri(url)), card.WIDTH, card.HEIGHT, words)


def _source(page: Page, content: str, publisher: Publisher) -> Source:
    return Source(
        unescaped(str(page.meta.get("title") or page.title)),
        page.address,
        Fields.of_page(page.meta, page.path, page.source),
        home=page.is_home,
        placed=block.place() in content,
        kind="post" if page.is_post else "article",
        blog_authors=publisher.blog_authors(page.file.parent),
        revised=publisher.revised.get(page.name, ()),
    )
