"""What is wrong with the entries that a site cites, and which of its entries nothing cites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.formats.months import span
from mkdocs_colophon.citations.identifiers import ARXIV, DOI
from mkdocs_colophon.citations.request import Request
from mkdocs_colophon.problems import Problem, did_you_mean

# The names of one thing in BibLaTeX, CSL and RIS.
AUTHOR = ("author", "editor", "translator", "organization", "au", "a1", "ed", "a2")
TITLE = ("title", "ti", "t1", "shorttitle")
DATE = ("date", "year", "issued", "eventdate", "pubstate", "status", "py", "y1", "da")
JOURNAL = ("journal", "journaltitle", "container-title", "jo", "jf", "t2", "ja", "eprint")
BOOK = ("booktitle", "maintitle", "container-title", "eventtitle", "event-title", "t2", "bt")
SCHOOL = ("school", "institution", "publisher", "pb")

Need = tuple[tuple[str, ...], str]  # the names of which one must be there, and the word for them all

# What an entry of a type must have for any style to print a whole reference.
TYPES: Mapping[tuple[str, ...], Need] = {
    ("article", "article-journal", "JOUR"): (JOURNAL, "journal"),
    ("inproceedings", "conference", "paper-conference", "CPAPER", "CONF"): (BOOK, "title of the proceedings"),
    ("incollection", "inbook", "chapter", "CHAP"): (BOOK, "title of the book"),
    ("thesis", "phdthesis", "mastersthesis", "THES"): (SCHOOL, "school"),
}
# Types that are cited by their authors; others can stand under their title.
AUTHORED = {name for types in TYPES for name in types} | {"book", "BOOK"}
MANY = 10  # uncited entries of one file that are still named one by one


def find(library: Library, requests: Sequence[Request]) -> list[Problem]:
    """What is wrong with the entries that `requests` cite, and, for the author's information, which nobody cites."""
    problems: dict[Problem, None] = {}
    cited: set[str] = set()
    for request in requests:
        entries = request.entries(library)
        cited |= {key for key, entry in entries.items() if library.entries.get(key) is entry}
        for entry in entries.values():
            cited |= {*entry.inherits, *entry.ancestors}
            dated = request.style.kind == "author-date"
            found = (*missing(entry, dated=dated), *malformed(entry), *dangling(entry, library))
            problems |= dict.fromkeys(found)
    return [*problems, *_never_cited(library, cited)]


def missing(entry: Entry, *, dated: bool) -> Iterator[Problem]:
    """A problem for what the reference to `entry` would lack; `dated` if the style cites by author and date.

    >>> [str(each) for each in missing(Entry("a", "", 3, "x.bib", type="article", fields={"title": "T"}), dated=True)]
    ["x.bib:3 CITE007 entry 'a' (article) has no author or editor, no date, no journal"]
    """
    wanted: list[Need] = [(TITLE, "title")]
    if dated:
        wanted += [(AUTHOR, "author or editor")] if entry.type in AUTHORED else []
        wanted += [(DATE, "date")]
    wanted += [need for types, need in TYPES.items() if entry.type in types]
    lacking = [word for names, word in wanted if not any(entry.fields.get(name, "").strip() for name in names)]
    if lacking:
        words = ", ".join(f"no {word}" for word in lacking)
        yield entry.problem("CITE007", f"entry '{entry.key}' ({entry.type}) has {words}")


def malformed(entry: Entry) -> Iterator[Problem]:
    """A problem for a DOI or an arXiv identifier of `entry` that leads nowhere, and for a month that is none.

    >>> [str(each) for each in malformed(Entry("a", "", 3, "x.bib", fields={"doi": "none"}))]
    ["x.bib:3 CITE008 entry 'a' has the malformed DOI 'none' (a DOI begins with 10., as in 10.1109/5.726791)"]
    """
    doi = entry.fields.get("doi", "") or entry.fields.get("do", "")
    if doi and not DOI.fullmatch(doi):
        hint = "a DOI begins with 10., as in 10.1109/5.726791"
        yield entry.problem("CITE008", f"entry '{entry.key}' has the malformed DOI '{doi}'", hint)
    archive = entry.fields.get("eprinttype") or entry.fields.get("archiveprefix", "")
    eprint = entry.fields.get("eprint", "")
    if archive.lower() == "arxiv" and eprint and not ARXIV.fullmatch(eprint):
        hint = "such as 1603.07285 or cs/0501001"
        yield entry.problem("CITE008", f"entry '{entry.key}' has the malformed arXiv identifier '{eprint}'", hint)
    month = entry.fields.get("month", "")
    if month and not span(month) and "date" not in entry.fields:
        hint = "a name such as sep or September, a number, or both with a day; seasons are `date = {2014-24}`"
        yield entry.problem("CITE008", f"entry '{entry.key}' has the malformed month '{month}'", hint)


def dangling(entry: Entry, library: Library) -> Iterator[Problem]:
    """A problem for each string and each parent that `entry` names and that are not there.

    >>> child = Entry("a", "", 3, "x.bib", fields={"crossref": "p"}, undefined=("prss",))
    >>> [problem.code for problem in dangling(child, Library("x.bib"))]
    ['CITE014', 'CITE015']
    """
    for name in entry.undefined:
        hint = f"define it by @string{{{name} = {{…}}}}, or put braces around words"
        yield entry.problem("CITE014", f"entry '{entry.key}' uses the string '{name}', which nothing defines", hint)
    for key in entry.inherits:
        if key not in library.entries and not library.is_lost(key):
            hint = did_you_mean(key, library.entries)
            text = f"entry '{entry.key}' inherits from '{key}', which is not in the library"
            yield entry.problem("CITE015", text, hint)


def _never_cited(library: Library, cited: set[str]) -> list[Problem]:
    idle: dict[str, list[Entry]] = {}
    for entry in library.entries.values():
        if entry.key not in cited:
            idle.setdefault(entry.path, []).append(entry)
    problems = []
    for path, entries in idle.items():
        if len(entries) > MANY:
            text = f"{len(entries)} entries are never cited: {', '.join(each.key for each in entries[:MANY])} …"
            problems.append(Problem("CITE005", text, path=path))
        else:
            problems += [entry.problem("CITE005", f"entry '{entry.key}' is never cited") for entry in entries]
    return [replace(problem, informational=True) for problem in problems]
