"""A page as a publication: what its front matter says, and the site where it says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import names
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Author, Kind, Parts, Publication


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every page that does not say otherwise.

    Attributes
    ----------
    site : the name of the site, and `site_url` its address.
    work : what CITATION.cff describes; the home page, if it asks to be cited, is cited as that.
    dated : whether a page with an author and a date is cited without asking for it.
    """

    site: str = ""
    site_url: str = ""
    authors: tuple[Author, ...] = ()
    license: str = ""
    language: str = "en"
    work: Publication = field(default_factory=lambda: Publication(""))
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A page, as far as it matters here.

    Attributes
    ----------
    url : its address with the host, or nothing.
    home : whether it is the home page.
    placed : whether the author has said where the block stands, which is asking for it.
    blog_authors : names by key, for a post that names its authors by key.
    revised : the day of its last change as its file's history has it, if it has one.
    """

    title: str
    url: str
    fields: Fields
    home: bool = False
    placed: bool = False
    kind: Kind = "article"
    blog_authors: Mapping[str, str] = field(default_factory=dict)
    revised: Parts = ()


def publication(page: Source, defaults: Defaults) -> tuple[Publication | None, list[Problem]]:
    """How `page` is cited, or None if it is not, and what is wrong with what it says."""
    wanted, problems = _wanted(page)
    problems += page.fields.unreadable()
    unasked = wanted is None and (page.home or not defaults.dated)
    if wanted is False or unasked:
        return None, problems
    found, wrong = read(page, defaults)
    problems += wrong
    if wanted and not found.authors:
        hint = "name one under `authors`, in the front matter, in mkdocs.yml or in CITATION.cff"
        problems.append(page.fields.problem("PUB006", "the page is to be cited, but has no author", hint, "cite"))
    return (found if wanted or (found.authors and found.issued) else None), problems


def _wanted(page: Source) -> tuple[bool | None, list[Problem]]:
    """Whether the page asks to be cited, or not to be, or says nothing of it."""
    value = page.fields.values.get("cite")
    if isinstance(value, bool):
        return value, []
    wanted = True if page.placed else None
    if value is None:
        return wanted, []
    return wanted, [page.fields.problem("PUB005", f"`cite` is '{value}'", "it is true or false", "cite")]


def read(page: Source, defaults: Defaults) -> tuple[Publication, list[Problem]]:
    """What `page` says of itself, cited or not, and what is wrong with that."""
    fields = page.fields
    problems: list[Problem] = []
    authors, wrong = names.read(fields, "authors" if "authors" in fields.values else "author", page.blog_authors)
    date = fields.values.get("date")
    told = date if isinstance(date, Mapping) else {"created": date}  # Material's blog has both in one field
    changed = told.get("updated")
    issued, undated = fields.day("date", told.get("created"))
    updated, unknown = fields.day("updated", fields.values.get("updated") if changed is None else changed)
    is_told = "updated" in fields.values or changed is not None
    number, malformed = fields.doi()
    problems += [*wrong, *undated, *unknown, *malformed]
    whole = defaults.work if page.home and defaults.work.title else None
    own = Publication(
        page.title,
        authors or defaults.authors,
        issued,
        updated if is_told else _since(issued, page.revised),
        page.kind,
        page.url,
        number,
        container=defaults.site,
        container_url=defaults.site_url,
        license=fields.text("license") or defaults.license,
        language=fields.text("lang") or defaults.language,
        description=fields.text("description"),
        keywords=fields.words("keywords") or fields.words("tags"),
        version=fields.text("version"),
    )
    return (_as_whole(own, whole) if whole else own), problems


def _since(issued: Parts, revised: Parts) -> Parts:
    """The day of a last change, if it is after publication as far as that is known: before it, nobody saw the page."""
    return revised if not issued or revised[: len(issued)] > issued else ()


def _as_whole(own: Publication, whole: Publication) -> Publication:
    """The work of which `own` is the home page."""
    return replace(
        whole,
        authors=whole.authors or own.authors,
        issued=whole.issued or own.issued,
        url=own.url,
        language=own.language,
        license=whole.license or own.license,
    )
