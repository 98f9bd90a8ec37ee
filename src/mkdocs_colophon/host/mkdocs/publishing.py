"""What mkdocs.yml, CITATION.cff and git say of how the pages of a site are published."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.pipeline.publishing import Publisher
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import blog, card, cff, names, revisions
from mkdocs_colophon.publication.article import Defaults
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Parts, Publication


def publisher(project: Project) -> Publisher:
    """How the pages of `project` are published; what is wrong with what it says is noted."""
    config, options = project.config, project.options
    return Publisher(
        defaults=_defaults(project),
        feed=options.feed,
        description=config.site_description or "",
        bylines=options.byline,
        blog_authors=cache(partial(blog.authors, top=Path(config.docs_dir))),
        revised=_revised(project),
        draw_card=_card(project) if options.social_cards else None,
    )


def has_feed(project: Project) -> bool:
    """Whether `project` will have feeds: as long as a blog has posts, or a page a date."""
    is_blog = any(name.rpartition("/")[2] == "blog" for name in project.config.plugins)
    feed = project.options.feed
    return bool(project.config.site_url) and (feed == "all" or (feed == "posts" and is_blog))


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


def _revised(project: Project) -> Mapping[str, Parts]:
    """When files below the folder of pages last changed, as git has it, by their path from there."""
    if not project.options.updated_from_git:
        return {}
    days, unknown = revisions.changed(Path(project.config.docs_dir))
    project.log.note(*unknown)
    return days


def _card(project: Project) -> Callable[[str, bytes | None], Path] | None:
    """What draws a social card; None, and a problem, if that cannot be."""
    font, config = card.font_file(), project.config
    if font is None or not config.site_url:
        project.note(Problem("PUB008", "there are no social cards", card.NEEDS), "social_cards")
        return None

    def drawn(title: str, picture: bytes | None) -> Path:
        below = config.site_name if config.site_name != title else ""
        return card.kept(project.cache / "cards", title, below, picture, font)

    return drawn
