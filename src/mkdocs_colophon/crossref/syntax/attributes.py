"""Attributes as authors write them, `{#fig:x .wide width=50%}`, after an image, a caption, a fence or `:::`."""

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import get_attrs_and_remainder

_READ = ("id", "class", "aliases", "label", "number")
_WORD = r"""(?:[#.][^\s{}"'=]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
BRACES = rf"\{{:?[ ]*({_WORD}(?:[ ]+{_WORD})*)[ ]*\}}"
_TRAILING = re.compile(rf"(?:^|\s+){BRACES}\s*$")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between braces, or on an element.

    Attributes
    ----------
    label : the id; empty if there is none.
    classes : in the author's order.
    aliases : labels that the target had before.
    printed, count : what stands for its number, `label=S`, and what that is counted on from, `number=5`.
    others : everything else.
    """

    label: str = ""
    classes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    printed: str = ""
    count: str = ""
    others: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, element: Element) -> "Attributes":
        """The attributes of an element; HTML allows some to have no value."""
        return cls.make({name: value or "" for name, value in element.items()})

    @classmethod
    def make(cls, given: dict[str, str]) -> "Attributes":
        """The attributes that HTML would call so."""
        others = dict(given)
        label, classes, aliases, printed, count = (others.pop(name, "") for name in _READ)
        return cls(label, tuple(classes.split()), tuple(aliases.split()), printed, count, others)

    def html(self) -> dict[str, str]:
        """The attributes as HTML calls them."""
        values = (self.label, " ".join(self.classes), " ".join(self.aliases), self.printed, self.count)
        named = dict(zip(_READ, values, strict=True))
        return {name: value for name, value in named.items() if value} | self.others

    @property
    def unnumbered(self) -> bool:
        return "unnumbered" in self.classes


def forget(given: MutableMapping[str, str]) -> None:
    """Take from attributes what only numbering reads."""
    for name in ("aliases", "label", "number"):
        given.pop(name, None)


def read(inside: str) -> Attributes:
    """The attributes written as `inside`, without the braces.

    >>> read("#fig:x .wide .tall aliases='fig:a fig:b' width=50%")
    Attributes(label='fig:x', classes=('wide', 'tall'), aliases=('fig:a', 'fig:b'), printed='', count='', \
others={'width': '50%'})
    """
    words = get_attrs_and_remainder(inside)[0]
    classes = " ".join(value or "" for name, value in words if name == ".")
    return Attributes.make({name: value or "" for name, value in words if name != "."} | {"class": classes})


def split(text: str) -> tuple[str, Attributes]:
    """`text` without the attributes at its end, and these; text goes before braces only with a space between.

    >>> split("A caption. {#tbl:x}")
    ('A caption.', Attributes(label='tbl:x', classes=(), aliases=(), printed='', count='', others={}))
    >>> split("An ending{#tbl:x}")[0], split("A set {1, 2}")[0]
    ('An ending{#tbl:x}', 'A set {1, 2}')
    """
    match = _TRAILING.search(text)
    return (text[: match.start()], read(match[1])) if match else (text, Attributes())
