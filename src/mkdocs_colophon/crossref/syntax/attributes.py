"""Attributes as authors write them, `{#fig:x .wide width=50%}`, after an image, a caption, a fence or `:::`."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import get_attrs_and_remainder

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
    others : everything else.
    """

    label: str = ""
    classes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    others: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, element: Element) -> "Attributes":
        """The attributes of an element; HTML allows some to have no value."""
        return cls.make({name: value or "" for name, value in element.items()})

    @classmethod
    def make(cls, given: dict[str, str]) -> "Attributes":
        """The attributes that HTML would call so."""
        others = dict(given)
        label, classes, aliases = (others.pop(name, "") for name in ("id", "class", "aliases"))
        return cls(label, tuple(classes.split()), tuple(aliases.split()), others)

    def html(self) -> dict[str, str]:
        """The attributes as HTML calls them."""
        named = {"id": self.label, "class": " ".join(self.classes), "aliases": " ".join(self.aliases)}
        return {name: value for name, value in named.items() if value} | self.others

    @property
    def unnumbered(self) -> bool:
        return "unnumbered" in self.classes


def read(inside: str) -> Attributes:
    """The attributes written as `inside`, without the braces.

    >>> read("#fig:x .wide .tall aliases='fig:a fig:b' width=50%")
    Attributes(label='fig:x', classes=('wide', 'tall'), aliases=('fig:a', 'fig:b'), others={'width': '50%'})
    """
    words = get_attrs_and_remainder(inside)[0]
    classes = " ".join(value or "" for name, value in words if name == ".")
    return Attributes.make({name: value or "" for name, value in words if name != "."} | {"class": classes})


def split(text: str) -> tuple[str, Attributes]:
    """`text` without the attributes at its end, and these; text goes before braces only with a space between.

    >>> split("A caption. {#tbl:x}")
    ('A caption.', Attributes(label='tbl:x', classes=(), aliases=(), others={}))
    >>> split("An ending{#tbl:x}")[0], split("A set {1, 2}")[0]
    ('An ending{#tbl:x}', 'A set {1, 2}')
    """
    match = _TRAILING.search(text)
    return (text[: match.start()], read(match[1])) if match else (text, Attributes())
