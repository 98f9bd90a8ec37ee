"""A publication in RIS, which nearly every reference manager reads."""

from mkdocs_colophon.publication.formats.citation_key import citation_key
from mkdocs_colophon.publication.metadata import Kind, Parts, Publication, iso

_TYPES: dict[Kind, str] = {"article": "ELEC", "post": "BLOG", "software": "COMP", "dataset": "DATA"}


def ris(publication: Publication) -> str:
    """The record of `publication`: lines of two letters and a value, ended as the format wants, by CR and LF."""
    issued = publication.issued
    lines = [
        ("TY", _TYPES[publication.kind]),
        ("ID", citation_key(publication)),
        *(("AU", author.inverted) for author in publication.authors),
        ("TI", publication.title),
        ("T2", publication.container),
        ("PY", str(issued[0]) if issued else ""),
        ("DA", _date(issued)),
        ("ET", publication.version),
        ("DO", publication.doi),
        ("UR", publication.url),
        ("LA", publication.language),
        *(("KW", keyword) for keyword in publication.keywords),
        ("AB", publication.description),
    ]
    written = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value]
    return "".join([*written, "ER  - \r\n"])


def _date(parts: Parts) -> str:
    """YYYY/MM/DD with its slashes, whatever is known of it.

    >>> _date((2026, 11, 20)), _date((2026,))
    ('2026/11/20', '2026//')
    """
    return iso(parts, "/") + "/" * (3 - len(parts)) if parts else ""
