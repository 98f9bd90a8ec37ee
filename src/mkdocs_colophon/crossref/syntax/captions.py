"""Captions in paragraphs of their own: `: Caption {#tbl:x}` beside a table, `Listing: Caption {#lst:x}` beside code.

What a caption stands beside may come after it, and in a list item not be in sight of it. So `paragraphs` notes what may
be one; it is joined to its neighbor, or made a paragraph again, once every block is read.
"""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_colophon.crossref.kinds import KINDS
from mkdocs_colophon.crossref.syntax import attributes, elements, fences
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.targets import prefix_of

NOTE = "colophon-caption"
"""A paragraph that may be a caption."""

_WORDS = {kind.thing: prefix for prefix, kind in KINDS.items() if kind.begins}
_ANY_WORD = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _WORDS)
_PREFIX = re.compile(rf"[ ]{{0,3}}(?:({_ANY_WORD}):|:)[ ]+(?=\S)")
# a quotation, or a further definition, of a list or of a link: such a paragraph is no caption
_FURTHER = re.compile(r"\n[ ]{0,3}(?:>|:[ ]|\*?\[[^\]\n]+\]:)")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it is written.

    Attributes
    ----------
    kind : the kind of thing it can belong to, "tbl" or "lst"; empty if to any.
    text : Markdown.
    given : its attributes.
    """

    kind: str
    text: str
    given: Attributes


def read(block: str) -> Caption | None:
    """The caption that `block` is, if what it stands beside allows it."""
    block = block.strip("\n")
    match = _PREFIX.match(block)
    if match is None or _FURTHER.search(block):
        return None
    text, given = attributes.split(block[match.end() :])
    kind = _WORDS[match[1].lower()] if match[1] else prefix_of(given.label)
    return Caption(kind if kind in _WORDS.values() else "", text, given)


def kind_of(md: Markdown, element: Element) -> str:
    """The kind of thing that `element` is and that a caption can belong to; empty if none."""
    if fences.is_table(md, element):
        return "tbl"
    is_code = element.tag == "pre" and len(element) == 1 and element[0].tag == "code"
    return "lst" if is_code or fences.listing(md, element.text) else ""


def fits(md: Markdown, element: Element, caption: Caption) -> bool:
    """Whether `caption` can be that of `element`; for code, one of them must have a label."""
    kind = kind_of(md, element)
    if not kind or caption.kind not in ("", kind):
        return False
    found = fences.listing(md, element.text)
    if found and found.caption is not None:
        return False
    return kind == "tbl" or bool(caption.given.label or (found and found.given.label))


def join(md: Markdown, parent: Element) -> None:
    """Give the tables and the code in `parent` their captions. A caption belongs first to what stands before it."""
    left, done = list(reversed(parent)), list[Element]()
    while left:
        child = left.pop()
        if child.tag != NOTE:
            done.append(_with_own(md, child))
            continue
        caption = read(child.text or "")
        assert caption is not None
        if done and fits(md, done[-1], caption):
            done[-1] = _captioned(md, done[-1], caption)
        elif left and fits(md, left[-1], caption):
            done.append(_captioned(md, left.pop(), caption))
        else:
            child.tag, child.text = "p", (child.text or "").lstrip()
            done.append(child)
    parent[:] = done


def adopt(md: Markdown, division: Element) -> Element | None:
    """The figure that `division` is, if it has the label of a table or of code, and holds that and one paragraph."""
    kind = prefix_of(division.get("id", ""))
    if kind not in _WORDS.values() or sorted(kind_of(md, child) for child in division) != ["", kind]:
        return None
    words, thing = sorted(division, key=lambda child: kind_of(md, child))
    if words.tag not in ("p", NOTE) or len(words):
        return None
    caption = read(words.text or "") if words.tag == NOTE else Caption("", words.text or "", Attributes())
    if caption is None or caption.given.label:
        return None
    own = Attributes.of(division)
    given = replace(own, classes=own.classes + caption.given.classes)
    figure = _captioned(md, thing, replace(caption, given=given))
    figure.tail = division.tail
    return figure


def _with_own(md: Markdown, child: Element) -> Element:
    """`child`, as a figure if it is a fence with a caption in its braces."""
    found = fences.listing(md, child.text) if child.tag == "p" else None
    if found is None or found.caption is None:
        return child
    return _captioned(md, child, Caption("", found.caption, Attributes()))


def _captioned(md: Markdown, thing: Element, caption: Caption) -> Element:
    """The figure of `thing` and `caption`."""
    kind, given = kind_of(md, thing), _with_fence(md, thing, caption.given)
    figure, words = Element("figure"), Element("p")
    words.text = caption.text
    elements.dress(figure, elements.css(kind), given)
    figure.extend([elements.caption(words, given, kind), thing])
    figure.tail, thing.tail = thing.tail, None
    elements.name_table(thing, given)
    return figure


def _with_fence(md: Markdown, thing: Element, given: Attributes) -> Attributes:
    """`given` with what the braces of a fence say; a label in the caption leaves that of the fence alone."""
    found = fences.listing(md, thing.text)
    if found is None:
        return given
    classes = given.classes + (("unnumbered",) if found.given.unnumbered and not given.unnumbered else ())
    label = "" if given.label else found.given.label
    fences.take(md, thing.text or "", label=bool(label))
    aliases = given.aliases + found.given.aliases
    return replace(given, label=given.label or label, classes=classes, aliases=aliases)
