r"""References that are not written with an `@`, and lists of what can be referred to.

A link whose text is its own target, `[#fig:x](#fig:x)` or `[](#fig:x)`, asks for the text of a reference; LaTeX's
`\ref{eq:x}` for the number of an equation, and `\eqref{eq:x}` for the number in parentheses.
`[see {name} {number}](#fig:x)` asks for parts of it.
`[[figures scope=site thumbnails]]` is a list of all figures; so are tables, equations, listings and theorems listed.
"""

import json
import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

LATEX = r"\\(eqref|ref)\{(eq:[^\s{}]+)\}"
_PLACEHOLDER = re.compile(r"\{(name|number|title|page)\}")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_ASKED = re.compile(r"\[\[([\w-]+)(?:[ :|,][^\]\n]*)?\]\]")
_PLACE = re.compile(r"\[\[([\w-]+)((?: +(?:scope=page|scope=site|thumbnails))*) *\]\]")


class LatexProcessor(InlineProcessor):
    """A reference to an equation as in LaTeX."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        marker = _marker(m[2], m[0], "group", suppress=True)
        if m[1] == "ref":
            return marker, m.start(0), m.end(0)
        around = Element("span", {"class": "equation-reference"})
        around.text, marker.tail = "(", ")"
        around.append(marker)
        return around, m.start(0), m.end(0)


class EmptyTreeprocessor(Treeprocessor):
    """Names links that nobody can see."""

    def run(self, root: Element) -> None:
        for link in filter(_is_empty, list(root.iter("a"))):
            text = f"the link to '{link.get('href')}' has no words"
            data = {"code": "XREF014", "message": text, "hint": "write some between the brackets"}
            link.append(markers.element("problem", **data, needle=f"[]({link.get('href')}"))


class ListProcessor(BlockProcessor):
    """`[[figures]]` in a paragraph of its own."""

    def __init__(self, parser: BlockParser, kinds: Kinds) -> None:
        super().__init__(parser)
        # the first of several kinds with one word stands for them all
        self._listed = {kind.listing: kind.prefix for kind in reversed(list(kinds.values())) if kind.listing}

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip().startswith("[[")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        data = self._read(blocks[0])
        found = markers.element("list", "", **data) if data else self._problem(blocks[0])
        if found is None:
            return False
        found.text = AtomicString(blocks.pop(0).strip())
        (parent if data else SubElement(parent, "p")).append(found)
        return True

    def _problem(self, block: str) -> Element | None:
        """What is wrong with `block` if it asks for a list, and for more than that has."""
        match = _ASKED.fullmatch(block.strip())
        if match is None or match[1] not in self._listed:
            return None
        data = {"code": "XREF017", "message": f"the list '{block.strip()}' asks for what there is not"}
        return markers.element("problem", **data, hint="it may say scope=page, scope=site, thumbnails")

    def _read(self, block: str) -> dict[str, str] | None:
        """What `block` asks for; None if it has a word that says nothing."""
        match = _PLACE.fullmatch(block.strip())
        if match is None or match[1] not in self._listed:
            return None
        words = (word.partition("=") for word in match[2].split())
        return {"kind": self._listed[match[1]], "scope": "page"} | {name: value or "true" for name, _, value in words}


def self_named(link: Element, kinds: Kinds) -> Element | None:
    """The marker of a reference in the place of `link`, if that has no words of its own."""
    target = link.get("href", "")
    label = target.partition("#")[2]
    if len(link) or (link.text or "") not in ("", target, f"#{label}") or not _is_label(target, kinds):
        return None
    marker = _marker(label, f"#{label}", "textual", suppress=False)
    marker.tail = link.tail
    return marker


def fill(link: Element, kinds: Kinds) -> None:
    """Put markers into the words of `link` for what they ask of its target: `[see {name} {number}](#fig:x)`."""
    if not _is_label(link.get("href", ""), kinds):
        return
    label = link.get("href", "").partition("#")[2]
    for element in list(link.iter()):
        for child in reversed(element):
            if found := _placeholders(child.tail, label):
                child.tail, place = found[0].text, list(element).index(child) + 1
                element[place:place] = found[1:]
        if found := _placeholders(element.text, label):
            element.text, element[:0] = found[0].text, found[1:]


def _placeholders(text: str | None, label: str) -> list[Element]:
    """An element with what stands in `text` before the first placeholder, and a marker for each, with what follows."""
    if not text or isinstance(text, AtomicString) or not _PLACEHOLDER.search(text):
        return []
    before, *parts = _PLACEHOLDER.split(text)
    first = Element("span")
    first.text = before
    found = [first]
    for part, after in zip(parts[::2], parts[1::2], strict=True):
        found.append(_marker(label, f"{{{part}}}", "textual", suppress=False))
        found[-1].attrib |= {"part": part}
        found[-1].tail = after
    return found


def _is_label(target: str, kinds: Kinds) -> bool:
    """Whether the address `target` leads to a label, here or on a page of the site; here its kind need not be known."""
    path, _, label = target.partition("#")
    kind = prefix_of(label)
    return kind in kinds and _OUTSIDE.match(path) is None if path else bool(kind)


def _is_empty(link: Element) -> bool:
    """Whether there is nothing to see of `link`; a class or a name for screen readers says that this is meant."""
    return not (len(link) or link.text) and set(link.keys()) <= {"href", "title"} and bool(link.get("href"))


def _marker(label: str, written: str, form: str, *, suppress: bool) -> Element:
    cites = json.dumps([[label, "", "", suppress]])
    return markers.element("cite", AtomicString(written), cites=cites, form=form)
