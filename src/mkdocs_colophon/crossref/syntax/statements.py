"""Theorems and their like: `/// theorem | Name`, or `::: {#thm:x .theorem name="Name"}`; a label is not needed."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block

from mkdocs_colophon.crossref.syntax import elements, labels
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

KINDS: Mapping[str, str] = {
    "theorem": "thm",
    "lemma": "lem",
    "corollary": "cor",
    "proposition": "prp",
    "definition": "def",
    "example": "exm",
    "exercise": "exr",
    "remark": "rem",
    "algorithm": "alg",
    "proof": "prf",
}
NUMBER = f"{markers.PREFIX}number"
HEAD = "colophon-head"
"""The head of a statement while blocks are read: a definition list would take a paragraph for its term."""

_HEAD, _NAME = "statement-head", "statement-name"


class Statement(Block):
    """`/// theorem | Name`; one subclass for each word."""

    ARGUMENT = None

    def on_init(self) -> None:
        self.option_spec["attrs"] = ({}, labels.attributes)

    def on_create(self, parent: Element) -> Element:
        given = Attributes.make({**self.options["attrs"], "class": " ".join(self.options["attrs"].get("class", []))})
        statement = SubElement(parent, "div", {"class": f"statement {self.NAME}"})
        self.options["attrs"].pop("aliases", None)
        _begin(statement, self.NAME, given, self.argument or "")
        return statement


_BLOCKS: list[type[Statement]] = [type(word.title(), (Statement,), {"NAME": word}) for word in KINDS]


def declare(division: Element) -> None:
    """Make a statement out of `division` if one of its classes says so."""
    given = Attributes.of(division)
    word = next((name for name in given.classes if name in KINDS), None)
    if word is None or "statement" in given.classes:
        return
    division.set("class", " ".join(["statement", *given.classes]))
    division.attrib.pop("aliases", None)
    _begin(division, word, given, division.attrib.pop("name", ""))


def declare_labelled(division: Element) -> None:
    """The same for a division that was HTML, if its label agrees: an old page may use the class for something else."""
    given = Attributes.of(division)
    if prefix_of(given.label) in {KINDS.get(name) for name in given.classes}:
        declare(division)


def name(head: Element) -> None:
    """Tell the number marker of a statement its name in plain words, now that it is read."""
    if head.get("class") == _HEAD and len(head) > 1:
        head[0].set("name", "".join(head[1].itertext()))


def extend(manager: BlocksProcessor) -> None:
    """Teach pymdownx's blocks those statements whose word is not taken by another extension."""
    for block in _BLOCKS:
        if block.NAME not in manager.blocks:
            manager.register(block, {})


def _begin(statement: Element, word: str, given: Attributes, name: str) -> None:
    """Put the head of a statement, and the anchors of its former labels, before all that is in it."""
    number = elements.number(given, KINDS[word])
    number.set("kind", KINDS[word])
    head = Element(HEAD, {"class": _HEAD})
    head.append(number)
    if name:
        SubElement(head, "span", {"class": _NAME}).text = name
    statement[:0] = [*elements.aliases(given), head]
