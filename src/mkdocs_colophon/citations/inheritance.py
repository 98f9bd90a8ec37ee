"""What entries of BibTeX inherit from those that they name by `crossref` or `xdata`, as BibLaTeX and pandoc have it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mkdocs_colophon.citations.entry import Entry

# Fields that are of an entry alone.
_OWN = frozenset({"crossref", "xdata", "xref", "ids", "entryset", "entrysubtype", "label", "options", "related"})
# What the title of a parent is called in its parts.
_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_VOLUME = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_TITLES = {
    "periodical": _PERIODICAL,
    **dict.fromkeys(("proceedings", "collection", "reference", "book"), _VOLUME),
    **dict.fromkeys(("mvproceedings", "mvcollection", "mvreference", "mvbook"), _VOLUME),
}


def with_parents(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """`entries`, by key, each knowing what it inherits and from which.

    >>> talk = Entry("t", "", 1, type="inproceedings", fields={"crossref": "p"})
    >>> inherited = with_parents({"t": talk, "p": Entry("p", "", 1, type="proceedings", fields={"title": "P"})})["t"]
    >>> inherited.fields["booktitle"], inherited.ancestors
    ('P', ('p',))
    """
    return {key: _with_parents(entry, entries) if entry.inherits else entry for key, entry in entries.items()}


def _with_parents(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    above = list(_ancestors(entry, entries, {entry.key}))
    told = {name: text for parent in reversed(above) for name, text in _inherited(parent)}
    return replace(
        entry,
        fields={**told, **entry.fields},
        parents=tuple(parent.source for parent in above),
        ancestors=tuple(parent.key for parent in above),
    )


def _ancestors(entry: Entry, entries: Mapping[str, Entry], seen: set[str]) -> Iterator[Entry]:
    """All that `entry` inherits from, the nearest first."""
    for parent in (entries[key] for key in entry.inherits if key in entries and key not in seen):
        if entry.format == parent.format == "biblatex" and parent.key not in seen:
            seen.add(parent.key)
            yield parent
            yield from _ancestors(parent, entries, seen)


def _inherited(parent: Entry) -> Iterator[tuple[str, str]]:
    called = _TITLES.get(parent.type, {})
    return ((called.get(name, name), text) for name, text in parent.fields.items() if name not in _OWN)
