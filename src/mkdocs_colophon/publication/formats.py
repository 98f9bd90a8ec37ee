"""A publication as reference managers read it: in BibTeX, CSL-JSON and RIS, by one key."""

import json
import re
import unicodedata
from itertools import accumulate

from mkdocs_colophon.publication.metadata import Author, Kind, Parts, Publication, iso

_SMALL = re.compile("a|an|and|as|at|by|for|from|how|in|of|on|or|the|to|what|when|where|which|why|with")
_NUMBERS = re.compile(r"(?<=\[)\n[\d,\s]+(?=\])")  # a date on one line; no text of JSON holds a line's end
_CSL: dict[Kind, str] = {"article": "webpage", "post": "post-weblog", "software": "software", "dataset": "dataset"}
_RIS: dict[Kind, str] = {"article": "ELEC", "post": "BLOG", "software": "COMP", "dataset": "DATA"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{character: f"\\{character}" for character in "$&%#_"},
    **{character: f"{{{character}}}" for character in '"`|'},
}
# BibTeX counts \{ as a brace when it looks for the end of a field, so a single one has to be spelled out
_SINGLE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_RUN = re.compile(r"([-',])(?=\1)")  # two of these are another sign in TeX


def citation_key(publication: Publication) -> str:
    """First author, year and the first word of the title that says something, in ASCII.

    >>> citation_key(Publication("The cross-ratio", (Author("Gödel", "Kurt"),), (1931, 2)))
    'godel1931cross'
    >>> citation_key(Publication("畳み込み", url="https://x.org/articles/convolution/"))
    'convolution'
    """
    family = _letters(publication.authors[0].family) if publication.authors else ""
    year = str(publication.issued[0]) if publication.issued else ""
    words = [_letters(word) for word in re.split(r"[^\w]+", publication.title)]
    word = next((word for word in words if word and not _SMALL.fullmatch(word)), "")
    if not family and not word:
        word = _letters(publication.url.rstrip("/").rpartition("/")[2])
    return f"{family}{year}{word}" or "page"


def bibtex(publication: Publication) -> str:
    """The entry of `publication`, with a newline at its end.

    `@misc` is the type that every style knows. Old styles read `year` and `month`, newer programs `date`.
    """
    issued = publication.issued
    fields = {
        "author": " and ".join(_author(author) for author in publication.authors),
        "title": f"{{{tex(publication.title)}}}",  # twice in braces, or a style takes its capitals away
        "howpublished": tex(publication.container),
        "year": str(issued[0]) if issued else "",
        "month": _MONTHS[issued[1] - 1] if len(issued) > 1 else "",
        "date": iso(issued),
        "version": tex(publication.version),
        "doi": _verbatim(publication.doi),
        "url": _verbatim(publication.url),
        "language": publication.language,
        "keywords": tex(", ".join(publication.keywords)),
    }
    written = (f"  {name:<12} = {_value(name, value)}," for name, value in fields.items() if value)
    return "\n".join((f"@misc{{{citation_key(publication)},", *written, "}\n"))


def csl_json(publication: Publication) -> str:
    """A list with the one item, with a newline at its end."""
    item = {
        "id": citation_key(publication),
        "type": _CSL[publication.kind],
        "title": publication.title,
        "author": [_csl_name(author) for author in publication.authors],
        "issued": {"date-parts": [list(publication.issued)]} if publication.issued else None,
        "container-title": publication.container,
        "version": publication.version,
        "DOI": publication.doi,
        "URL": publication.url,
        "language": publication.language,
        "abstract": publication.description,
        "keyword": ", ".join(publication.keywords),
    }
    text = json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)
    return _NUMBERS.sub(lambda match: " ".join(match[0].split()), text) + "\n"


def ris(publication: Publication) -> str:
    """The record of `publication`: lines of two letters and a value, ended as the format wants, by CR and LF."""
    issued = publication.issued
    lines = [
        ("TY", _RIS[publication.kind]),
        ("ID", citation_key(publication)),
        *(("AU", author.inverted) for author in publication.authors),
        ("TI", publication.title),
        ("T2", publication.container),
        ("PY", str(issued[0]) if issued else ""),
        ("DA", _ris_date(issued)),
        ("ET", publication.version),
        ("DO", publication.doi),
        ("UR", publication.url),
        ("LA", publication.language),
        *(("KW", keyword) for keyword in publication.keywords),
        ("AB", publication.description),
    ]
    written = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value]
    return "".join([*written, "ER  - \r\n"])


def tex(text: str) -> str:
    """`text` as TeX that prints it.

    >>> print(tex("50 % of {x_1} -- O'Brien's"))
    50 \\% of \\{x\\_1\\} -{}- O'Brien's
    """
    special = _SPECIAL if _is_balanced(text) else _SPECIAL | _SINGLE
    escaped = "".join(special.get(character, character) for character in text)
    return _RUN.sub(r"\1{}", escaped)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def _is_balanced(text: str) -> bool:
    """Whether every brace in `text` is closed, and none closed that is not open."""
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in text))
    return not depths or (depths[-1] == 0 and min(depths) == 0)


def _value(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


def _verbatim(address: str) -> str:
    """An address, in which TeX's signs mean themselves; only braces have to be kept out."""
    return address.replace("{", "%7B").replace("}", "%7D")


def _author(author: Author) -> str:
    if author.is_whole:
        return f"{{{tex(author.name)}}}"
    family = f"{author.particle} {_whole(author.family)}".strip()
    if author.particle and not author.particle.islower():
        family = f"{{{tex(author.particle)} {tex(author.family)}}}"
    parts = [family, _shielded(author.suffix), _shielded(author.given) or "{}"]
    return ", ".join(part for part in parts if part)


def _whole(family: str) -> str:
    """A family name, in braces where BibTeX would divide it or take it for a particle."""
    return tex(family) if re.fullmatch(r"[^\W\d_]+", family) and family[0].isupper() else f"{{{tex(family)}}}"


def _shielded(name: str) -> str:
    """A part of a name, in braces where it holds a word or a sign that ends parts."""
    return f"{{{tex(name)}}}" if re.search(r",|\band\b", name, re.IGNORECASE) else tex(name)


def _csl_name(author: Author) -> dict[str, str]:
    if author.is_whole:
        return {"literal": author.name}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {name: value for name, value in parts.items() if value}


def _ris_date(parts: Parts) -> str:
    """YYYY/MM/DD with its slashes, whatever is known of it.

    >>> _ris_date((2026, 11, 20)), _ris_date((2026,))
    ('2026/11/20', '2026//')
    """
    return iso(parts, "/") + "/" * (3 - len(parts)) if parts else ""
