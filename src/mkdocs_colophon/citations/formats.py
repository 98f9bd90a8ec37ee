"""Reads the text of one library file, in any format: its entries with their lines, and what in it is broken."""

import json
import re
from collections.abc import Iterable, Mapping

import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware
from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Record
from yaml.constructor import SafeConstructor

from mkdocs_colophon.citations.entry import Entry, Format
from mkdocs_colophon.problems import Problem

Parsed = tuple[list[Entry], list[Problem]]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where PyYAML was built with it
_DEEPEST = 20
_RIS_RECORD = re.compile(r"^(?P<lines>TY  -.*?)(?:^(?P<end>ER  -)|(?=^TY  -)|\Z)", re.MULTILINE | re.DOTALL)
_RIS_TAG = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")


def bibtex(text: str, path: str) -> Parsed:
    """The entries of BibTeX or BibLaTeX; a broken one costs itself only.

    >>> entries, problems = bibtex("@book{a, title={A}}\\n@book{b, title={B}", "x.bib")
    >>> [(entry.key, entry.line) for entry in entries], [problem.line for problem in problems]
    ([('a', 1)], [2])
    """
    parsed = parse_string(text, parse_stack=[RemoveEnclosingMiddleware()])
    failed = [_failed(block, path) for block in parsed.failed_blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    twice = [block.ignore_error_block for block in parsed.failed_blocks if isinstance(block, DuplicateBlockKeyBlock)]
    records = sorted([*parsed.entries, *(each for each in twice if isinstance(each, Record))], key=_line)
    head = "".join(f"{block.raw}\n" for block in (*parsed.preambles, *parsed.strings))
    return _parted([*failed, *(_of_bibtex(record, path, head) for record in records)])


def csl_json(text: str, path: str) -> Parsed:
    """The entries of CSL-JSON: a list of objects, or one."""
    found: list[Entry | Problem] = []
    decoder = json.JSONDecoder()
    position = _skip(text, 0, "[")
    while position < len(text) and text[position] != "]":
        line = text.count("\n", 0, position) + 1
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", line)
            found.append(_unreadable(getattr(error, "msg", "it is nested too deep")).at(path, line))
            break
        found.append(_of_csl(record, "csljson", path, line))
        position = _skip(text, position, ",")
    return _parted(found)


def csl_yaml(text: str, path: str) -> Parsed:
    """The entries of CSL-YAML: a list under `references`, or a list alone."""
    try:
        if excess := _excess(text):
            return [], [_unreadable(excess).at(path)]
        node = yaml.compose(text, _LOADER)
        values = SafeConstructor().construct_document(node) if node else []
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is no YAML"
        return [], [_unreadable(str(reason)).at(path, mark.line + 1 if mark else 0)]
    records = values.get("references") if isinstance(values, dict) else values
    if not isinstance(records, list):
        return [], [_unreadable("it has no list of references").at(path)]
    return csl(records, [each.start_mark.line + 1 for each in _reference_nodes(node)], path)


def csl(records: Iterable[object], lines: Iterable[int], path: str) -> Parsed:
    """The entries of CSL that has been read from YAML already, each with its line."""
    return _parted(_of_csl(record, "cslyaml", path, line) for record, line in zip(records, lines, strict=True))


def ris(text: str, path: str) -> Parsed:
    """The entries of RIS. One without `ID` is called by its first author and year, as pandoc does: `Doe_2001`."""
    found, line, position = [], 1, 0
    for record in _RIS_RECORD.finditer(text):
        line, position = line + text.count("\n", position, record.start()), record.start()
        found.append(_of_ris(record, path, line))
    return _parted(found)


def _parted(found: Iterable[Entry | Problem]) -> Parsed:
    """Entries and problems, each by themselves."""
    each = list(found)
    return [one for one in each if isinstance(one, Entry)], [one for one in each if isinstance(one, Problem)]


def _failed(block: ParsingFailedBlock, path: str) -> Problem:
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    return _unreadable(reason, "look for a missing brace, comma or quote").at(path, _line(block))


def _unreadable(reason: str, hint: str = "") -> Problem:
    return Problem("CITE003", f"the entry cannot be read: {reason}", hint)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _of_bibtex(record: Record, path: str, head: str) -> Entry | Problem:
    """The entry of a record of BibTeX, or what is wrong with it."""
    if not record.key:
        return _unreadable("it has no key").at(path, _line(record))
    fields = {each.key.lower(): str(each.value).strip() for each in record.fields}
    kind = record.entry_type.lower()
    return Entry(record.key, record.raw or "", _line(record), path, "biblatex", kind, fields, head)


def _skip(text: str, position: int, character: str) -> int:
    """The position after white space, one `character` if it is there, and white space."""
    match = re.compile(rf"\s*{re.escape(character)}?\s*").match(text, position)
    return match.end() if match else position


def _of_csl(record: object, kind: Format, path: str, line: int) -> Entry | Problem:
    """The entry of the CSL `record`, or what is wrong with it."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str | int) or record["id"] == "":
        return _unreadable("it has no `id`", "an entry is a mapping with an `id`").at(path, line)
    key = str(record["id"])
    try:
        text = json.dumps({**record, "id": key}, default=str)
    except (TypeError, ValueError, RecursionError) as error:
        return _unreadable(str(error)).at(path, line)
    fields = {str(name).lower(): str(value) for name, value in record.items()}
    return Entry(key, text, line, path, kind, fields.get("type", ""), fields)


def _of_ris(record: re.Match[str], path: str, line: int) -> Entry | Problem:
    """The entry of the RIS `record`, or what is wrong with it."""
    if not record["end"]:
        return _unreadable("it has no end", "a record ends in the line `ER  - `").at(path, line)
    first, *others = record["lines"].splitlines()
    tags = [match.groups() for match in map(_RIS_TAG.match, [first, *others]) if match]
    fields = {name.lower(): value.strip() for name, value in reversed(tags)}
    key = fields.get("id") or _ris_key(fields)
    kept = (each for each in others if not each.startswith("ID  -"))
    text = "\n".join([first, f"ID  - {key}", *kept, "ER  - ", ""])
    return Entry(key, text, line, path, "ris", fields["ty"], fields)


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


def _reference_nodes(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        node = {name.value: value for name, value in node.value}.get("references")
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _ris_key(fields: Mapping[str, str]) -> str:
    names = fields.get("au") or fields.get("a1") or fields.get("ed") or fields.get("ti", "entry")
    year = (fields.get("py") or fields.get("y1") or "nodate")[:4]
    family = re.sub(r"[^\w-]", "", names.partition(",")[0])
    return f"{family}_{year}"
