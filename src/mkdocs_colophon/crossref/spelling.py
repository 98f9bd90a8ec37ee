"""How labels are spelled elsewhere, `fig-stride` in Quarto, `tab:sizes` in LaTeX, and what they would be here."""

import re
from collections.abc import Iterable

from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.targets import canonical, prefix_of
from mkdocs_colophon.problems import did_you_mean

_NONE: Kinds = {}
_PARTS = re.compile(r"([^\W\d_]+)[:_.\u2010-\u2015-](\S+)")
# what authors of LaTeX, Sphinx and R Markdown write by habit; that of the field itself is in `kinds`
_HABITS = {
    "fig": "figs image img picture subfig",
    "tbl": "tab tabs",
    "eq": "eqn eqs eqns",
    "lst": "code src",
    "sec": "section sections sect subsec ssec chap ch",
    "thm": "theo th",
    "lem": "lm",
    "cor": "coro",
    "prp": "prop",
    "def": "defn dfn",
    "exm": "ex exa",
    "exr": "exo",
    "rem": "rmk",
    "alg": "algo",
    "cnj": "conj",
    "axm": "ax",
    "asm": "asu ass hyp",
    "wrn": "warn",
}


def respelled(label: str, kinds: Kinds) -> str:
    """`label` as it is spelled here; empty if it is none, or spelled so already.

    >>> from mkdocs_colophon.crossref.kinds import KINDS
    >>> [respelled(label, KINDS) for label in ("fig-stride", "Table:sizes", "eqn:a", "lecun-1998", "fig:a")]
    ['fig:stride', 'tbl:sizes', 'eq:a', '', '']
    """
    parts = _PARTS.fullmatch(label)
    if parts is None or prefix_of(label) in kinds:
        return ""
    word = parts[1].lower()
    found = next((prefix for prefix, words in _spellings(kinds) if word in words), "")
    return f"{found}:{parts[2]}" if found else ""


def nearest(label: str, known: Iterable[str], kinds: Kinds = _NONE) -> str:
    """A hint that names the label among `known` that `label` may be meant for, whatever its spelling; or nothing.

    A label of one of `kinds` is spelled as it should be.

    >>> from mkdocs_colophon.crossref.kinds import KINDS
    >>> nearest("figure:a", ["fig:a"], KINDS), nearest("fig:sizes", ["tbl:sizes"], KINDS), nearest("fig-z", [], KINDS)
    ("did you mean 'fig:a'?", "did you mean 'tbl:sizes'?", '')
    """
    known = list(known)
    meant = respelled(label, kinds) or canonical(label)
    if meant in known:
        return f"did you mean '{meant}'?"
    namesakes = [each for each in known if each.partition(":")[2] == meant.partition(":")[2]]
    return did_you_mean(meant, known) or did_you_mean(meant, namesakes, cutoff=0)


def _spellings(kinds: Kinds) -> Iterable[tuple[str, set[str]]]:
    for prefix, kind in kinds.items():
        own = {prefix.lower(), kind.thing, kind.statement, kind.callout, kind.listing, *_HABITS.get(prefix, "").split()}
        yield prefix, own - {""}
