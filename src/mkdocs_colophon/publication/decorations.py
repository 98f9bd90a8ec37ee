"""A finished page, completed with how it is cited."""

from dataclasses import replace

from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.publication.block import with_block
from mkdocs_colophon.publication.head import elements
from mkdocs_colophon.publication.metadata import Publication
from mkdocs_colophon.publication.words import words


def resolve(page: RenderedPage, publication: Publication | None, byline: str = "") -> RenderedPage:
    """`page` with its metadata, its block and its `byline`; without any if there is no publication.

    >>> resolve(RenderedPage.of("<p>a</p><colophon-publication></colophon-publication>"), None).html
    '<p>a</p>'
    """
    body = with_block(page.body, publication, words(publication.language if publication else "en"), byline)
    page = replace(page, body=body)
    return page.with_elements(elements(page.head, publication)) if publication else page
