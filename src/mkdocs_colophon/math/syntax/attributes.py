"""What stands in the braces behind an equation beside its label: `{#eq:x .wide aliases="eq:old" tag="*"}`."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.attr_list import get_attrs_and_remainder


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is given to an equation.

    Attributes
    ----------
    classes : in the author's order.
    aliases : labels that it had before.
    tag : the number that it has in place of one that is counted.
    others : all else that HTML may know.
    """

    classes: tuple[str, ...]
    aliases: tuple[str, ...]
    tag: str
    others: dict[str, str]

    @classmethod
    def read(cls, given: str) -> "Attributes":
        """What the inside of braces says.

        >>> Attributes.read("#eq:x .wide tag=* data-n=1")
        Attributes(classes=('wide',), aliases=(), tag='*', others={'data-n': '1'})
        """
        words = [(name, value or "") for name, value in get_attrs_and_remainder(given)[0]]
        others = {name: value for name, value in words if name not in (".", "id")}
        aliases, tag = others.pop("aliases", ""), others.pop("tag", "")
        return cls(tuple(value for name, value in words if name == "."), tuple(aliases.split()), tag, others)

    def dress(self, element: Element) -> None:
        """Give `element` classes and attributes, and the anchors of former labels."""
        element.attrib |= {"class": " ".join([element.get("class", ""), *self.classes]), **self.others}
        for alias in self.aliases:
            SubElement(element, "span", {"class": "alias", "id": alias})

    def told(self, number: dict[str, str]) -> dict[str, str]:
        """The data of a number, if there are any, with what bears on it."""
        unnumbered = "true" if "unnumbered" in self.classes else ""
        own = {"aliases": " ".join(self.aliases), "tag": self.tag, "unnumbered": unnumbered}
        return {**number, **{name: value for name, value in own.items() if value}} if number else {}
