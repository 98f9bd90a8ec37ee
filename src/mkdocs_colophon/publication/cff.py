"""A project's CITATION.cff: the work as a whole, and who wrote it."""

import yaml

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import identifiers, names
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Kind, Parts, Publication, date_parts

FILE = "CITATION.cff"


def read(text: str) -> tuple[Publication, list[Problem]]:
    """The work that the text of a CITATION.cff describes, and what is wrong with it.

    >>> work, problems = read('cff-version: 1.2.0\\nmessage: x\\ntitle: T\\nauthors: [{name: The Ts}]')
    >>> work.title, work.authors[0].name, problems
    ('T', 'The Ts', [])
    """
    if unreadable := Fields({}, FILE, text).unreadable():
        return Publication(""), unreadable
    values = yaml.safe_load(text)
    if not isinstance(values, dict):
        return Publication(""), [Problem("PUB003", "the file holds no fields", "begin with `cff-version`", FILE, 1)]
    fields = Fields(values, FILE, text)
    authors, problems = names.read(fields, "authors", {}, organizations=("name", *names.ORGANIZATIONS))
    issued, undated = day(fields, "date-released", fields.values.get("date-released"))
    number, malformed = doi(fields)
    kind: Kind = "dataset" if fields.text("type") == "dataset" else "software"
    work = Publication(
        fields.text("title"),
        tuple(authors),
        issued,
        kind=kind,
        doi=number,
        license=fields.text("license"),
        description=fields.text("abstract"),
        keywords=fields.words("keywords"),
        version=fields.text("version"),
    )
    return work, [*problems, *undated, *malformed]


def day(fields: Fields, key: str, value: object) -> tuple[Parts, list[Problem]]:
    """The date in `value`, of the field `key`, and what is wrong with it."""
    if value is None:
        return (), []
    try:
        return date_parts(value), []
    except ValueError as error:
        return (), [fields.problem("PUB001", str(error), "write it as 2026-11-20, or 2026-11, or 2026", key)]


def doi(fields: Fields) -> tuple[str, list[Problem]]:
    """The field `doi`, and what is wrong with it."""
    written = fields.text("doi")
    number = identifiers.doi(written)
    if number or not written:
        return number, []
    return "", [fields.problem("PUB004", f"'{written}' is no DOI", "one begins with '10.' and has a '/'", "doi")]
