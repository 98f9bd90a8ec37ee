"""What a page's head says of it to search engines and reference managers."""

import json
import re
from collections.abc import Iterator
from html import escape

from mkdocs_colophon.publication.identifiers import license_url
from mkdocs_colophon.publication.metadata import Author, Kind, Publication, iso

_TYPES: dict[Kind, str] = {
    "article": "ScholarlyArticle",
    "post": "BlogPosting",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
}
_CANONICAL = re.compile(r"""<link\b[^>]*\brel=["']?canonical\b""", re.IGNORECASE)
_IN_SCRIPT = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def elements(head: str, publication: Publication) -> str:
    """The metadata of `publication` to add to `head`; a canonical address only if it tells none."""
    tags = [f'<meta name="{name}" content="{escape(content)}">' for name, content in metadata(publication) if content]
    if publication.url and not _CANONICAL.search(head):
        tags.append(f'<link rel="canonical" href="{escape(publication.url)}">')
    tags.append(f'<script type="application/ld+json">{json_ld(publication)}</script>\n')
    return "\n".join(tags)


def metadata(publication: Publication) -> Iterator[tuple[str, str]]:
    """Names and contents of `meta` elements: those of Google Scholar, then Dublin Core. Contents may be empty."""
    yield "citation_title", publication.title
    for author in publication.authors:
        yield "citation_author", author.inverted
        yield "citation_author_institution", author.affiliation
        yield "citation_author_orcid", _orcid_url(author)
    yield "citation_publication_date", iso(publication.issued, "/")
    yield "citation_online_date", iso(publication.issued, "/")
    yield "citation_doi", publication.doi
    yield "citation_public_url", publication.url
    yield "citation_language", publication.language
    yield "citation_keywords", "; ".join(publication.keywords)
    yield "DC.title", publication.title
    for author in publication.authors:
        yield "DC.creator", author.inverted
    yield "DC.date", iso(publication.issued)
    yield "DCTERMS.modified", iso(publication.updated)
    yield "DC.identifier", f"https://doi.org/{publication.doi}" if publication.doi else publication.url
    yield "DC.language", publication.language
    yield "DC.rights", license_url(publication.license) or publication.license


def json_ld(publication: Publication) -> str:
    """The description of `publication` in the words of schema.org, safe within a `script` element."""
    described = _without_empty(
        {
            "@context": "https://schema.org",
            "@type": _TYPES[publication.kind],
            "headline": publication.title,
            "name": publication.title,
            "description": publication.description,
            "author": [_person(author) for author in publication.authors],
            "datePublished": iso(publication.issued),
            "dateModified": iso(publication.updated),
            "identifier": f"https://doi.org/{publication.doi}" if publication.doi else "",
            "url": publication.url,
            "mainEntityOfPage": publication.url,
            "inLanguage": publication.language,
            "keywords": list(publication.keywords),
            "license": license_url(publication.license) or publication.license,
            "version": publication.version,
            "isPartOf": publication.container
            and _without_empty({"@type": "WebSite", "name": publication.container, "url": publication.container_url}),
        }
    )
    return "".join(_IN_SCRIPT.get(character, character) for character in json.dumps(described, ensure_ascii=False))


def _person(author: Author) -> dict[str, object]:
    if author.organization:
        return {"@type": "Organization", "name": author.name}
    return _without_empty(
        {
            "@type": "Person",
            "name": author.name,
            "givenName": author.given,
            "familyName": f"{author.particle} {author.family}".strip(),
            "honorificSuffix": author.suffix,
            "@id": _orcid_url(author),
            "affiliation": author.affiliation and {"@type": "Organization", "name": author.affiliation},
        }
    )


def _orcid_url(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _without_empty(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
