r"""Reads BibTeX and BibLaTeX: what each entry says, and how pandoc is to read it.

pandoc is given each entry anew, from what a parser has read of it. So the strings of a file are written out, whatever
form they are defined in, identifiers are bare, months are numbers in every language, and a `%` is one.
"""

import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Record

from mkdocs_colophon.citations import identifiers
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.formats import months
from mkdocs_colophon.citations.formats.parsed import Parsed, parted, unreadable
from mkdocs_colophon.problems import Problem

# What is no TeX for pandoc, nor for BibLaTeX.
VERBATIM = frozenset({"doi", "eprint", "file", "isbn", "issn", "pmcid", "pmid", "url"})
_NAME = re.compile(r"[\w:+-]+")  # those of fields that pandoc reads
_MARK = re.compile(r"\\.|[{}\"#]", re.DOTALL)
_YEAR = re.compile(r"-?\d*")
_COMMENT = re.compile(r"(?<!\\)%")
_SHAPED = re.compile(r"\\(?:emph|textit|textsl|mkbibemph|mkbibitalic)\s*\{")


def bibtex(text: str, path: str, strings: Mapping[str, str] | None = None) -> Parsed:
    """The entries of BibTeX or BibLaTeX; a broken one costs itself only.

    `strings` are those of other files, by lower-case name; the file's own win.

    >>> entries, problems = bibtex("@book{a, title={A}}\\n@book{b, title={B}", "x.bib")
    >>> [(entry.key, entry.line) for entry in entries], [problem.line for problem in problems]
    ([('a', 1)], [2])
    """
    parsed = parse_string(text, parse_stack=[])
    failed = [_failed(block, path) for block in parsed.failed_blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    twice = [block.ignore_error_block for block in parsed.failed_blocks if isinstance(block, DuplicateBlockKeyBlock)]
    records = sorted([*parsed.entries, *(each for each in twice if isinstance(each, Record))], key=_line)
    known = {**(strings or {}), **defined(text)}
    return parted([*failed, *(_entry(record, path, known) for record in records)])


def defined(text: str) -> dict[str, str]:
    """The strings that the `text` of a file defines, by lower-case name.

    >>> defined('@string(a = "A" # " and ")@string{b.c = a # {B},}')
    {'a': 'A and ', 'b.c': 'A and B'}
    """
    known: dict[str, str] = {}
    if "@string" in text.lower():
        for block in parse_string(text, parse_stack=[]).strings:
            text, unknown = value(str(block.value).rstrip(", \t\n"), known)
            known |= {} if unknown else {block.key.lower(): text}  # so that entries that use it are told of it
    return known


def value(written: str, strings: Mapping[str, str]) -> tuple[str, list[str]]:
    """What `written`, such as ``press # " and " # {more}``, stands for, and the names in it that `strings` lacks.

    >>> value('press # " and " # {no{n}e} # 7', {"press": "The Press"})
    ('The Press and no{n}e7', [])
    >>> value("house", {})
    ('house', ['house'])
    """
    parts, unknown = [], []
    for piece in _pieces(written):
        if piece[0] in '{"':
            parts.append(piece[1:-1])
            continue
        name = piece.lower()
        parts.append(strings.get(name, piece))
        if name not in strings and name not in months.ABBREVIATIONS and not piece.isdecimal():
            unknown.append(piece)
    return "".join(parts), unknown


def _pieces(written: str) -> Iterator[str]:
    """What stands between the `#` of a value, each with its braces or quotes."""
    depth, quoted, start = 0, False, 0
    for mark in _MARK.finditer(written):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        quoted ^= mark[0] == '"' and depth == 0
        if mark[0] == "#" and depth == 0 and not quoted:
            yield from filter(None, [written[start : mark.start()].strip()])
            start = mark.end()
    yield from filter(None, [written[start:].strip()])


def _entry(record: Record, path: str, strings: Mapping[str, str]) -> Entry | Problem:
    """The entry of a record, or what is wrong with it."""
    if not record.key:
        return unreadable("it has no key").at(path, _line(record))
    fields, places, unknown = dict[str, str](), dict[str, int](), list[str]()
    for each in record.fields:
        name = each.key.lower()
        text, lacking = value(str(each.value), strings)
        fields[name], places[name] = _cleaned(name, text.strip()), each.start_line or 0
        unknown += lacking
    kind = record.entry_type.lower()
    source = _written(record, kind, months.dated(fields), places)
    source, year = _written(record, kind, months.dated(fields), places), fields.get("year", "")
    words = "" if "date" in fields or _YEAR.fullmatch(year) else year
    return Entry(
        record.key,
        record.raw or "",
        _line(record),
        path,
        "biblatex",
        kind,
        fields,
        source,
        undefined=tuple(unknown),
        issued=words,
    )


def _cleaned(name: str, text: str) -> str:
    """The value of the field called `name`, without TeX where it is an identifier."""
    if name not in VERBATIM:
        return text
    bare = identifiers.without_tex(text)
    return {"doi": identifiers.doi, "eprint": identifiers.arxiv}.get(name, str)(bare)


def _written(record: Record, kind: str, fields: Mapping[str, str], places: Mapping[str, int]) -> str:
    """The record as pandoc is to read it, each field on the line on which it stands in the file."""
    line = record.start_line or 0
    parts = [f"@{kind}{{{record.key},"]
    for name, text in fields.items():
        if _NAME.fullmatch(name):
            down = max(places.get(name, line) - line, 0)
            parts.append("\n" * down + f" {name} = {{{_for_pandoc(name, text)}}},")
            line += down + text.count("\n")
    return "".join([*parts, "\n}"])


def _for_pandoc(name: str, text: str) -> str:
    r"""A value as pandoc is to read it: its `%` begins no comment, and what is set apart keeps its case, as in BibTeX.

    >>> print(_for_pandoc("title", r"50% of \emph{E. coli} {B}"))
    50\% of {\emph{E. coli}} {B}
    """
    if name in VERBATIM:
        return text
    parts, position = [], 0
    for shaped in _SHAPED.finditer(text):
        end = _closing(text, shaped.end())
        if position <= shaped.start() < end:
            parts += [text[position : shaped.start()], "{", text[shaped.start() : end + 1], "}"]
            position = end + 1
    return _COMMENT.sub(r"\\%", "".join([*parts, text[position:]]))


def _closing(text: str, start: int) -> int:
    """Where the brace stands that closes the one before `start`; -1 if none does."""
    depth = 1
    for mark in _MARK.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.start()
    return -1


def _failed(block: ParsingFailedBlock, path: str) -> Problem:
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    return unreadable(reason, "look for a missing brace, comma or quote").at(path, _line(block))


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1
