"""Reads the library: any number of files, in any format, as one set of entries."""

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_colophon.citations import formats
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.formats import Parsed
from mkdocs_colophon.problems import Problem

READERS: Mapping[str, Callable[[str, str], Parsed]] = {
    ".bib": formats.bibtex,
    ".bibtex": formats.bibtex,
    ".json": formats.csl_json,
    ".ris": formats.ris,
    ".yaml": formats.csl_yaml,
    ".yml": formats.csl_yaml,
}


def read(folder: Path, names: Sequence[str]) -> tuple[Library, list[Problem]]:
    """The library in the files called `names`, paths or glob patterns that begin at `folder`; what is broken in them.

    The first entry of a key wins. One missing file is an empty library, and a problem for who cites from it; of
    several, the missing one is a problem by itself.
    """
    found: list[Entry] = []
    problems: list[Problem] = []
    paths = dict.fromkeys(path for name in names for path in files(folder, name))
    for path in paths:
        entries, broken = _read_file(folder / path, path)
        found += entries
        problems += broken
    for name in names if len(names) > 1 else ():
        if not files(folder, name):
            problems.append(Problem("CITE003", "there is no such file", "create it, or mend `bibliography`", name))
    entries_by_key, repeated = by_key(_sharing_strings(found))
    return Library(", ".join(names), entries_by_key, exists=bool(paths)), [*problems, *repeated]


def files(folder: Path, name: str) -> list[str]:
    """The files that `name`, a path or a glob pattern, stands for, by their paths from `folder`."""
    if (folder / name).is_file():
        return [name]
    matches = (path.replace("\\", "/") for path in glob.glob(name, root_dir=folder, recursive=True))
    return sorted(path for path in matches if (folder / path).is_file())


def _read_file(file: Path, path: str) -> Parsed:
    if file.suffix.lower() not in READERS:
        known = ", ".join(READERS)
        return [], [Problem("CITE003", "no library is read from such a file", f"its name ends in one of {known}", path)]
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], [Problem("CITE003", f"the file is not UTF-8: {error.reason}", "save the file in UTF-8", path)]
    except OSError as error:
        return [], [Problem("CITE003", f"the file cannot be read: {error.strerror}", path=path)]
    return READERS[file.suffix.lower()](text, path)


def by_key(found: Iterable[Entry]) -> tuple[dict[str, Entry], list[Problem]]:
    """The first entry of each key in `found`, knowing its parents, and a problem for each further one.

    >>> entries, problems = by_key(formats.bibtex("@book{a, title={A}}\\n@book{a, title={B}}", "x.bib")[0])
    >>> list(entries), str(problems[0])
    (['a'], "x.bib:2 CITE002 entry 'a' is there already (the first stands in x.bib:1; rename one)")
    """
    entries: dict[str, Entry] = {}
    problems = []
    for entry in found:
        first = entries.setdefault(entry.key, entry)
        if first is not entry:
            hint = f"the first stands in {first.path}:{first.line}; rename one"
            problems.append(entry.problem("CITE002", f"entry '{entry.key}' is there already", hint))
    known = {key: replace(entry, parents=tuple(_parents(entry, entries))) for key, entry in entries.items()}
    return known, problems


def _parents(entry: Entry, entries: Mapping[str, Entry], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The texts of all that `entry` inherits from by `crossref`, `xref` or `xdata`."""
    for parent in (entries[key] for key in entry.inherits if key in entries and key not in seen):
        if entry.format == parent.format == "biblatex":
            yield parent.text
            yield from _parents(parent, entries, seen | {entry.key, parent.key})


def _sharing_strings(found: Sequence[Entry]) -> list[Entry]:
    """`found` with the strings of all BibTeX files; those of an entry's own file come last, and win."""
    heads = dict.fromkeys(entry.head for entry in found)
    joined = {own: "".join(head for head in heads if head != own) + own for own in heads}
    return [replace(entry, head=joined[entry.head]) if entry.format == "biblatex" else entry for entry in found]
