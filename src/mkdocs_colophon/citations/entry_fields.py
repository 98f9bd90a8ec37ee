"""What an entry of the library tells without being formatted: its type, its year, and where the work can be read."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

_TYPES: Mapping[str, tuple[str, ...]] = {
    "article": ("article", "article-journal", "article-magazine", "article-newspaper", "jour", "mgzn", "periodical"),
    "book": ("book", "mvbook", "collection", "booklet", "manual", "edbook"),
    "chapter": ("incollection", "inbook", "inreference", "chapter", "chap", "entry-encyclopedia", "entry-dictionary"),
    "conference": ("inproceedings", "conference", "proceedings", "paper-conference", "conf", "cpaper"),
    "thesis": ("thesis", "phdthesis", "mastersthesis", "thes"),
    "report": ("report", "techreport", "rprt"),
    "online": ("online", "electronic", "www", "webpage", "post", "post-weblog", "elec", "blog"),
    "software": ("software", "comp"),
    "dataset": ("dataset", "data"),
}
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}
_TYPE = re.compile(r"""@(\w+)\s*[{(]|"?\btype"?\s*:\s*"?([\w-]+)|^TY  - (\w+)""", re.IGNORECASE | re.MULTILINE)
_YEAR = re.compile(r"\b(\d{4})\b")
_RIS = {"doi": "DO", "url": "UR", "year": "PY"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


def kind(text: str) -> str:
    """The type of the entry written as `text`, as the languages name it; ``other`` if it is none of them.

    >>> kind("@InProceedings{a, title={T}}"), kind('{"id": "a", "type": "book"}'), kind("@misc{a, title={T}}")
    ('conference', 'book', 'other')
    """
    found = _TYPE.search(text)
    return _TYPE_OF.get(next(filter(None, found.groups())).lower(), "other") if found else "other"


def year(text: str) -> str:
    """The year of the entry written as `text`; empty if it has none.

    >>> year("@book{a, date = {2016-11-18}}"), year('{"issued": {"date-parts": [[1998, 11]]}}'), year("@book{a}")
    ('2016', '1998', '')
    """
    for name in ("year", "date", "issued"):
        if found := _YEAR.search(value(text, name)):
            return found[1]
    return ""


def links(text: str) -> list[tuple[str, str]]:
    """Where the work can be read: names and addresses of its DOI, its arXiv preprint, its page.

    >>> links("@article{a, doi = {10.1109/5.726791}, eprint = {1603.07285}, eprinttype = {arxiv}}")
    [('DOI', 'https://doi.org/10.1109/5.726791'), ('arXiv', 'https://arxiv.org/abs/1603.07285')]
    >>> links("@online{a, url = {javascript:alert(1)}}")
    []
    """
    return list(_links(text))


def _links(text: str) -> Iterator[tuple[str, str]]:
    doi = _DOI.search(value(text, "doi"))
    if doi:
        yield "DOI", f"https://doi.org/{quote(doi[0], safe='/:;()._-')}"
    preprint = _ARXIV.fullmatch(value(text, "eprint").removeprefix("arXiv:"))
    if preprint:
        yield "arXiv", f"https://arxiv.org/abs/{preprint[0]}"
    address = value(text, "url")
    host = urlsplit(address).netloc if is_web(address) else ""
    if host and not (doi and host.endswith("doi.org")) and not (preprint and host == "arxiv.org"):
        yield host.removeprefix("www."), address


def is_web(address: str) -> bool:
    """Whether `address` is one that a page may lead to.

    >>> is_web("https://example.org/a"), is_web("javascript:alert(1)"), is_web("https://javascript:alert(1)")
    (True, False, False)
    """
    if re.fullmatch(r"https?://[^\s<>\"]+", address) is None:
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False


def value(text: str, name: str) -> str:
    """The value of a field in BibTeX, CSL-JSON, CSL-YAML or RIS, without what encloses it.

    >>> value("@book{a, title = {The {B}ook}, year = 2001}", "title"), value("@book{a, year = 2001}", "year")
    ('The {B}ook', '2001')
    >>> value("TY  - JOUR\\nDO  - 10.1/x\\nER  - ", "doi")
    '10.1/x'
    """
    if ris := re.search(rf"^{_RIS.get(name, name.upper())}  - (.*)$", text, re.MULTILINE):
        return ris[1].strip()
    found = re.search(rf"""(?<![\w-])["']?{name}["']?\s*[=:]\s*""", text, re.IGNORECASE)
    if found is None:
        return ""
    rest = text[found.end() :]
    if rest.startswith(("{", "[")):
        return _enclosed(rest)
    quoted = re.match(r'"([^"]*)"|\'([^\']*)\'|([^,\n}]*)', rest)
    return next(filter(None, quoted.groups()), "").strip() if quoted else ""


def _enclosed(text: str) -> str:
    """The inside of the bracket that `text` begins with."""
    depth = 0
    for position, character in enumerate(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(character, 0)
        if depth == 0:
            return text[1:position].strip()
    return ""
