"""What cross-references are made of: marks found on pages, the targets they become, and the index of all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

Scope = Literal["page", "chapter", "site"]

STATEMENTS = ("thm", "lem", "cor", "prp", "def", "exm", "exr", "rem", "alg")
"""The theorem family: numbered with a label or without, each kind for itself."""

PROOF = "prf"
"""The one kind that never has a number."""


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
    """

    kind: str
    label: str = ""
    parent: str = ""
    level: int = 0
    unnumbered: bool = False
    aliases: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class PageMarks:
    """A page as numbering sees it: where it is, what it holds, and how its things are to be numbered.

    Attributes
    ----------
    path, url, title : as in `page.Page`.
    marks : in document order.
    scope : what a number is counted over.
    chapter : what numbers on this page begin with if `scope` is "chapter"; empty for a page that is no chapter.
    """

    path: str
    url: str
    title: str
    marks: tuple[Mark, ...]
    scope: Scope = "page"
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A mark with its number.

    Attributes
    ----------
    mark : what is numbered.
    number : as it is printed, ``3``, ``A.3``, ``3b``; empty if it has none.
    place : the page's place in reading order and the mark's place on the page.
    page, title : URL and title of its page.
    alone : whether no other target of its kind in the site has this number.
    """

    mark: Mark
    number: str
    place: tuple[int, int]
    page: str
    title: str
    alone: bool = False

    @property
    def label(self) -> str:
        return self.mark.label

    @property
    def kind(self) -> str:
        return self.mark.kind

    def follows(self, other: "Target") -> bool:
        """Whether this target's number is the next after `other`'s in the same row: 1.4 after 1.3, 2b after 2a."""
        row, last = _split(self.number)
        other_row, other_last = _split(other.number)
        return bool(last) and row == other_row and last == _next(other_last)


@dataclass(frozen=True, slots=True)
class Index(Mapping[str, Target]):
    """All targets of a site, by label or alias, and page by page."""

    labels: Mapping[str, Target] = field(default_factory=dict)
    pages: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)

    def __getitem__(self, label: str) -> Target:
        return self.labels[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __hash__(self) -> int:
        return id(self)


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


def _split(number: str) -> tuple[str, str]:
    """The last count in a number, and what stands before it: ("1.", "4") of 1.4, ("2", "b") of 2b."""
    head = number.rstrip("0123456789") if number[-1:].isdigit() else number[:-1]
    return head, number[len(head) :]


def _next(count: str) -> str:
    if count.isdigit():
        return str(int(count) + 1)
    return chr(ord(count) + 1) if count else ""
