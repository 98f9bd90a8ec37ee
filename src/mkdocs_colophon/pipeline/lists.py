"""What a resolved page shows of other resolved pages: lists, the sources of the site, who refers to a figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_colophon.citations import bibliography
from mkdocs_colophon.crossref.catalog import with_citing_pages
from mkdocs_colophon.html import Marker, markers
from mkdocs_colophon.pipeline import bibliographies, cites
from mkdocs_colophon.pipeline.page import Page, Resolved
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.source import locate
from mkdocs_colophon.urls import relative_url


@dataclass(frozen=True, slots=True)
class Citing:
    """Where on the site things are referred to and cited.

    Attributes
    ----------
    labels : by label, the pages that refer to it.
    keys : by bibliography key, in reading order, the pages that cite it, each with the ids of its citations.
    """

    labels: Mapping[str, Sequence[Page]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[tuple[Page, Sequence[str]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Sequence[Page], resolved: Mapping[str, Resolved]) -> "Citing":
        """What `pages`, whose resolved content is given by URL, refer to and cite."""
        labels: dict[str, list[Page]] = {}
        keys: dict[str, list[tuple[Page, Sequence[str]]]] = {}
        for page in pages:
            for label in dict.fromkeys(resolved[page.url].labels):
                labels.setdefault(label, []).append(page)
            for key, ids in resolved[page.url].places.items():
                keys.setdefault(key, []).append((page, ids))
        return cls(labels, keys)


def complete(page: Page, resolved: Resolved, site: Site, where: Citing) -> str:
    """The HTML of a resolved page with what needs other resolved pages: lists and, if wanted, back-links."""

    def link(url: str) -> str:
        return "" if url == page.url else relative_url(url, page.url)

    def listed(marker: Marker) -> str:
        if marker.name == "bibliography":
            return _sources(marker, page, resolved, site, where, link)
        return (
            site.catalog.listed(marker, page.url, link, site.kinds) if marker.name == "list" else markers.write(marker)
        )

    html = markers.replace(resolved.html, listed)
    if not site.cited_in:
        return html
    targets = [target.label for target in site.index.pages.get(page.url, ()) if target.label in where.labels]
    cited = {label: [(each.url, each.title) for each in where.labels[label]] for label in targets}
    return with_citing_pages(html, cited, page.url, link, site.wording.said.cited_in)


def empty(pages: Sequence[Page], site: Site, where: Citing) -> list[Problem]:
    """The problems of lists of what the site cites that select nothing of it."""
    problems = []
    for page in pages:
        reader, keys = site.reader(page), list(where.keys)
        lists = [each for each in page.markers if each.name == "bibliography" and each.data.get("scope") == "site"]
        idle = [each for each in lists if "where" in each.data and not bibliographies.wanted(each, keys, reader)]
        found = [bibliographies.nothing(each, reader, keys) for each in idle]
        problems += locate(found, page.path, page.source)
    return problems


def _sources(
    marker: Marker, page: Page, resolved: Resolved, site: Site, where: Citing, link: Callable[[str], str]
) -> str:
    """The list of what the site cites, as a marker on `page` asks for it."""
    reader = site.reader(page)
    pages = {key: [(link(each.url), each.title, ids) for each, ids in places] for key, places in where.keys.items()}
    return bibliography.site_section(
        cites.entries(
            bibliographies.wanted(marker, list(where.keys), reader),
            reader,
            divided=marker.data.get("group", "none") != "none",
        ),
        reader.entries,
        pages,
        reader.words,
        marker.data.get("group", "none"),
        taken=resolved.places.__contains__,
    )
