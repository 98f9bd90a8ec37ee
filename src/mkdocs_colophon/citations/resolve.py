"""What stands on the page for citations, once pandoc has formatted them, and the bibliography."""

import re
from collections.abc import Mapping, Sequence

from mkdocs_colophon.citations.model import Library
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.markers import tag
from mkdocs_colophon.problems import Problem, did_you_mean

HEADING = "References"
HEADING_ID = "colophon-bibliography"  # an author may have a heading "References" of his own
_ENTRY_LINK = re.compile(r'<a href="#ref-[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def canonical(cites: Sequence[Cite], form: str) -> str:
    """`cites` as Markdown that pandoc reads as we did.

    >>> canonical([Cite("a", "see", ", p. 3"), Cite("b", suppress=True)], "group")
    '[see @{a}, p. 3; -@{b}]'
    >>> canonical([Cite("a", suffix="p. 3")], "textual")
    '@{a} [p. 3]'
    """
    if form == "group":
        return "[" + "; ".join(_item(cite) for cite in cites) + "]"
    first, *others = cites
    bracket = "; ".join(filter(None, [first.suffix, *(_item(cite) for cite in others)]))
    return _key(first) + (f" [{bracket}]" if bracket else "")


def unknown(key: str, library: Library) -> Problem:
    """The problem of a citation whose key the library lacks."""
    needle = f"@{key}"
    if not library.exists:
        hint = (
            f"{library.path} does not exist: create it, or name another under `bibliography`; a plain @ is written \\@"
        )
        return Problem("CITE001", f"no bibliography to find '{key}' in", hint, needle=needle)
    hint = did_you_mean(key, library.entries) or f"add it to {library.path}, or write \\@ for a plain @"
    return Problem("CITE001", f"unknown key '{key}'", hint, needle=needle)


def bibliography(entries: Mapping[str, str]) -> str:
    """The section that lists what a page cites; nothing if it cites nothing."""
    if not entries:
        return ""
    items = "\n".join(
        tag("div", html, class_="bibliography-entry", id=f"ref-{key}", role="listitem") for key, html in entries.items()
    )
    heading = tag("h2", HEADING, id=HEADING_ID)
    listed = tag("div", f"\n{items}\n", class_="bibliography-entries", role="list")
    return tag("section", f"\n{heading}\n{listed}\n", class_="bibliography", aria_labelledby=HEADING_ID)


def without_links(citation: str) -> str:
    """`citation` as it stands in an excerpt, where there is no bibliography to lead to."""
    return _ENTRY_LINK.sub(r"\1", citation)


def _item(cite: Cite) -> str:
    prefix = f"{cite.prefix} " if cite.prefix else ""
    return f"{prefix}{_key(cite)}{cite.suffix}"


def _key(cite: Cite) -> str:
    return f"{'-' if cite.suppress else ''}@{{{cite.key}}}"
