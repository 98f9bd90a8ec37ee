"""Reads a .bib file: what can be cited, and what in the file is broken, with its line."""

from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock

from mkdocs_colophon.citations.model import Entry, Library
from mkdocs_colophon.problems import Problem


def read(file: Path, path: str) -> tuple[Library, list[Problem]]:
    """The library in `file`, which messages call `path`; a missing file gives an empty library.

    Pandoc refuses a file as a whole for one broken entry, so it is given the sound ones only.
    """
    if not file.is_file():
        return Library(path), []
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        hint = "save the file in UTF-8"
        return Library(path, exists=True), [Problem("CITE003", f"the file is not UTF-8: {error.reason}", hint, path)]
    return parse(text, path)


def parse(text: str, path: str) -> tuple[Library, list[Problem]]:
    """The library in the BibTeX `text`, and a problem for each part of it that is lost.

    >>> library, problems = parse("@book{a, title={A}}\\n@book{a, title={B}}", "x.bib")
    >>> list(library.entries), str(problems[0])
    (['a'], "x.bib:2 CITE002 entry 'a' is there already (the first stands in line 1; rename one)")
    """
    parsed = parse_string(text, parse_stack=[])
    entries = {entry.key: Entry(entry.key, entry.raw or "", _line(entry)) for entry in parsed.entries}
    problems = [_problem(block).at(path, _line(block)) for block in parsed.failed_blocks]
    sound = [block.raw or "" for block in (*parsed.strings, *parsed.preambles, *parsed.entries)]
    return Library(path, entries, "\n".join(sound), exists=True), problems


def _problem(block: ParsingFailedBlock) -> Problem:
    if isinstance(block, DuplicateBlockKeyBlock):
        first = _line(block.previous_block)
        return Problem(
            "CITE002",
            f"entry '{block.key}' is there already",
            f"the first stands in line {first}; rename one",
        )
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    return Problem("CITE003", f"the entry cannot be read: {reason}", "look for a missing brace, comma or quote")


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1
