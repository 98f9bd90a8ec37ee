"""Names of authors, in the forms in which front matter gives them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import identifiers
from mkdocs_colophon.publication.fields import Fields, Key
from mkdocs_colophon.publication.metadata import Author

_BETWEEN = re.compile(r"\s*;\s*|\s+and\s+(?=\S)")
_BRACED = re.compile(r"\{[^{}]*\}")


def names(text: str) -> list[Author]:
    """The authors that a line names: "Given von Family", "Family, Given", or an organization in braces.

    >>> [author.inverted for author in names("Ludwig van Beethoven and King, Jr., Martin Luther; {Bell and Sons}")]
    ['van Beethoven, Ludwig', 'King, Martin Luther, Jr.', 'Bell and Sons']
    """
    braced = _BRACED.findall(text)
    shielded = _BRACED.sub("\0", text)
    restored = iter(braced)
    parts = [re.sub("\0", lambda _: next(restored), part).strip() for part in _BETWEEN.split(shielded)]
    return [_name(part) for part in parts if part.strip(" ,{}")]


def read(fields: Fields, key: str, known: Mapping[str, str]) -> tuple[tuple[Author, ...], list[Problem]]:
    """The authors in the field `key`, and what is wrong with them. `known` are names by the key of a blog's author."""
    value = fields.values.get(key)
    if value is None:
        return (), []
    items: list[object] = value if isinstance(value, list) else [value]
    authors: list[Author] = []
    problems: list[Problem] = []
    for place, item in enumerate(items):
        keys: tuple[Key, ...] = (key, place) if isinstance(value, list) else (key,)
        found, wrong = _item(item, fields, keys, known)
        authors += found
        problems += wrong
    return tuple(authors), problems


def _item(
    item: object, fields: Fields, keys: tuple[Key, ...], known: Mapping[str, str]
) -> tuple[list[Author], list[Problem]]:
    if isinstance(item, str) and (found := names(known.get(item, item))):
        return found, []
    if isinstance(item, Mapping) and (author := _mapped(item)):
        return _with_orcid(author, item.get("orcid"), fields, keys)
    hint = "write 'Family, Given', or a mapping with `name`, `family` and `given`, or `organization`"
    return [], [fields.problem("PUB002", f"{item!r} names no author", hint, *keys)]


def _mapped(item: Mapping[str, object]) -> Author | None:
    """The author in a mapping, with the words of front matter, of CSL or of CITATION.cff."""
    given = {str(name).replace("-names", ""): _line(value) for name, value in item.items()}
    affiliation = given.get("affiliation", "")
    if organization := given.get("organization") or given.get("literal"):
        return Author(organization, organization=True, affiliation=affiliation)
    if family := given.get("family"):
        particle = given.get("particle") or given.get("name-particle", "")
        suffix = given.get("suffix") or given.get("name-suffix", "")
        return Author(family, given.get("given", ""), particle, suffix, affiliation=affiliation)
    named = names(given.get("name", ""))
    return replace(named[0], affiliation=affiliation) if len(named) == 1 else None


def _with_orcid(
    author: Author, value: object, fields: Fields, keys: tuple[Key, ...]
) -> tuple[list[Author], list[Problem]]:
    checked = identifiers.orcid(_line(value))
    if value is None or checked:
        return [replace(author, orcid=checked)], []
    hint = "sixteen digits in four groups; the last one, which may be an X, is a check digit"
    return [author], [fields.problem("PUB004", f"'{_line(value)}' is no ORCID iD", hint, *keys, "orcid")]


def _name(text: str) -> Author:
    if re.fullmatch(r"\{.*\}", text):
        return Author(" ".join(text.strip("{} ").split()), organization=True)
    parts = [_unbraced(part) for part in _outside_braces(text)]
    if len(parts) > 1:
        family, *middle, given = parts
        particle, family = _split_particle(family)
        return Author(family, given, particle, " ".join(middle))
    words = parts[0].split()
    lower = [place for place, word in enumerate(words[:-1]) if word[0].islower() and place]
    first = lower[0] if lower else len(words) - 1
    particle, family = _split_particle(" ".join(words[first:]))
    return Author(family, " ".join(words[:first]), particle)


def _split_particle(family: str) -> tuple[str, str]:
    """The small words before a family name, and the name."""
    words = family.split()
    small = next((place for place, word in enumerate(words) if not word[0].islower()), len(words) - 1)
    return " ".join(words[:small]), " ".join(words[small:])


def _outside_braces(text: str) -> Iterator[str]:
    """The parts of `text` between commas, the empty ones left out."""
    return (part for part in re.split(r",(?![^{]*\})", text) if part.strip(" {}"))


def _unbraced(text: str) -> str:
    return " ".join(re.sub("[{}]", "", text).split())


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
