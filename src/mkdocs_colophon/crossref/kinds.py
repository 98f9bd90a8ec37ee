"""What can be numbered and referred to: all that one kind of target differs in from the others, its words apart.

A kind is one entry here, and its words in each language are in `locales`. A site declares kinds by its option `labels`;
other programs pass their own to the Markdown extension and to `pipeline`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

SECTION, CHAPTER = "sec", "chapter"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of target.

    Attributes
    ----------
    prefix : what its labels begin with, ``fig`` of ``fig:stride``.
    numbered : which of its targets have a number: those with a label; of captions, if a site wants it, all
        (``captioned``); or, whatever it wants, ``always`` all or ``never`` any.
    listing : the word for a list of it, ``figures`` in ``[[figures]]``. Kinds with one word are in one list.
    thing : what its captions belong to, ``table``: so is called its element, and its caption as a block of pymdownx.
    begins : whether a paragraph of its own that begins with that word, "Table: …", may be a caption.
    statement : the word for a theorem or its like, as the class of a division and as a block.
    callout : the type of admonition that it is, `tip` of `!!! tip`.
    either : whether its division is a figure if it holds more than text, as one of a site's own.
    nests : whether it can have parts, with letters.
    scheme : how its numbers are written; see `schemes`.
    caption, unnumbered : templates of what stands at a target with a number, and at one without.
    short : its name, and that of several, in references of pandoc-crossref.
    """

    prefix: str
    numbered: Literal["labelled", "captioned", "always", "never"] = "labelled"
    listing: str = ""
    thing: str = ""
    begins: bool = False
    statement: str = ""
    callout: str = ""
    either: bool = False
    nests: bool = False
    scheme: str = ""
    caption: str = "{name} {number}"
    unnumbered: str = ""
    short: tuple[str, str] | None = None


Kinds = Mapping[str, Kind]
"""Kinds by their prefix."""


def by_prefix(*kinds: Kind) -> dict[str, Kind]:
    """`kinds` as they are looked up."""
    return {kind.prefix: kind for kind in kinds}


def _statement(prefix: str, word: str) -> Kind:
    return Kind(prefix, "always", "theorems", statement=word, unnumbered="{name}")


KINDS: Kinds = by_prefix(
    Kind("fig", "captioned", "figures", "figure", nests=True, short=("fig.", "figs.")),
    Kind("tbl", "captioned", "tables", "table", begins=True, short=("tbl.", "tbls.")),
    Kind("eq", "labelled", "equations", nests=True, caption="({number})", short=("eq.", "eqns.")),
    Kind("lst", "captioned", "listings", "listing", begins=True, short=("lst.", "lsts.")),
    Kind(SECTION, caption="{number}", short=("sec.", "secs.")),
    _statement("thm", "theorem"),
    _statement("lem", "lemma"),
    _statement("cor", "corollary"),
    _statement("prp", "proposition"),
    _statement("def", "definition"),
    _statement("exm", "example"),
    _statement("exr", "exercise"),
    _statement("rem", "remark"),
    _statement("alg", "algorithm"),
    _statement("cnj", "conjecture"),
    _statement("axm", "axiom"),
    _statement("asm", "assumption"),
    _statement("sol", "solution"),
    Kind("prf", "never", statement="proof", unnumbered="{name}"),
    Kind("tip", callout="tip"),
    Kind("nte", callout="note"),
    Kind("wrn", callout="warning"),
    Kind("imp", callout="important"),
    Kind("cau", callout="caution"),
)


def with_declared(kinds: Kinds, declared: Iterable[str]) -> Kinds:
    """`kinds` and those that a site has `declared`, by their prefixes.

    >>> with_declared(KINDS, ["fig", "dia"]).keys() - KINDS.keys()
    {'dia'}
    """
    return {**by_prefix(*(_own(prefix) for prefix in declared if prefix != CHAPTER)), **kinds}


def with_schemes(kinds: Kinds, declared: Mapping[str, Mapping[str, str]]) -> Kinds:
    """`kinds` with numbers written as a site has `declared`.

    >>> with_schemes(KINDS, {"fig": {"scheme": "roman"}})["fig"].scheme
    'roman'
    """
    changed = {
        prefix: replace(kind, scheme=declared[prefix]["scheme"])
        for prefix, kind in kinds.items()
        if "scheme" in declared.get(prefix, {})
    }
    return {**kinds, **changed}


def _own(prefix: str) -> Kind:
    return Kind(prefix, "always", statement=prefix, either=True)
