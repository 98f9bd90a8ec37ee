"""Which targets a site has, in reading order, and the number of each."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import unescape

from mkdocs_colophon.crossref.targets import PROOF, STATEMENTS, Index, Mark, PageMarks, Target, prefix_of
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.attributes import read as attributes
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.problems import Problem

# a number marker, with the name of its own that a theorem may have after it, or a heading
MARKS = re.compile(
    r"<colophon-number[^>]*></colophon-number>(?:\s*<span class=\"statement-name\">(?P<name>.*?)</span>)?"
    r"|<h(?P<level>[1-6])\b(?P<given>[^>]*)>(?P<inside>.*?)</h(?P=level)>",
    re.DOTALL,
)
_NAMED_IMAGE = re.compile(r'<img\b[^>]* id="[^>]*>')
_NAMELESS = 'data-colophon="math"'  # the syntax's word for a heading without an id of its own
_CAPTIONED = ("fig", "tbl", "lst")


def collect(html: str) -> tuple[Mark, ...]:
    """What can be numbered in `html`, in document order: headings, and whatever carries a number marker."""
    return tuple(_mark(match) for match in MARKS.finditer(html))


def mark(marker: Marker) -> Mark:
    """What a number marker stands for."""
    data = marker.data
    label = data.get("label", "")
    return Mark(
        kind=data.get("kind") or prefix_of(label),
        label=label,
        parent=data.get("parent", ""),
        unnumbered="unnumbered" in data,
        aliases=tuple(data.get("aliases", "").split()),
        name=data.get("name", ""),
    )


def number(
    found: Iterable[PageMarks], kinds: Collection[str], *, every_caption: bool = False, sections: bool = False
) -> tuple[Index, list[tuple[str, Problem]]]:
    """The index of all targets, and what is wrong with labels, each problem with its page's path.

    Parameters
    ----------
    found : what stands on each page, in reading order.
    kinds : the prefixes that labels may begin with.
    every_caption : whether figures, tables and listings are numbered without a label, too.
    sections : whether headings are numbered.
    """
    labels: dict[str, Target] = {}
    pages: dict[str, tuple[Target, ...]] = {}
    home: dict[str, str] = {}
    problems: list[tuple[str, Problem]] = []
    counter = _Counter(every_caption, sections)
    for order, page in enumerate(found):
        pages[page.url] = targets = tuple(counter.targets(order, page))
        for target in targets:
            if target.kind != "sec" and target.label and target.kind not in kinds:
                problems.append((page.path, _unknown_kind(target.label, kinds)))
            for label in filter(None, (target.label, *target.mark.aliases)):
                if label in labels:
                    problems.append((page.path, _duplicate(label, home[label])))
                else:
                    labels[label], home[label] = target, page.path
    return Index(labels, pages), problems


def misplaced(html: str, kinds: Collection[str]) -> list[Problem]:
    """A problem for each image in `html` that has the label of a figure but is none."""
    found = (attributes(image) for image in _NAMED_IMAGE.findall(html))
    return [_misplaced(image["id"], image.get("alt", "")) for image in found if prefix_of(image.get("id", "")) in kinds]


def unnamed(html: str) -> list[Problem]:
    """A problem for each heading in `html` with mathematics and no id of its own: its address would be made of TeX."""
    found = MARKS.finditer(html) if _NAMELESS in html else ()
    return [_unnamed(markers.find(match["inside"])) for match in found if _NAMELESS in (match["given"] or "")]


def _unnamed(inside: Sequence[Marker]) -> Problem:
    tex = next((marker.text for marker in inside if marker.name == "math"), "")
    text = "the address of a heading with mathematics would be made of TeX"
    return Problem("XREF009", text, "give it one, as in `## The size {#sec:size}`", needle=f"${tex}$")


class _Counter:
    """Counts the marks of page after page."""

    def __init__(self, every_caption: bool, sections: bool) -> None:
        self._every_caption = every_caption
        self._numbers_sections = sections
        self._counts: Counter[str] = Counter()
        self._sections: list[int] = []
        self._panels: Counter[str] = Counter()
        self._figures: dict[str, str] = {}

    def targets(self, order: int, page: PageMarks) -> Iterable[Target]:
        if page.scope != "site":
            self._counts.clear()
        self._sections.clear()
        self._figures.clear()
        self._panels.clear()
        prefix = f"{page.chapter}." if page.scope == "chapter" and page.chapter else ""
        unique = bool(prefix) or page.scope == "site"
        for position, found in enumerate(page.marks):
            number = self._number(found, prefix)
            # what has no number is called by its title, and that may stand on many pages
            yield Target(found, number, (order, position), page.url, page.title, unique and bool(number))

    def _number(self, found: Mark, prefix: str) -> str:
        if found.unnumbered or found.kind == PROOF:
            return ""
        if found.kind == "sec":
            return self._section(found.level, prefix) if self._numbers_sections else ""
        if found.parent:
            self._panels[found.parent] += 1
            return self._figure(found.parent, prefix) + chr(ord("a") + self._panels[found.parent] - 1)
        if found.kind == "fig" and found.label:
            return self._figure(found.label, prefix)
        counted = found.label or found.kind in STATEMENTS or (self._every_caption and found.kind in _CAPTIONED)
        return self._next(found.kind, prefix) if counted else ""

    def _figure(self, label: str, prefix: str) -> str:
        """The number of a figure, given out when it or its first part is met."""
        if label not in self._figures:
            self._figures[label] = self._next("fig", prefix)
        return self._figures[label]

    def _next(self, kind: str, prefix: str) -> str:
        self._counts[kind] += 1
        return f"{prefix}{self._counts[kind]}"

    def _section(self, level: int, prefix: str) -> str:
        """The number of a heading below the page's title: 2, 2.1; the title itself has the chapter's, if any."""
        if level == 1:
            return prefix.removesuffix(".")
        depth = level - 1
        self._sections = [*self._sections, *[0] * depth][:depth]
        self._sections[-1] += 1
        return prefix + ".".join(str(count) for count in self._sections)


def _mark(match: re.Match[str]) -> Mark:
    level, inside = match["level"], match["inside"]
    if not level:
        return mark(markers.find(match[0])[0])
    data = attributes(match["given"])
    words = re.sub(r'<a class="headerlink".*?</a>|<[^>]*>', "", inside)
    label = data.get("id", "") if data.get("id", "").startswith("sec:") else ""
    unnumbered = "unnumbered" in data.get("class", "").split()
    aliases = tuple(data.get("aliases", "").split())
    return Mark("sec", label, level=int(level), unnumbered=unnumbered, aliases=aliases, name=unescape(words).strip())


def _misplaced(label: str, caption: str) -> Problem:
    if not caption:
        text = f"figure '{label}' has no caption"
        return Problem("XREF007", text, "write it between the brackets: a figure is numbered by it", needle=f"#{label}")
    text = f"label '{label}' is on an image that is no figure, and gets no number"
    hint = "an image becomes a figure when it has a caption and a paragraph of its own"
    return Problem("XREF003", text, hint, needle=f"#{label}")


def _duplicate(label: str, home: str) -> Problem:
    hint = f"the first stands in {home}; give this one another"
    return Problem("XREF002", f"label '{label}' is taken", hint, needle=f"#{label}")


def _unknown_kind(label: str, kinds: Collection[str]) -> Problem:
    hint = f"a label begins with its kind: {', '.join(f'{kind}:' for kind in sorted(kinds))}"
    return Problem("XREF004", f"label '{label}' is of unknown kind '{prefix_of(label)}'", hint, needle=f"#{label}")
