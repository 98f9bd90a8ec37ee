"""What cross-references are made of: kinds, targets, and the index of all targets of a site."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of target, and how it is called in a reference: "Figure 3", "Figures 3 and 4"."""

    name: str
    plural: str


KINDS: Mapping[str, Kind] = {
    "fig": Kind("Figure", "Figures"),
    "eq": Kind("Equation", "Equations"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A labelled thing that a reference can name.

    Attributes
    ----------
    label : as the author wrote it, ``fig:stride``; unique in the site.
    number : its place among the targets of its kind on its page, from 1.
    page : URL of that page, relative to the site.
    title : title of that page.
    """

    label: str
    number: int
    page: str
    title: str

    @property
    def kind(self) -> Kind:
        return KINDS[prefix_of(self.label)]


Index = Mapping[str, Target]


def prefix_of(label: str) -> str:
    """The part of a label that tells its kind: ``fig`` of ``fig:stride`` and of ``Fig:stride``."""
    prefix, colon, _ = label.partition(":")
    return prefix[:1].lower() + prefix[1:] if colon else ""


def kind_of(label: str) -> Kind | None:
    """The kind of thing that `label` names, or None if it is no label of a target.

    >>> kind_of("eq:euler").plural
    'Equations'
    >>> kind_of("lecun1998") is None
    True
    """
    return KINDS.get(prefix_of(label))


def canonical(label: str) -> str:
    """`label` as its target is known: ``fig:x`` for ``Fig:x``."""
    prefix = prefix_of(label)
    return prefix + label[len(prefix) :]
