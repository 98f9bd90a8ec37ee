"""Excerpts of posts on the pages of a blog, which renders them after every page has been resolved.

An excerpt is the beginning of a post: each of its markers is one of the post's, and reads as it does there, with the
post's numbers, and with links to the post. Ids stand in the post alone.
"""

from collections.abc import Mapping
from functools import partial

from mkdocs_colophon.citations import in_text
from mkdocs_colophon.crossref import insert_numbers
from mkdocs_colophon.crossref.catalog import rebased
from mkdocs_colophon.crossref.headings import LEVELS
from mkdocs_colophon.html import Element, Marker, Tag, attributes, elements, markers, replaced, with_tags
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.resolver import Resolver
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.urls import relative_url, site_url

_NAMING = ("aria-labelledby", "aria-describedby")  # what names an element by the id of another


def resolved(html: str, url: str, posts: Mapping[str, Page], site: Site) -> str:
    """The finished page `html` at `url` with its excerpts of `posts`, given by URL, and copies of anything else."""

    def excerpt(article: Element) -> str:
        post = posts.get(_post(article, url))
        return article.around(_of_post(article.inner, url, post, site)) if post else article.outer

    if posts and url not in posts:
        html = replaced(html, elements(html, "article"), excerpt)
    if not markers.is_in(html):
        return html
    html, found = markers.numbered(html)
    copies = Resolver(Page("", url, "", html, markers=found, request=site.request), site)
    return _finished(markers.replace(html, copies.elsewhere), site)


def _post(article: Element, url: str) -> str:
    """The address of the post of which `article` is an excerpt: its title leads there."""
    title = next(iter(elements(article.inner, *LEVELS)), None)
    link = next(iter(elements(title.inner, "a")), None) if title else None
    return site_url(link.get("href").partition("#")[0], url) if link else url


def _of_post(html: str, url: str, post: Page, site: Site) -> str:
    """The excerpt `html` of `post` on the page at `url`."""
    resolver, known = Resolver(post, site), list(post.markers)
    link = partial(relative_url, page=url)

    def shown(marker: Marker) -> str:
        found = next((place for place, each in enumerate(known) if _is_same(each, marker)), None)
        if found is None:
            return markers.text(marker)
        origin = known[found]
        del known[: found + 1]
        return rebased(resolver.elsewhere(origin), post.url, url, link)

    return _without_ids(_finished(markers.replace(html, shown), site))


def _is_same(one: Marker, other: Marker) -> bool:
    return (one.name, one.data, one.text) == (other.name, other.data, other.text)


def _finished(html: str, site: Site) -> str:
    html = in_text.closed(insert_numbers.with_names(html, site.wording))
    return insert_numbers.with_collected(html) if site.wording.pandoc else html


def _without_ids(html: str) -> str:
    """`html` without ids, which stand at home only, but that of its title, and those that a label in it needs."""
    titles = (heading.get("id") for heading in elements(html, *LEVELS)[:1])
    kept = {*titles, *(label.get("for") for label in elements(html, "label"))}

    def bare(tag: Tag) -> str:
        given = attributes.read(tag.text)
        gone = [name for name in _NAMING if name in given and not kept.issuperset(given[name].split())]
        return attributes.without(tag.text, *gone, *([] if given.get("id") in kept else ["id"]))

    return with_tags(html, bare)
