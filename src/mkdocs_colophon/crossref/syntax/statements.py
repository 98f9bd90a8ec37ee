"""Theorems and their like: `/// theorem | Name`, or `::: {#thm:x .theorem name="Name"}`; a label is not needed.

An id in a block of pymdownx may hold a colon, `attrs: {id: thm:pyth}` and `/// html | div#fig:x`: pymdownx itself takes
ids for CSS identifiers and leaves such blocks as text. Nothing that it accepts changes.
"""

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block, type_html_attribute_dict, type_string

from mkdocs_colophon.crossref.headings import LEVELS, RICH
from mkdocs_colophon.crossref.kinds import Kind, Kinds
from mkdocs_colophon.crossref.syntax import attributes, elements
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

NUMBER = f"{markers.PREFIX}number"
HEAD = "colophon-head"
"""The head of a statement while blocks are read: a definition list would take a paragraph for its term."""

_HEAD, _NAME = "statement-head", "statement-name"
_SELECTOR = re.compile(r"#([\w-]+:[\w:-]+)")


def labelled_attributes(value: Any) -> dict[str, Any]:
    """A block's attributes, the label kept as it is written."""
    given: dict[str, Any] = type_html_attribute_dict({k: _text(v) for k, v in dict(value).items() if k != "id"})
    if "id" in value:
        given["id"] = type_string(value["id"])
        if not given["id"] or re.search(r"\s", given["id"]):
            raise ValueError(f"{given['id']!r} is no label")
    return given


def _text(value: Any) -> Any:
    """A number as it is written, without the quotes that YAML would want."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Labelled(Block):
    """Comes before a class of blocks and lets its blocks have labels."""

    def on_init(self) -> None:
        super().on_init()
        self.option_spec["attrs"] = ({}, labelled_attributes)


class Selected(Labelled):
    """The same for blocks whose argument may hold a label, `/// html | div#fig:x`."""

    argument: str

    def on_validate(self, parent: Any) -> bool:
        if self.argument:
            self.argument = _SELECTOR.sub(r'[id="\1"]', self.argument)
        return bool(super().on_validate(parent))


class Statement(Block):
    """`/// theorem | Name`; one subclass for each kind."""

    ARGUMENT = None
    kind: Kind

    def on_init(self) -> None:
        self.option_spec["attrs"] = ({}, labelled_attributes)

    def on_create(self, parent: Element) -> Element:
        given = Attributes.make({**self.options["attrs"], "class": " ".join(self.options["attrs"].get("class", []))})
        statement = SubElement(parent, "div", {"class": f"statement {self.NAME}"})
        attributes.forget(self.options["attrs"])
        _begin(statement, self.kind, given, self.argument or "")
        return statement


def declare(division: Element, kinds: Kinds, *, labelled: bool = False) -> None:
    """Make a statement out of `division` if one of its classes says so, or its label.

    The label of one that was HTML must agree with the class: an old page may use that for something else.
    """
    given, said = Attributes.of(division), _by_word(kinds)
    own, found = kinds.get(prefix_of(given.label)), [said[name] for name in given.classes if name in said]
    kind = found[0] if found and not labelled else own if not found or own in found else None
    if kind and kind.either and not elements.is_text(division):
        return
    if kind and kind.statement and "statement" not in given.classes:
        classes = given.classes if found else (kind.statement, *given.classes)
        division.set("class", " ".join(["statement", *classes]))
        attributes.forget(division.attrib)
        _begin(division, kind, given, division.attrib.pop("name", "") or _heading(division))


def _heading(division: Element) -> str:
    """The words of a heading at the beginning of `division`, which is taken for its name, as in Quarto."""
    if len(division) and division[0].tag in LEVELS:
        heading = division[0]
        division.remove(heading)
        return heading.text or ""
    return ""


def name(head: Element) -> None:
    """Tell the number marker of a statement its name in plain words, now that it is read."""
    if head.get("class") == _HEAD and len(head) > 1:
        head[0].set("name", "".join(head[1].itertext()))
        if any(child.tag.startswith(markers.PREFIX) for child in head[1].iter()):
            head[0].set(RICH, "true")


def extend(manager: BlocksProcessor, kinds: Kinds) -> None:
    """Teach pymdownx's blocks those statements whose word is not taken by another extension."""
    for word, kind in _by_word(kinds).items():
        if word not in manager.blocks:
            manager.register(_block(kind), {})


@cache
def _block(kind: Kind) -> type[Statement]:
    return type(kind.statement.title(), (Statement,), {"NAME": kind.statement, "kind": kind})


def _by_word(kinds: Kinds) -> dict[str, Kind]:
    return {kind.statement: kind for kind in kinds.values() if kind.statement}


def _begin(statement: Element, kind: Kind, given: Attributes, name: str) -> None:
    """Put the head of a statement, and the anchors of its former labels, before all that is in it."""
    number = elements.number(given, kind.prefix)
    number.set("kind", kind.prefix)
    head = Element(HEAD, {"class": _HEAD})
    head.append(number)
    if name:
        SubElement(head, "span", {"class": _NAME, "data-colophon": "name"}).text = name
    statement[:0] = [*elements.aliases(given), head]
