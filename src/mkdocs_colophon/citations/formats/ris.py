"""Reads RIS: tags of two characters, a line each."""

import re
from collections.abc import Mapping, Sequence

from mkdocs_colophon.citations import identifiers
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.formats.parsed import Parsed, parted, unreadable
from mkdocs_colophon.problems import Problem

_RECORD = re.compile(r"^(?P<lines>TY[ \t]+-.*?)(?:^(?P<end>ER[ \t]+-)|(?=^TY[ \t]+-)|\Z)", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"([A-Z][A-Z0-9])[ \t]+-[ \t]*(.*)")
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?(?:[/-].*)?)?)?")
_DATES = ("py", "y1", "da")

Tags = Sequence[tuple[str, str]]


def ris(text: str, path: str) -> Parsed:
    """The entries of RIS. One without `ID` is called by its first author and year, as pandoc does: `Doe_2001`."""
    found, line, position = [], 1, 0
    for record in _RECORD.finditer(text):
        line, position = line + text.count("\n", position, record.start()), record.start()
        found.append(_entry(record, path, line))
    return parted(found)


def issued(fields: Mapping[str, str]) -> str:
    """The day, month or year in which a work appeared, as far as it is told; empty if it is told in another way.

    >>> issued({"py": "2014///", "da": "2014/03/27/"}), issued({"y1": "2014/3"}), issued({"py": "in press"})
    ('2014-03-27', '2014-03', '')
    """
    told = [found.groups() for name in _DATES if (found := _DATE.fullmatch(fields.get(name, "").strip()))]
    days = ["-".join([year, *(f"{int(part):02}" for part in _leading(rest))]) for year, *rest in told]
    return max((day for day in days if day[:4] == days[0][:4]), key=len, default="")


def _leading(parts: Sequence[str | None]) -> list[str]:
    """The month, and the day if there is a month."""
    month, day = parts
    return [part for part in (month, month and day) if part]


def _entry(record: re.Match[str], path: str, line: int) -> Entry | Problem:
    """The entry of a record, or what is wrong with it."""
    if not record["end"]:
        return unreadable("it has no end", "a record ends in the line `ER  - `").at(path, line)
    tags = _tags(record["lines"])
    fields = {name.lower(): value for name, value in reversed(tags)}
    fields |= {"do": identifiers.doi(fields["do"])} if "do" in fields else {}
    key, date = fields.get("id") or _key(fields), issued(fields)
    (_, kind), *others = tags
    written = [("TY", kind), ("ID", key), *_dated(others, date), ("ER", "")]
    source = "".join(f"{name}  - {fields['do'] if name == 'DO' else value}\n" for name, value in written)
    fields |= {"issued": date} if date else {}
    return Entry(key, record["lines"] + record["end"], line, path, "ris", kind, fields, source, issued=date)


def _tags(lines: str) -> list[tuple[str, str]]:
    """The tags of a record; a line without one continues the value before it."""
    tags: list[tuple[str, str]] = []
    for each in lines.splitlines():
        if found := _TAG.match(each):
            tags.append((found[1], found[2].strip()))
        elif tags and each.strip():
            name, value = tags[-1]
            tags[-1] = (name, f"{value} {each.strip()}")
    return tags


def _dated(tags: Tags, date: str) -> Tags:
    """`tags` without the key, and without dates that pandoc would not understand."""
    kept = [(name, value) for name, value in tags if name != "ID" and not (date and name.lower() in _DATES)]
    return [*kept, ("PY", date[:4])] if date else kept


def _key(fields: Mapping[str, str]) -> str:
    names = fields.get("au") or fields.get("a1") or fields.get("ed") or fields.get("ti", "entry")
    year = (fields.get("py") or fields.get("y1") or "nodate")[:4]
    family = re.sub(r"[^\w-]", "", names.partition(",")[0])
    return f"{family}_{year}"
