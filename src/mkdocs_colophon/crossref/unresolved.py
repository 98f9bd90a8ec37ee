"""References that lead nowhere: the mark that stands for one on the page, and what is wrong with it."""

from collections.abc import Mapping

from mkdocs_colophon import grammar
from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.spelling import nearest, respelled
from mkdocs_colophon.crossref.targets import Target, canonical, prefix_of
from mkdocs_colophon.html import as_html, tag
from mkdocs_colophon.problems import Problem


def mark(key: str) -> str:
    """The visible mark of a reference or citation that leads nowhere."""
    return tag("span", f"¿{as_html(key)}?", class_="unresolved", data_label=key)


def unknown(label: str, targets: Mapping[str, Target]) -> Problem:
    """The problem of a reference to a label that no target has."""
    trimmed = canonical(grammar.trimmed(label))
    if trimmed not in targets:
        trimmed = _begun(canonical(label), targets)
    if trimmed in targets and trimmed != canonical(label):
        hint = f"the key took in what follows it; write @{{{trimmed}}}"
        return Problem("XREF006", f"unknown label '{label}'", hint, needle=f"@{label}")
    return Problem("XREF001", f"unknown label '{label}'", nearest(label, targets), needle=f"@{label}")


def _begun(label: str, targets: Mapping[str, Target]) -> str:
    """The longest known label that `label` begins with, if a letter follows that needs no space before it."""
    known = (each for each in targets if label.startswith(each) and grammar.begins_word(label[len(each) :]))
    return max(known, key=len, default="")


def misspelled(key: str, targets: Mapping[str, Target], kinds: Kinds, *, doubtful: bool) -> Problem | None:
    """The problem of a key that is a label in another tool's spelling, if it is one; a `doubtful` one must be near."""
    known = () if key in targets else (label for label in targets if prefix_of(label) in kinds)
    meant, near = respelled(key, kinds), nearest(key, known, kinds)
    if not meant or (doubtful and not near):
        return None
    return Problem("XREF001", f"unknown label '{key}'", near or f"a label is written as in '{meant}'")
