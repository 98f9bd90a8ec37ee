"""What a page's head says of it to search engines, reference managers, and sites that show a link to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_colophon.html import attributes, start_tag, tag, tags
from mkdocs_colophon.publication.metadata import Author, Kind, Publication, iso, license_url

_TYPES: dict[Kind, str] = {
    "article": "ScholarlyArticle",
    "post": "BlogPosting",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
}
_IN_SCRIPT = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture beside the title, a PNG; its address has the host, its size is in pixels."""

    url: str
    width: int
    height: int
    alternative: str


def elements(head: str, publication: Publication) -> str:
    """The metadata of `publication` to add to `head`; a canonical address only if it tells none."""
    told = [start_tag("meta", name_=name, content=content) for name, content in metadata(publication) if content]
    if publication.url and not any("canonical" in relation.split() for relation in _told(head, "link", "rel")):
        told.append(start_tag("link", rel="canonical", href=publication.url))
    return "\n".join([*told, tag("script", json_ld(publication), type="application/ld+json"), ""])


def preview(head: str, publication: Publication, picture: Picture | None = None, *, home: bool = False) -> str:
    """Open Graph and Twitter cards to add to `head`: none if it has some already, or if the page has no address."""
    if not publication.url or any(name.startswith("og:") for name in _told(head, "meta", "property")):
        return ""
    told = [("property", key, value) for key, value in _open_graph(publication, picture, home)]
    told += [("name_", key, value) for key, value in _twitter(publication, picture)]
    return "".join(start_tag("meta", **{kind: key, "content": value}) + "\n" for kind, key, value in told if value)


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
    site = {"@type": "WebSite", "name": publication.container, "url": publication.container_url}
    described = {
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
        "isPartOf": publication.container and _without_empty(site),
    }
    text = json.dumps(_without_empty(described), ensure_ascii=False)
    return "".join(_IN_SCRIPT.get(character, character) for character in text)


def _person(author: Author) -> dict[str, object]:
    if author.organization:
        return {"@type": "Organization", "name": author.name}
    person = {
        "@type": "Person",
        "name": author.name,
        "givenName": author.given,
        "familyName": f"{author.particle} {author.family}".strip(),
        "honorificSuffix": author.suffix,
        "@id": _orcid_url(author),
        "affiliation": author.affiliation and {"@type": "Organization", "name": author.affiliation},
    }
    return _without_empty(person)


def _orcid_url(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _without_empty(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _told(head: str, name: str, attribute: str) -> list[str]:
    """The values of an `attribute` of the elements `name` that a theme or another plugin has put into `head`."""
    return [attributes.read(each.text).get(attribute, "").lower() for each in tags(head, name)]


def _open_graph(publication: Publication, picture: Picture | None, home: bool) -> Iterator[tuple[str, str]]:
    yield "og:type", "website" if home else "article"
    yield "og:title", publication.title
    yield "og:description", publication.description
    yield "og:url", publication.url
    yield "og:site_name", publication.container
    yield "og:locale", publication.language.replace("-", "_")
    if not home:
        yield "article:published_time", iso(publication.issued)
        yield "article:modified_time", iso(publication.updated)
    if picture:
        yield "og:image", picture.url
        yield "og:image:type", "image/png"
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
        yield "og:image:alt", picture.alternative


def _twitter(publication: Publication, picture: Picture | None) -> Iterator[tuple[str, str]]:
    yield "twitter:card", "summary_large_image" if picture else "summary"
    yield "twitter:title", publication.title
    yield "twitter:description", publication.description
    if picture:
        yield "twitter:image", picture.url
        yield "twitter:image:alt", picture.alternative
