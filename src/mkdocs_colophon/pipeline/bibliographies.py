"""The bibliographies of a page: what each lists, and what is left for the last."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_colophon.citations import selection
from mkdocs_colophon.html import Marker, elements
from mkdocs_colophon.html.markers import PREFIX
from mkdocs_colophon.pipeline.cites import Listed, Reader, is_part
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.problems import Problem


@dataclass(frozen=True, slots=True)
class Bibliographies:
    """What the bibliographies of a page list, each in the order of the style.

    Attributes
    ----------
    chosen : by the number of their markers, the keys of those that list a part.
    rest : the keys that none of these lists.
    problems : those that list nothing.
    """

    chosen: Mapping[int, Sequence[str]] = field(default_factory=dict)
    rest: Sequence[str] = ()
    problems: tuple[Problem, ...] = ()


def divided(page: Page, reader: Reader, listed: Listed) -> Bibliographies:
    """What `page` cites, divided over its bibliographies."""
    keys = [key for key in listed.formatted.entries if key in reader.entries]
    parts = [marker for marker in page.markers if is_part(marker)]
    if not parts or not keys:
        return Bibliographies(rest=tuple(listed.formatted.entries))
    sections = _sections(page.html)
    chosen = {marker.number: _chosen(marker, keys, reader, _cited(marker, listed, sections)) for marker in parts}
    shown = {key for each in chosen.values() for key in each}
    rest = [key for key in listed.formatted.entries if key not in shown]
    problems = tuple(nothing(marker, reader, keys) for marker in parts if not chosen[marker.number])
    return Bibliographies(chosen, rest, problems)


def wanted(marker: Marker, keys: Sequence[str], reader: Reader) -> list[str]:
    """Those of `keys` that a bibliography selects."""
    entries = [reader.entries[key] for key in keys if key in reader.entries]
    return selection.selected(entries, selection.read(marker.data.get("where", "")))


def nothing(marker: Marker, reader: Reader, keys: Sequence[str]) -> Problem:
    """The problem of a bibliography that lists nothing of what is cited."""
    entries = [reader.entries[key] for key in keys if key in reader.entries]
    hint = selection.hint(selection.read(marker.data.get("where", "")), entries)
    return Problem("CITE017", f"nothing that is cited belongs into {marker.text}", hint, needle=marker.text)


def _chosen(marker: Marker, keys: Sequence[str], reader: Reader, cited: frozenset[str] | None) -> list[str]:
    return [key for key in wanted(marker, keys, reader) if cited is None or key in cited]


def _cited(marker: Marker, listed: Listed, sections: Mapping[int, int]) -> frozenset[str] | None:
    """The keys that are cited in the section in which a bibliography stands, if it is of that."""
    if marker.data.get("scope") != "section":
        return None
    here = [number for number in listed.of if sections.get(number) == sections.get(marker.number)]
    return frozenset(key for number in here for place in listed.of[number] for key in listed.groups[place].keys)


def _sections(html: str) -> dict[int, int]:
    """By the number of a marker, which of the sections under a heading of the second level it stands in."""
    headings = [heading.start for heading in elements(html, "h2")]
    found = elements(html, f"{PREFIX}cite", f"{PREFIX}bibliography")
    return {int(each.get("n")): bisect(headings, each.start) for each in found}
