"""Names of authors, in the forms in which front matter gives them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Author, orcid

ORGANIZATIONS = ("organization", "literal")
_BRACED = r"(?P<braced>\{[^{}]*\})"  # in which nothing is apart
_BETWEEN = re.compile(rf"{_BRACED}|\s*;\s*|\s+and\s+(?=\S)")
_COMMA = re.compile(f"{_BRACED}|,")


def names(text: str) -> list[Author]:
    """The authors that a line names: "Given von Family", "Family, Given", or an organization in braces.

    >>> [author.inverted for author in names("Ludwig van Beethoven and King, Jr., Martin Luther; {Bell and Sons}")]
    ['van Beethoven, Ludwig', 'King, Martin Luther, Jr.', 'Bell and Sons']
    """
    return [_name(part.strip()) for part in _split(_BETWEEN, text) if part.strip(" ,{}")]


def read(
    fields: Fields, key: str, known: Mapping[str, str], organizations: Sequence[str] = ORGANIZATIONS
) -> tuple[tuple[Author, ...], list[Problem]]:
    """The authors in the field `key`, and what is wrong with them.

    `known` are names by the key of a blog's author. In a mapping, an organization stands under the first there is of
    the keys `organizations`, among which is `name` in CITATION.cff.
    """
    value = fields.values.get(key)
    if value is None:
        return (), []
    items: list[object] = value if isinstance(value, list) else [value]
    found = [_authors(item, known, organizations) for item in items]
    problems = []
    for place, (item, authors) in enumerate(zip(items, found, strict=True)):
        number = item.get("orcid") if isinstance(item, Mapping) else None
        if not authors:
            hint = "write 'Family, Given', or a mapping with `name`, `family` and `given`, or `organization`"
            problems.append(fields.problem("PUB002", f"{item!r} names no author", hint, key, place))
        elif number is not None and not authors[0].orcid:
            hint = "sixteen digits in four groups; the last one, which may be an X, is a check digit"
            problems.append(fields.problem("PUB004", f"'{_line(number)}' is no ORCID iD", hint, key, place, "orcid"))
    return tuple(author for authors in found for author in authors), problems


def _authors(item: object, known: Mapping[str, str], organizations: Sequence[str]) -> list[Author]:
    """The authors that `item` names in a line, or the one in a mapping."""
    if isinstance(item, str):
        return names(known.get(item, item))
    if not isinstance(item, Mapping):
        return []
    given = {str(name).replace("-names", ""): _line(value) for name, value in item.items()}
    number, affiliation = orcid(given.get("orcid", "")), given.get("affiliation", "")
    return [replace(author, affiliation=affiliation, orcid=number) for author in _mapped(given, organizations)]


def _mapped(given: Mapping[str, str], organizations: Sequence[str]) -> list[Author]:
    """The author in a mapping, with the words of front matter, of CSL or of CITATION.cff."""
    if organization := next(filter(None, map(given.get, organizations)), ""):
        return [Author(organization, organization=True)]
    if family := given.get("family"):
        particle = given.get("particle") or given.get("name-particle", "")
        suffix = given.get("suffix") or given.get("name-suffix", "")
        return [Author(family, given.get("given", ""), particle, suffix)]
    named = names(given.get("name", ""))
    return named if len(named) == 1 else []


def _split(between: re.Pattern[str], text: str) -> list[str]:
    ends = [found.span() for found in between.finditer(text) if not found["braced"]]
    starts = [0, *(end for _, end in ends)]
    return [text[start:end] for start, end in zip(starts, [*(end for end, _ in ends), len(text)], strict=True)]


def _name(text: str) -> Author:
    if re.fullmatch(r"\{.*\}", text):
        return Author(" ".join(text.strip("{} ").split()), organization=True)
    parts = [_unbraced(part) for part in _split(_COMMA, text) if part.strip(" {}")]
    if len(parts) > 1:
        family, *middle, given = parts
        particle, family = _split_particle(family)
        return Author(family, given, particle, " ".join(middle))
    words = parts[0].split()
    first = next((place for place, word in enumerate(words[:-1]) if place and word[0].islower()), len(words) - 1)
    particle, family = _split_particle(" ".join(words[first:]))
    return Author(family, " ".join(words[:first]), particle)


def _split_particle(family: str) -> tuple[str, str]:
    """The small words before a family name, and the name."""
    words = family.split()
    small = next((place for place, word in enumerate(words) if not word[0].islower()), len(words) - 1)
    return " ".join(words[:small]), " ".join(words[small:])


def _unbraced(text: str) -> str:
    return " ".join(re.sub("[{}]", "", text).split())


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
