"""A publication in BibTeX, as BibTeX, BibLaTeX and pandoc read it alike."""

import re
from itertools import accumulate

from mkdocs_colophon.publication.formats.citation_key import citation_key
from mkdocs_colophon.publication.metadata import Author, Publication, iso

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


def tex(text: str) -> str:
    """`text` as TeX that prints it.

    >>> print(tex("50 % of {x_1} -- O'Brien's"))
    50 \\% of \\{x\\_1\\} -{}- O'Brien's
    """
    special = _SPECIAL if _is_balanced(text) else _SPECIAL | _SINGLE
    escaped = "".join(special.get(character, character) for character in text)
    return _RUN.sub(r"\1{}", escaped)


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
    if author.organization or not (author.given or author.suffix):
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
