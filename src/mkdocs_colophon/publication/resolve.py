"""A finished page, completed with how it is cited."""

from mkdocs_colophon.publication.block import with_block
from mkdocs_colophon.publication.head import with_metadata
from mkdocs_colophon.publication.model import Publication
from mkdocs_colophon.publication.words import words


def resolve(html: str, publication: Publication | None, byline: str = "") -> str:
    """The whole page `html` with its metadata, its block and its `byline`; without any if there is no publication.

    >>> resolve("<p>a</p><colophon-publication></colophon-publication>", None)
    '<p>a</p>'
    """
    html = with_block(html, publication, words(publication.language if publication else "en"), byline)
    return with_metadata(html, publication) if publication else html
