"""The key by which a publication is cited, the same in every format and every build."""

import re
import unicodedata

from mkdocs_colophon.publication.metadata import Publication

_SMALL = re.compile("a|an|and|as|at|by|for|from|how|in|of|on|or|the|to|what|when|where|which|why|with")


def citation_key(publication: Publication) -> str:
    """First author, year and the first word of the title that says something, in ASCII.

    >>> from mkdocs_colophon.publication.metadata import Author
    >>> citation_key(Publication("The cross-ratio", (Author("Gödel", "Kurt"),), (1931, 2)))
    'godel1931cross'
    >>> citation_key(Publication("畳み込み", url="https://x.org/articles/convolution/"))
    'convolution'
    """
    family = _letters(publication.authors[0].family) if publication.authors else ""
    year = str(publication.issued[0]) if publication.issued else ""
    words = [_letters(word) for word in re.split(r"[^\w]+", publication.title)]
    word = next((word for word in words if word and not _SMALL.fullmatch(word)), "")
    if not family and not word:
        word = _letters(publication.url.rstrip("/").rpartition("/")[2])
    return f"{family}{year}{word}" or "page"


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())
