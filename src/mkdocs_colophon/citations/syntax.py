"""How cites stand in Markdown: `[see @a, p. 3; @b]`, `@a [p. 3]`. Labels and bibliography keys alike become markers.

The rules run after links, raw HTML and code have been taken out of the text, so they never fire inside those.
"""

import json
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from mkdocs_colophon import grammar, markers
from mkdocs_colophon.grammar import Cite

_BRACKET = r"\[(?<!!\[)(?!\^)(?=[^\]]*@)"
_FOLLOWS_ATTACHED = re.compile(r"[ ]?\[")
_PLACEHOLDER = "[[bibliography]]"


def marker(text: str, cites: Sequence[Cite], form: str) -> Element:
    """The marker for `cites`, written by the author as `text`; `form` is "group" or "textual"."""
    data = json.dumps([(cite.key, cite.prefix, cite.suffix, cite.suppress) for cite in cites], ensure_ascii=False)
    return markers.element("cite", AtomicString(text), cites=data, form=form)


class GroupProcessor(InlineProcessor):
    """`[see @a, p. 3; -@b]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        end = grammar.closing_bracket(data, m.start(0))
        if end < 0 or data[end + 1 : end + 2] == "(":
            return None, None, None
        inside = self.unescape(data[m.end(0) : end])
        cites = grammar.group(inside)
        if not cites:
            return None, None, None
        return marker(f"[{inside}]", cites, "group"), m.start(0), end + 1


class TextualProcessor(InlineProcessor):
    """`@a`, `-@a` and `@a [p. 3]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if grammar.in_url(data, m.start(0)):
            return None, None, None
        key, suppress = m["key"].removeprefix("{").removesuffix("}"), bool(m["suppress"])
        bracket, end = self._bracket(data, m.end(0))
        cites = grammar.textual(key, suppress, bracket) if bracket else (Cite(key, suppress=suppress),)
        text = self.unescape(data[m.start(0) : end])
        return marker(text, cites, "textual"), m.start(0), end

    def _bracket(self, data: str, start: int) -> tuple[str, int]:
        """The inside of the bracket that belongs to the key ending at `start`, and where the whole cite ends."""
        attached = _FOLLOWS_ATTACHED.match(data, start)
        if not attached:
            return "", start
        end = grammar.closing_bracket(data, attached.end() - 1)
        inside = data[attached.end() : end] if end > 0 else ""
        begins_anew = inside.lstrip().startswith(("@", "-@", "^"))
        if not inside or begins_anew or data[end + 1 : end + 2] in ("(", "["):
            return "", start
        return self.unescape(inside), end + 1


class PlaceProcessor(BlockProcessor):
    """`[[bibliography]]` on a line of its own, the place where the page's bibliography stands."""

    def test(self, parent: Element, block: str) -> bool:
        return block.strip() == _PLACEHOLDER

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks.pop(0)
        parent.append(markers.element("bibliography", AtomicString(_PLACEHOLDER)))


def extend(md: Markdown) -> None:
    """Teach `md` cites and the place of the bibliography."""
    if "@" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("@")
    md.parser.blockprocessors.register(PlaceProcessor(md.parser), "colophon-bibliography", 11)
    # below 90, raw HTML, and above 80, entities: links and tags are gone by then, emphasis is still to come
    md.inlinePatterns.register(GroupProcessor(_BRACKET, md), "colophon-group", 84.1)
    md.inlinePatterns.register(TextualProcessor(grammar.CITE.pattern, md), "colophon-textual", 84)
