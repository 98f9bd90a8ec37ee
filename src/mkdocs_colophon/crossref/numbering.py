"""Which targets a site has, in reading order, and the number of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_colophon import source
from mkdocs_colophon.crossref import schemes
from mkdocs_colophon.crossref.kinds import SECTION, Kind, Kinds
from mkdocs_colophon.crossref.spelling import respelled
from mkdocs_colophon.crossref.targets import Index, Mark, PageMarks, Target, prefix_of
from mkdocs_colophon.html import Marker, elements
from mkdocs_colophon.problems import Problem


def collect(found: Iterable[Marker], words: Mapping[int, str] | None = None) -> tuple[Mark, ...]:
    """What can be numbered on a page, in document order: whatever carries a number marker.

    `words` has, by the number of a marker, the words of its mark as HTML.
    """
    said = words or {}
    return tuple(mark(marker, said.get(marker.number, "")) for marker in found if marker.name == "number")


def mark(marker: Marker, words: str = "") -> Mark:
    """What a number marker stands for."""
    data = marker.data
    label = data.get("label", "")
    return Mark(
        kind=data.get("kind") or prefix_of(label),
        label=label,
        parent=data.get("parent", ""),
        level=int(data.get("level", 0)),
        unnumbered="unnumbered" in data,
        aliases=tuple(data.get("aliases", "").split()),
        name=data.get("name", ""),
        tag=data.get("tag", ""),
        bare="bare" in data,
        inside="inside" in data,
        words=words,
        automatic="automatic" in data,
        printed=data.get("printed", ""),
        count=int(count) if (count := data.get("count", "")).isdecimal() else -1,
        marker=marker.number,
    )


def number(
    found: Sequence[PageMarks], kinds: Kinds, *, every_caption: bool = False, sections: bool = False
) -> tuple[Index, list[tuple[str, Problem]]]:
    """The index of all targets, and what is wrong with labels, each problem with its page's path.

    Parameters
    ----------
    found : what stands on each page, in reading order.
    kinds : those that labels may have.
    every_caption : whether figures, tables and listings are numbered without a label, too.
    sections : whether headings are numbered.
    """
    labels: dict[str, Target] = {}
    given = Counter[tuple[str, str]]()
    pages: dict[str, tuple[Target, ...]] = {}
    problems: list[tuple[str, Problem]] = []
    counts = Counter[str]()
    for order, page in enumerate(found):
        counts = counts if page.scope == "site" else Counter()
        prefix = f"{page.chapter}." if page.scope == "chapter" and page.chapter else ""
        counter = _Page(kinds, every_caption, sections, prefix, counts, page.scope == "section")
        pages[page.url] = tuple(_targets(order, page, counter))
        for target in pages[page.url]:
            if target.label and _is_strange(target, kinds):
                problems.append((page.path, unknown_kind(target.label, kinds)))
            for label in filter(None, (target.label, *target.mark.aliases)):
                if label in labels and not (target.mark.automatic or labels[label].mark.automatic):
                    home = found[labels[label].place[0]]
                    problems.append((page.path, _duplicate(label, home, given[page.path, label])))
                if label not in labels or (labels[label].mark.automatic and not target.mark.automatic):
                    labels[label] = target
                given[page.path, label] += 1
    return Index(labels, pages), problems


def misplaced(html: str, kinds: Kinds) -> Iterator[Problem]:
    """A problem for each image in `html` that has the label of a figure but is none."""
    for image in elements(html, "img"):
        if image.get("id") and prefix_of(image.get("id")) in kinds:
            yield _misplaced(image.get("id"), image.get("alt"))


def _targets(order: int, page: PageMarks, counter: "_Page") -> Iterator[Target]:
    unique = bool(counter.prefix) or page.scope == "site"
    first = {found.parent: position for position, found in reversed(list(enumerate(page.marks))) if found.parent}
    for position, found in enumerate(page.marks):
        number = counter.number(found)
        # a whole comes before its parts, though its caption follows them
        place = (order, first[found.label], -1) if found.label in first else (order, position, 0)
        # what has no number is called by its title, and that, or a tag, may stand on many pages
        alone = unique and bool(number) and not found.tag
        yield Target(found, number, place, page.url, page.title, alone, page.heading)


@dataclass(frozen=True, slots=True)
class _Page:
    """Counts the marks of a page; `counts` may go on from those of the page before."""

    kinds: Kinds
    every_caption: bool
    numbers_sections: bool
    prefix: str
    counts: Counter[str]
    by_section: bool = False
    sections: list[tuple[int, str]] = field(default_factory=list)
    panels: Counter[str] = field(default_factory=Counter)
    wholes: dict[str, str] = field(default_factory=dict)

    def number(self, found: Mark) -> str:
        kind = self.kinds.get(found.kind, Kind(found.kind))
        if found.tag:
            return found.tag
        if found.unnumbered or kind.numbered == "never":
            return ""
        if found.kind == SECTION:
            number = self._section(found) if self.numbers_sections or self.by_section else ""
            return number if self.numbers_sections else ""
        if found.parent:
            self.panels[found.parent] += 1
            return self._whole(found.parent) + (found.printed or chr(ord("a") + self.panels[found.parent] - 1))
        if found.label in self.wholes or (kind.nests and found.label):
            return self._whole(found.label, found)
        every = kind.numbered == "always" or (self.every_caption and kind.numbered == "captioned")
        return self._next(found.kind, found) if found.label or every else ""

    def _whole(self, label: str, found: Mark | None = None) -> str:
        """The number of what may have parts, given out when it or its first part is met."""
        if label not in self.wholes:
            self.wholes[label] = self._next(prefix_of(label), found)
        return self.wholes[label]

    def _next(self, kind: str, found: Mark | None = None) -> str:
        last = self.counts[kind]
        self.counts[kind] = found.count if found and found.count >= 0 else last + 1
        section = self.sections[0] if self.by_section and self.sections else None
        prefix = f"{self._shown(section)}." if section else self.prefix
        number = schemes.shown(self.counts[kind], self.kinds[kind].scheme if kind in self.kinds else "")
        return prefix + (found.printed if found and found.printed else number)

    def _section(self, found: Mark) -> str:
        """The number of a heading below the page's title: 2, 2.1; the title itself has the chapter's, if any."""
        depth = found.level - 1
        if depth == 0:
            return self.prefix.removesuffix(".")
        self.sections[:] = [*self.sections, *[(0, "")] * depth][:depth]
        last, _ = self.sections[-1]
        self.sections[-1] = (found.count if found.count >= 0 else last + 1, found.printed)
        if self.by_section and depth == 1:
            self.counts.clear()
        return self.prefix + ".".join(map(self._shown, self.sections))

    def _shown(self, section: tuple[int, str]) -> str:
        number, printed = section
        return printed or schemes.shown(number, self.kinds[SECTION].scheme)


def _misplaced(label: str, caption: str) -> Problem:
    if not caption:
        text = f"figure '{label}' has no caption"
        return Problem("XREF007", text, "write it between the brackets: a figure is numbered by it", needle=f"#{label}")
    text = f"label '{label}' is on an image that is no figure, and gets no number"
    hint = "an image becomes a figure when it has a caption and a paragraph of its own"
    return Problem("XREF003", text, hint, needle=f"#{label}")


def _duplicate(label: str, home: PageMarks, nth: int) -> Problem:
    [place, *_] = source.given(home.source).get(label, [()])
    first = ":".join([home.path, *map(str, place)])
    hint = f"the first stands in {first}; give this one another"
    return Problem("XREF002", f"label '{label}' is taken", hint, needle=f"#{label}", nth=nth)


def _is_strange(target: Target, kinds: Kinds) -> bool:
    """Whether its label is of no kind; what is known by other means may have an id that is no label at all."""
    label, kind = target.label, prefix_of(target.label)
    return kind not in kinds and bool(kind or target.kind not in kinds or respelled(label, kinds))


def unknown_kind(label: str, kinds: Kinds) -> Problem:
    """The problem of a label that begins with no kind."""
    meant = respelled(label, kinds)
    known = f"a label begins with its kind: {', '.join(f'{kind}:' for kind in sorted(kinds))}"
    hint = f"write {{#{meant}}}" if meant else known
    kind = f"unknown kind '{prefix_of(label)}'" if prefix_of(label) else "no kind"
    return Problem("XREF004", f"label '{label}' is of {kind}", hint, needle=f"#{label}")
