"""A project's CITATION.cff: the work as a whole, and who wrote it."""

import yaml

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import names
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Kind, Publication

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
    issued, undated = fields.day("date-released", fields.values.get("date-released"))
    number, malformed = fields.doi()
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
