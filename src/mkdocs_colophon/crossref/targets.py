"""What cross-references are made of: marks found on pages, the targets they become, and the index of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from mkdocs_colophon.html import as_html

Scope = Literal["page", "section", "chapter", "site"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that can be numbered and referred to, as its author wrote it.

    Attributes
    ----------
    kind : the prefix of its label, such as ``fig``; a heading is ``sec``.
    label : as written; empty if it has none.
    parent : the label of the figure that this one is a part of.
    level : of a heading, 1 to 6; 0 for everything else.
    unnumbered : whether the author wants no number for it.
    aliases : labels that it had before, which still lead to it.
    name : its own words as plain text: a heading's, a theorem's.
    tag : the number that its author gives it; empty if it is to be counted.
    bare : whether that stands by itself, without parentheses.
    inside : whether its number is shown by what it belongs to: a line by its formula, a group by its equations.
    words : the same as HTML, which keeps formulas; empty if they are no more than text.
    automatic : whether its label is made of its id, as that of a heading may be; then it need not be unique.
    printed : what stands for its number; empty if that does.
    count : its place in the row, from which is counted on; -1 for the next.
    marker : the number of its marker on the page.
    """

    kind: str
    label: str = ""
    parent: str = ""
    level: int = 0
    unnumbered: bool = False
    aliases: tuple[str, ...] = ()
    name: str = ""
    tag: str = ""
    bare: bool = False
    inside: bool = False
    words: str = ""
    automatic: bool = False
    printed: str = ""
    count: int = -1
    marker: int = -1


@dataclass(frozen=True, slots=True)
class PageMarks:
    """A page as numbering sees it: where it is, what it holds, and how its things are to be numbered.

    Attributes
    ----------
    path, url, title, heading : as in `page.Page`.
    marks : in document order.
    scope : what a number is counted over.
    chapter : what numbers on this page begin with if `scope` is "chapter"; empty for a page that is no chapter.
    source : as in `page.Page`.
    """

    path: str
    url: str
    title: str
    marks: tuple[Mark, ...]
    scope: Scope = "page"
    chapter: str = ""
    source: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A mark with its number.

    Attributes
    ----------
    mark : what is numbered.
    number : as it is printed, ``3``, ``A.3``, ``3b``; empty if it has none.
    place : the page's place in reading order and the mark's place on the page, by which targets are sorted.
    page, title, heading : URL and title of its page, the latter also as HTML, as `words` are that of the mark.
    alone : whether no other target of its kind in the site has this number.
    """

    mark: Mark
    number: str
    place: tuple[int, ...]
    page: str
    title: str
    alone: bool = False
    heading: str = ""

    @property
    def words(self) -> str:
        """Its own words, as HTML."""
        return self.mark.words or as_html(self.mark.name)

    @property
    def home(self) -> str:
        """The title of its page, as HTML."""
        return self.heading or as_html(self.title)

    @property
    def label(self) -> str:
        return self.mark.label

    @property
    def kind(self) -> str:
        return self.mark.kind

    @property
    def called(self) -> str:
        """The kind by which it is called, which for a part is that of the whole."""
        return prefix_of(self.mark.parent) or self.kind

    def follows(self, other: "Target") -> bool:
        """Whether this target's number is the next after `other`'s in the same row: 1.4 after 1.3, 2b after 2a."""
        return self.number != "" and self.number == _next(other.number)


@dataclass(frozen=True, slots=True)
class Index:
    """All targets of a site, by label or alias, and page by page."""

    labels: Mapping[str, Target] = field(default_factory=dict)
    pages: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)


@cache
def prefix_of(label: str) -> str:
    """The part of a label that tells its kind: ``fig`` of ``fig:stride`` and of ``Fig:stride``.

    >>> prefix_of("Fig:stride"), prefix_of("lecun1998")
    ('fig', '')
    """
    prefix, colon, _ = label.partition(":")
    return prefix[:1].lower() + prefix[1:] if colon else ""


@cache
def canonical(label: str) -> str:
    """`label` as its target is known: ``fig:x`` for ``Fig:x``."""
    prefix = prefix_of(label)
    return prefix + label[len(prefix) :]


def _next(number: str) -> str:
    """The number that follows `number`.

    >>> _next("1.9"), _next("2a"), _next("")
    ('1.10', '2b', '')
    """
    head = number.rstrip("0123456789")
    if count := number[len(head) :]:
        return f"{head}{int(count) + 1}"
    return number[:-1] + chr(ord(number[-1]) + 1) if number else ""
