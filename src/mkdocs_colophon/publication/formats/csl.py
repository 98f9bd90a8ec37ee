"""A publication in CSL-JSON, the language of Zotero, pandoc and CSL processors."""

import json
import re

from mkdocs_colophon.publication.formats.citation_key import citation_key
from mkdocs_colophon.publication.metadata import Author, Kind, Publication

_NUMBERS = re.compile(r"(?<=\[)\n[\d,\s]+(?=\])")  # a date on one line; no text of JSON holds a line's end
_TYPES: dict[Kind, str] = {
    "article": "webpage",
    "post": "post-weblog",
    "software": "software",
    "dataset": "dataset",
}


def csl_json(publication: Publication) -> str:
    """A list with the one item, with a newline at its end."""
    item = {
        "id": citation_key(publication),
        "type": _TYPES[publication.kind],
        "title": publication.title,
        "author": [_name(author) for author in publication.authors],
        "issued": {"date-parts": [list(publication.issued)]} if publication.issued else None,
        "container-title": publication.container,
        "version": publication.version,
        "DOI": publication.doi,
        "URL": publication.url,
        "language": publication.language,
        "abstract": publication.description,
        "keyword": ", ".join(publication.keywords),
    }
    text = json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)
    return _NUMBERS.sub(lambda match: " ".join(match[0].split()), text) + "\n"


def _name(author: Author) -> dict[str, str]:
    if author.organization or not (author.given or author.suffix):
        return {"literal": author.name}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {name: value for name, value in parts.items() if value}
