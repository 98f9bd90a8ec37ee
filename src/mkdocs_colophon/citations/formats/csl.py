"""Reads CSL-JSON and CSL-YAML."""

import json
import re
from collections.abc import Iterable

import yaml

from mkdocs_colophon.citations import identifiers
from mkdocs_colophon.citations.entry import Entry, Format
from mkdocs_colophon.citations.formats.parsed import Parsed, parted, unreadable
from mkdocs_colophon.problems import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where PyYAML was built with it
_DEEPEST = 20
_NULL = ("", "~", "null", "Null", "NULL")


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
            found.append(unreadable(getattr(error, "msg", "it is nested too deep")).at(path, line))
            break
        found.append(_entry(record, "csljson", path, line))
        position = _skip(text, position, ",")
    return parted(found)


def csl_yaml(text: str, path: str, line: int = 1) -> Parsed:
    """The entries of CSL-YAML: a list under `references`, or a list alone; the text begins at `line` of its file.

    What is written without quotes is text, as for pandoc, and no number, date or truth of YAML 1.1.

    >>> entries, _ = csl_yaml("- {id: a, title: No, page: 12:30, volume: 010}", "x.yaml")
    >>> entries[0].fields["title"], entries[0].fields["page"], entries[0].fields["volume"]
    ('No', '12:30', '010')
    """
    try:
        if excess := _excess(text):
            return [], [unreadable(excess).at(path)]
        node = yaml.compose(text, _LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is no YAML"
        return [], [unreadable(str(reason)).at(path, mark.line + line if mark else 0)]
    if isinstance(node, yaml.MappingNode):
        node = {name.value: value for name, value in node.value}.get("references", node)
    if node and not isinstance(node, yaml.SequenceNode):
        return [], [unreadable("it has no list of references").at(path)]
    nodes = node.value if node else []
    return parted(_entry(_read(each), "cslyaml", path, each.start_mark.line + line) for each in nodes)


def csl(records: Iterable[object], lines: Iterable[int], path: str) -> Parsed:
    """The entries of CSL that has been read from YAML already, each with its line."""
    return parted(_entry(record, "cslyaml", path, line) for record, line in zip(records, lines, strict=True))


def _read(node: yaml.Node) -> object:
    """What `node` holds: mappings and lists of texts."""
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): _read(value) for name, value in node.value if not _is_null(value)}
    if isinstance(node, yaml.SequenceNode):
        return [_read(value) for value in node.value]
    return node.value


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL


def _skip(text: str, position: int, character: str) -> int:
    """The position after white space, one `character` if it is there, and white space."""
    match = re.compile(rf"\s*{re.escape(character)}?\s*").match(text, position)
    return match.end() if match else position


def _entry(record: object, kind: Format, path: str, line: int) -> Entry | Problem:
    """The entry of the CSL `record`, or what is wrong with it."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str | int) or record["id"] == "":
        return unreadable("it has no `id`", "an entry is a mapping with an `id`").at(path, line)
    key = str(record["id"])
    bare = {name: identifiers.doi(str(text)) for name, text in record.items() if str(name).lower() == "doi"}
    try:
        text = json.dumps({**record, **bare, "id": key}, default=str)
    except (TypeError, ValueError, RecursionError) as error:
        return unreadable(str(error)).at(path, line)
    fields = {str(name).lower(): str(value) for name, value in {**record, **bare}.items()}
    fields |= {"issued": _date(record["issued"])} if "issued" in record else {}
    return Entry(key, text, line, path, kind, fields.get("type", ""), fields, text)


def _date(written: object) -> str:
    """A date of CSL as a text that begins with its year."""
    while isinstance(written, list) and written and isinstance(written[0], list | dict):
        written = written[0]
    if isinstance(written, list):
        return "-".join(map(str, written))
    if isinstance(written, dict):
        told = (written.get(name) for name in ("date-parts", "year", "raw", "literal"))
        return _date(next(filter(None, told), ""))
    return str(written)


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
