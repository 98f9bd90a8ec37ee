"""Reads the library: any number of files, in any format, as one set of entries."""

import glob
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from mkdocs_colophon.citations.entry import Entry, Library, identified
from mkdocs_colophon.citations.formats.bibtex import bibtex, defined
from mkdocs_colophon.citations.formats.csl import csl_json, csl_yaml
from mkdocs_colophon.citations.formats.parsed import Parsed
from mkdocs_colophon.citations.formats.ris import ris
from mkdocs_colophon.citations.inheritance import with_parents
from mkdocs_colophon.problems import Problem

READERS: Mapping[str, Callable[[str, str], Parsed]] = {
    ".bib": bibtex,
    ".bibtex": bibtex,
    ".json": csl_json,
    ".ris": ris,
    ".yaml": csl_yaml,
    ".yml": csl_yaml,
}


def read(folder: Path, names: Sequence[str]) -> tuple[Library, list[Problem]]:
    """The library in the files called `names`, paths or glob patterns that begin at `folder`; what is broken in them.

    The first entry of a key wins. One missing file is an empty library, and a problem for who cites from it; of
    several, the missing one is a problem by itself.
    """
    paths = dict.fromkeys(path for name in names for path in files(folder, name))
    texts, problems = dict[str, str](), list[Problem]()
    for path in paths:
        text, wrong = _text(folder / path, path)
        texts |= {path: text} if text is not None else {}
        problems += wrong
    found, broken, wrong = _entries(texts)
    for name in names if len(names) > 1 else ():
        if not files(folder, name):
            problems.append(Problem("CITE003", "there is no such file", "create it, or mend `bibliography`", name))
    known, repeated = by_key(found)
    path, complete = ", ".join(names), len(texts) == len(paths)
    library = Library(
        path, known, exists=bool(paths), complete=complete, broken=tuple(broken), identified=identified(known.values())
    )
    return library, [*problems, *wrong, *repeated]


def files(folder: Path, name: str) -> list[str]:
    """The files that `name`, a path or a glob pattern, stands for, by their paths from `folder`."""
    if (folder / name).is_file():
        return [name]
    matches = (path.replace("\\", "/") for path in glob.glob(name, root_dir=folder, recursive=True))
    return sorted(path for path in matches if (folder / path).is_file())


def _text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """What is in a file, or what is wrong with it."""
    if file.suffix.lower() not in READERS:
        known = ", ".join(READERS)
        return "", [Problem("CITE003", "no library is read from such a file", f"its name ends in one of {known}", path)]
    try:
        return file.read_text("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return None, [Problem("CITE003", f"the file is not UTF-8: {error.reason}", "save the file in UTF-8", path)]
    except OSError as error:
        return None, [Problem("CITE003", f"the file cannot be read: {error.strerror}", path=path)]


def _entries(texts: Mapping[str, str]) -> tuple[list[Entry], list[str], list[Problem]]:
    """The entries in the `texts` of files by path, the texts in which something is broken, and what that is.

    Strings are shared by all files; a file's own win.
    """
    found, broken, problems = list[Entry](), list[str](), list[Problem]()
    strings = [defined(text) for path, text in texts.items() if READERS.get(_ending(path)) is bibtex]
    shared = {name: text for each in reversed(strings) for name, text in each.items()}
    for path, text in texts.items():
        read = READERS.get(_ending(path), _nothing)
        entries, wrong = bibtex(text, path, shared) if read is bibtex else read(text, path)
        found, problems = [*found, *entries], [*problems, *wrong]
        broken += [text] if wrong else []
    return found, broken, problems


def _ending(path: str) -> str:
    return Path(path).suffix.lower()


def _nothing(text: str, path: str) -> Parsed:
    """What is read of a file in a format that is not known, which has been told."""
    return [], []


def by_key(found: Iterable[Entry]) -> tuple[dict[str, Entry], list[Problem]]:
    """The first entry of each key in `found`, knowing its parents, and a problem for each further one.

    >>> entries, problems = by_key(bibtex("@book{a, title={A}}\\n@book{a, title={B}}", "x.bib")[0])
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
    return with_parents(entries), problems
