"""The HTML of numbers and references, once every target is known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from mkdocs_colophon.crossref.model import Index, Kind, Target, canonical, prefix_of
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.markers import tag
from mkdocs_colophon.problems import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being resolved, as references see it.

    Attributes
    ----------
    url : its URL, relative to the site.
    shown : the labels of the targets that stand on it, copies in an excerpt included.
    link : gives the way from this page to the URL of another.
    """

    url: str
    shown: frozenset[str]
    link: Callable[[str], str]


def caption_number(label: str, index: Index) -> str:
    """What stands at a target: "Figure 3" before a caption, "(3)" beside an equation; nothing without a number.

    >>> caption_number("fig:x", {"fig:x": Target("fig:x", 3, "a/", "A")})
    '<span class="caption-label">Figure 3</span>. '
    """
    target = index.get(label)
    if target is None:
        return ""
    if prefix_of(label) == "eq":
        return tag("a", f"({target.number})", class_="equation-number", href=f"#{label}")
    return tag("span", f"{target.kind.name} {target.number}", class_="caption-label") + ". "


def reference(cites: Sequence[Cite], index: Index, here: Here) -> tuple[str, list[Problem]]:
    """The HTML of cross-references written in one bracket, and a problem for each label that no target has.

    Neighbors of one kind on one page are sorted and share a name, "Figures 1, 2 and 4"; three or more in a row become a
    range, "Figures 1–3", linked at both ends. A target on another page is followed by that page's title.
    """
    parts: list[str] = []
    problems: list[Problem] = []
    for _, run in groupby(cites, key=lambda cite: _run(cite, index, here)):
        items = list(run)
        if canonical(items[0].key) in index:
            parts.append(_named(items, index, here))
        else:
            parts += [unresolved(item.key) for item in items]
            problems += [unknown(item.key, index) for item in items]
    return ", ".join(parts[:-2] + [" and ".join(parts[-2:])]), problems


def unresolved(key: str) -> str:
    """The visible mark of a reference or citation that leads nowhere."""
    return tag("span", f"¿{escape(key)}?", class_="unresolved", data_label=key)


def unknown(label: str, index: Index) -> Problem:
    return Problem("XREF001", f"unknown label '{label}'", did_you_mean(canonical(label), index), needle=f"@{label}")


def _run(cite: Cite, index: Index, here: Here) -> tuple[object, ...]:
    """What cites must have in common to share one name; words around a cite keep it apart."""
    target = index.get(canonical(cite.key))
    if target is None:
        return ("unknown",)
    elsewhere = "" if _is_here(target, here) else target.page
    return (target.kind.name, cite.suppress, elsewhere, cite.prefix, cite.suffix)


def _is_here(target: Target, here: Here) -> bool:
    return target.page == here.url or target.label in here.shown


def _named(cites: Sequence[Cite], index: Index, here: Here) -> str:
    """The reference to targets of one kind on one page: "see Figures 1 and 2 in “Pooling”, left"."""
    first = cites[0]
    targets = sorted({index[canonical(cite.key)] for cite in cites}, key=lambda target: target.number)
    name = "" if first.suppress else _name(targets[0].kind, len(targets))
    where = "" if _is_here(targets[0], here) else f" in “{escape(targets[0].title)}”"
    before = f"{escape(first.prefix)} " if first.prefix else ""
    # one target alone is a link as a whole, title included; of several, each number is a link
    if len(targets) == 1:
        text = _link(f"{name}{targets[0].number}{where}", targets[0], here)
    else:
        text = name + _joined([_range(run, here) for run in _in_rows(targets)]) + where
    space = " " if first.suffix[:1].isalnum() else ""
    return f"{before}{text}{space}{escape(first.suffix)}"


def _name(kind: Kind, count: int) -> str:
    return f"{kind.plural if count > 1 else kind.name}\N{NO-BREAK SPACE}"


def _link(text: str, target: Target, here: Here) -> str:
    way = "" if target.page == here.url else here.link(target.page)
    return tag("a", text, class_="crossref", data_label=target.label, href=f"{way}#{target.label}")


def _in_rows(targets: Sequence[Target]) -> Iterable[list[Target]]:
    """`targets` in runs of consecutive numbers."""
    rows = groupby(enumerate(targets), key=lambda place: place[1].number - place[0])
    return ([target for _, target in row] for _, row in rows)


def _range(run: Sequence[Target], here: Here) -> list[str]:
    links = [_link(str(target.number), target, here) for target in run]
    return [f"{links[0]}–{links[-1]}"] if len(links) > 2 else links


def _joined(runs: Iterable[list[str]]) -> str:
    links = [link for run in runs for link in run]
    return ", ".join(links[:-2] + [" and ".join(links[-2:])])
