"""Reads the text of one library file, in any format: its entries with their lines, and what in it is broken."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Record
from yaml.constructor import SafeConstructor

from mkdocs_colophon.citations.entry import Entry, Format
from mkdocs_colophon.problems import Problem

Parsed = tuple[list[Entry], list[Problem]]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where PyYAML was built with it
_DEEPEST = 20
_INHERITED = ("crossref", "xdata", "xref")
_RIS_TAG = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")


def bibtex(text: str, path: str) -> Parsed:
    """The entries of BibTeX or BibLaTeX; a broken one costs itself only.

    >>> entries, problems = bibtex("@book{a, title={A}}\\n@book{b, title={B}", "x.bib")
    >>> [(entry.key, entry.line) for entry in entries], [problem.line for problem in problems]
    ([('a', 1)], [2])
    """
    parsed = parse_string(text, parse_stack=[])
    problems = [_failed(block) for block in parsed.failed_blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    twice = [block.ignore_error_block for block in parsed.failed_blocks if isinstance(block, DuplicateBlockKeyBlock)]
    records = sorted([*parsed.entries, *(each for each in twice if isinstance(each, Record))], key=_line)
    keyless = [replace(_unreadable("it has no key"), line=_line(record)) for record in records if not record.key]
    head = "".join(f"{block.raw}\n" for block in (*parsed.preambles, *parsed.strings))
    entries = [_entry(record, path, head) for record in records if record.key]
    return entries, [problem.at(path, problem.line) for problem in [*problems, *keyless]]


def inheriting(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """`entries`, each of those that name a parent by `crossref`, `xref` or `xdata` with its parents' texts."""
    parents = {key: tuple(_parents(entry, entries)) for key, entry in entries.items()}
    return {key: replace(entry, parents=parents[key]) if parents[key] else entry for key, entry in entries.items()}


def csl_json(text: str, path: str) -> Parsed:
    """The entries of CSL-JSON: a list of objects, or one."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    decoder = json.JSONDecoder()
    position = _skip(text, 0, "[")
    while position < len(text) and text[position] != "]":
        line = text.count("\n", 0, position) + 1
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", line)
            return entries, [*problems, _unreadable(getattr(error, "msg", "it is nested too deep")).at(path, line)]
        _take(record, "csljson", path, line, entries, problems)
        position = _skip(text, position, ",")
    return entries, problems


def csl_yaml(text: str, path: str) -> Parsed:
    """The entries of CSL-YAML: a list under `references`, or a list alone."""
    try:
        if excess := _excess(text):
            return [], [_unreadable(excess).at(path)]
        node = yaml.compose(text, _LOADER)
        if node is None:
            return [], []
        values = SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is no YAML"
        return [], [_unreadable(str(reason)).at(path, mark.line + 1 if mark else 0)]
    found = _reference_nodes(node)
    records = values.get("references") if isinstance(values, dict) else values
    if not isinstance(records, list):
        return [], [_unreadable("it has no list of references").at(path)]
    return csl(records, [each.start_mark.line + 1 for each in found], path)


def csl(records: Iterable[object], lines: Iterable[int], path: str) -> Parsed:
    """The entries of CSL that has been read from YAML already, each with its line."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for record, line in zip(records, lines, strict=True):
        _take(record, "cslyaml", path, line, entries, problems)
    return entries, problems


def ris(text: str, path: str) -> Parsed:
    """The entries of RIS. One without `ID` is called by its first author and year, as pandoc does: `Doe_2001`."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, lines in _ris_records(text):
        tags = [match.groups() for match in map(_RIS_TAG.match, lines) if match]
        fields = {name.lower(): value.strip() for name, value in reversed(tags)}
        if tags[-1][0] != "ER":
            problems.append(_unreadable("it has no end", "a record ends in the line `ER  - `").at(path, line))
            continue
        key = fields.get("id") or _ris_key(fields)
        body = "\n".join(each for each in lines[1:] if not each.startswith("ID  -"))
        entries.append(Entry(key, f"{lines[0]}\nID  - {key}\n{body}\n", line, path, "ris", fields["ty"], fields))
    return entries, problems


def _failed(block: ParsingFailedBlock) -> Problem:
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    return replace(_unreadable(reason, "look for a missing brace, comma or quote"), line=_line(block))


def _unreadable(reason: str, hint: str = "") -> Problem:
    return Problem("CITE003", f"the entry cannot be read: {reason}", hint)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _entry(record: Record, path: str, head: str) -> Entry:
    fields = {each.key.lower(): _unquoted(str(each.value)) for each in record.fields}
    kind = record.entry_type.lower()
    return Entry(record.key, record.raw or "", _line(record), path, "biblatex", kind, fields, head)


def _unquoted(value: str) -> str:
    """
    >>> _unquoted("{10.1/x}"), _unquoted('"a"'), _unquoted("{a} and {b}")
    ('10.1/x', 'a', '{a} and {b}')
    """
    enclosed = re.fullmatch(r'\{([^{}]*)\}|"([^"]*)"', value.strip(), re.DOTALL)
    return (enclosed[1] or enclosed[2] or "").strip() if enclosed else value.strip()


def _parents(entry: Entry, entries: Mapping[str, Entry], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    named = [key.strip() for name in _INHERITED if name in entry.fields for key in entry.fields[name].split(",")]
    for parent in (entries[key] for key in named if key in entries and key not in seen):
        if entry.format == parent.format == "biblatex":
            yield parent.text
            yield from _parents(parent, entries, seen | {entry.key, parent.key})


def _skip(text: str, position: int, character: str) -> int:
    """The position after white space, one `character` if it is there, and white space."""
    match = re.compile(rf"\s*{re.escape(character)}?\s*").match(text, position)
    return match.end() if match else position


def _take(record: object, kind: Format, path: str, line: int, entries: list[Entry], problems: list[Problem]) -> None:
    """Add the CSL `record` to `entries`, or what is wrong with it to `problems`."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str | int) or record["id"] == "":
        problems.append(_unreadable("it has no `id`", "an entry is a mapping with an `id`").at(path, line))
        return
    key = str(record["id"])
    try:
        text = json.dumps({**record, "id": key}, default=str)
    except (TypeError, ValueError, RecursionError) as error:
        problems.append(_unreadable(str(error)).at(path, line))
        return
    fields = {str(name).lower(): str(value) for name, value in record.items()}
    entries.append(Entry(key, text, line, path, kind, fields.get("type", ""), fields))


def _excess(text: str) -> str:
    """What in the YAML `text` could stand for more than memory or the stack holds; empty if nothing does."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.AliasEvent):
            return "it has YAML aliases"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return "it is nested too deep"
    return ""


def _reference_nodes(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return next((_reference_nodes(value) for name, value in node.value if name.value == "references"), [])
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _ris_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of `text` with their first lines; each begins with `TY` and ends after `ER` or before the next."""
    lines: list[str] = []
    first = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("TY  -"):
            if lines:
                yield first, lines
            lines, first = [line], number
        elif lines and line.startswith("ER  -"):
            yield first, [*lines, "ER  - "]
            lines = []
        elif lines:
            lines.append(line)
    if lines:
        yield first, lines


def _ris_key(fields: Mapping[str, str]) -> str:
    names = fields.get("au") or fields.get("a1") or fields.get("ed") or fields.get("ti", "entry")
    year = (fields.get("py") or fields.get("y1") or "nodate")[:4]
    family = re.sub(r"[^\w-]", "", names.partition(",")[0])
    return f"{family}_{year}"
