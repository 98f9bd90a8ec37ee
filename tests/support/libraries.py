"""A library without a file: `parse("@book{a, title={A}}", "x.bib")`."""

from pathlib import Path

from mkdocs_colophon.citations.entry import Library, identified
from mkdocs_colophon.citations.library import READERS, by_key
from mkdocs_colophon.problems import Problem


def parse(text: str, path: str) -> tuple[Library, list[Problem]]:
    """The library in the `text` of the file at `path`, whose ending tells its format."""
    found, problems = READERS[Path(path).suffix.lower()](text, path)
    entries, repeated = by_key(found)
    return Library(path, entries, exists=True, identified=identified(entries.values())), [*problems, *repeated]
