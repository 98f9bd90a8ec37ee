r"""References that are not written with an `@`, and lists of what can be referred to.

A link whose text is its own target, `[#fig:x](#fig:x)` or `[](#fig:x)`, asks for the text of a reference; LaTeX's
`\ref{eq:x}` for the number of an equation, and `\eqref{eq:x}` for the number in parentheses.
`[[figures scope=site thumbnails]]` is a list of all figures; so are tables, equations, listings and theorems listed.
"""

import json
import re
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from mkdocs_colophon.crossref.kinds import Kinds
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

LATEX = r"\\(eqref|ref)\{(eq:[^\s{}]+)\}"
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


class ListProcessor(BlockProcessor):
    """`[[figures]]` in a paragraph of its own."""

    def __init__(self, parser: BlockParser, kinds: Kinds) -> None:
        super().__init__(parser)
        # the first of several kinds with one word stands for them all
        self._listed = {kind.listing: kind.prefix for kind in reversed(list(kinds.values())) if kind.listing}

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip().startswith("[[")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        match = _PLACE.fullmatch(blocks[0].strip())
        if match is None or match[1] not in self._listed:
            return False
        words = (word.partition("=") for word in match[2].split())
        asked = {"scope": "page"} | {name: value or "true" for name, _, value in words}
        parent.append(markers.element("list", AtomicString(match[0]), kind=self._listed[match[1]], **asked))
        del blocks[0]
        return True


def self_named(link: Element) -> Element | None:
    """The marker of a reference in the place of `link`, if that has no words of its own."""
    target = link.get("href", "")
    if len(link) or (link.text or "") not in ("", target) or not target.startswith("#") or not prefix_of(target[1:]):
        return None
    marker = _marker(target[1:], target, "textual", suppress=False)
    marker.tail = link.tail
    return marker


def _marker(label: str, written: str, form: str, *, suppress: bool) -> Element:
    cites = json.dumps([[label, "", "", suppress]])
    return markers.element("cite", AtomicString(written), cites=cites, form=form)
