"""How cites stand in Markdown, `[see @a, p. 3; @b]`, `@a [p. 3]`, and the place of a bibliography, `[[bibliography]]`.

Labels and bibliography keys alike become markers. The rules run after links, raw HTML and code have been taken out of
the text, so they never fire inside those.
"""

import json
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString

from mkdocs_colophon import grammar
from mkdocs_colophon.citations import selection
from mkdocs_colophon.citations.request import Form
from mkdocs_colophon.grammar import Cite
from mkdocs_colophon.html import markers
from mkdocs_colophon.prefilter import Prefilter

Handled = tuple[Element | None, int | None, int | None]

_CITE = f"{markers.PREFIX}cite"
_MATH = f"{markers.PREFIX}math"
_BRACKET = r"\[(?<![!^]\[)(?!\^)(?=[^\]]*@)"
_FOLLOWS_ATTACHED = re.compile(r"[ ]?\[")
_PARTS = re.compile(r"\{:?[ ]*\.(author|year)[ ]*\}")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^\s{}][^{}\n]*\}")
_LAST = re.compile(f"{INLINE_PLACEHOLDER_RE.pattern}$")
_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")
_PLACE = re.compile(r"\[\[bibliography(?![\w-])([^\[\]]*)\]\]")
_QUERY = "such as [[bibliography scope=site group=year]] or [[bibliography keyword=review year>=2015]]"
_DASH = f"{INLINE_PLACEHOLDER_RE.pattern}(-{{2,3}}){INLINE_PLACEHOLDER_RE.pattern}"
_DASHES = {"--": "–", "---": "—"}
_MARKUP = re.compile(r"[^\w\s.,:;!?()/]")
_NOTHING: Handled = (None, None, None)


class CiteProcessor(InlineProcessor):
    """What the two forms of a cite have in common."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = Prefilter(self.compiled_re, ("@",))  # type: ignore[assignment]

    def marker(self, text: str, cites: Sequence[Cite], form: Form, **data: str) -> Element:
        """The marker for `cites`, written by the author as `text`."""
        # Python-Markdown leaves what looks like an entity as it is, and `&quot;` must not end a string
        listed = json.dumps(cites, ensure_ascii=False).replace("&", r"\u0026")
        return markers.element("cite", AtomicString(text), cites=listed, form=form, **data)

    def part(self, data: str, end: int, cites: tuple[Cite, ...], form: Form) -> tuple[tuple[Cite, ...], Form, int]:
        """`cites` as `{.author}` or `{.year}` behind them wants them, the form, and where it all ends."""
        wanted = _PARTS.match(data, end)
        if wanted is None:
            return cites, form, end
        if wanted[1] == "author":
            worded = any(cite.prefix or cite.suffix for cite in cites)
            return (cites, form, end) if worded else (cites, "author", wanted.end())
        return tuple(cite._replace(suppress=True) for cite in cites), form, wanted.end()

    def ends_with_cite(self, text: str) -> bool:
        """Whether the last thing in a piece of a line is a cite, which a placeholder stands for by now."""
        found = _LAST.search(text)
        node = self.md.treeprocessors["inline"].stashed_nodes.get(found[1]) if found else None  # type: ignore[attr-defined]
        return isinstance(node, Element) and node.tag == _CITE


class GroupProcessor(CiteProcessor):
    """`[see @a, p. 3; -@b]`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        end = grammar.closing_bracket(data, m.start(0))
        if end < 0 or not self._stands_alone(data, end + 1):
            return _NOTHING
        inside = written(self.md, data[m.end(0) : end])
        cites = grammar.group(inside)
        if not cites or HTML_PLACEHOLDER_RE.search(inside):
            return _NOTHING
        cites, form, stop = self.part(data, end + 1, cites, "group")
        if stop == end + 1 and "attr_list" in self.md.treeprocessors and _ATTRIBUTES.match(data, stop):
            span = Element("span")  # as in pandoc: words with attributes, and what they cite stands in the sentence
            span.text = data[m.end(0) : end]
            return span, m.start(0), stop
        return self.marker(written(self.md, data[m.start(0) : stop]), cites, form), m.start(0), stop

    def _stands_alone(self, data: str, end: int) -> bool:
        """Whether the bracket ending at `end` is not the first half of a link; another group may follow it."""
        follows = data[end : end + 1]
        if follows != "[":
            return follows != "("
        close = grammar.closing_bracket(data, end)
        return close > 0 and grammar.group(written(self.md, data[end + 1 : close])) is not None


class TextualProcessor(CiteProcessor):
    """`@a`, `-@a` and `@a [p. 3]`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        if grammar.in_url(data, m.start(0)) or STX in m["key"]:
            return _NOTHING
        key, suppress = m["key"].removeprefix("{").removesuffix("}"), bool(m["suppress"])
        bracket, end = self._bracket(data, m.end(0))
        cites = grammar.textual(key, suppress, bracket)
        cites, form, end = self.part(data, end, cites, "textual")
        # directly behind a cite a hyphen is more likely to be a dash
        dash = {"dash": "true"} if suppress and self.ends_with_cite(data[: m.start(0)]) else {}
        return self.marker(written(self.md, data[m.start(0) : end]), cites, form, **dash), m.start(0), end

    def _bracket(self, data: str, start: int) -> tuple[str, int]:
        """The inside of the bracket that belongs to the key ending at `start`, and where the whole cite ends."""
        attached = _FOLLOWS_ATTACHED.match(data, start)
        if not attached:
            return "", start
        end = grammar.closing_bracket(data, attached.end() - 1)
        inside = written(self.md, data[attached.end() : end]) if end > 0 else ""
        begins_anew = inside.lstrip().startswith(("@", "-@", "^"))
        if not inside or begins_anew or HTML_PLACEHOLDER_RE.search(inside) or data[end + 1 : end + 2] in ("(", "["):
            return "", start
        return inside, end + 1


class DashProcessor(InlineProcessor):
    """`--` between two cites, and `---`, which are dashes there as in pandoc: a hyphen would belong to the second."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        stashed = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        beside = [stashed.get(m[1]), stashed.get(m[3])]
        if not all(isinstance(node, Element) and node.tag == _CITE for node in beside):
            return None, None, None
        return _DASHES[m[2]], m.start(2), m.end(2)


class WordsTreeprocessor(Treeprocessor):
    """Reads the Markdown in the words around cites, for references, whose words nobody else reads."""

    def run(self, root: Element) -> None:
        for cite in list(root.iter(_CITE)):
            words = {word for _, *around, _ in json.loads(cite.get("cites", "")) for word in around}
            if read := {word: self._read(word) for word in sorted(words) if _MARKUP.search(word) and "@" not in word}:
                cite.set("words", json.dumps(read, ensure_ascii=False).replace("&", r"\u0026"))

    def _read(self, words: str) -> str:
        """`words` as HTML."""
        root = Element("div")
        SubElement(root, "span").text = words
        for name in ("inline", "unescape"):
            self.md.treeprocessors[name].run(root)
        html = self.md.serializer(root[0])
        for name in ("raw_html", "amp_substitute"):
            html = self.md.postprocessors[name].run(html)
        return html.removeprefix("<span>").removesuffix("</span>")


class LinkTreeprocessor(Treeprocessor):
    """Notes cites in the words of a link, which can hold no other link."""

    def run(self, root: Element) -> None:
        for cite in root.iterfind(f".//a//{_CITE}"):
            cite.set("bare", "true")


class PlaceProcessor(BlockProcessor):
    """`[[bibliography]]` on a line of its own, the place where a bibliography stands."""

    def test(self, parent: Element, block: str) -> bool:
        return _PLACE.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = blocks.pop(0).strip()
        try:
            told = selection.place(text.removeprefix("[[bibliography").removesuffix("]]"))
            parent.append(markers.element("bibliography", AtomicString(text), **told))
        except selection.SelectionError as error:
            values = {"code": "CITE016", "message": f"{text}: {error}", "hint": _QUERY}
            SubElement(parent, "p").append(markers.element("problem", AtomicString(text), **values))


def extend(md: Markdown, kinds: Iterable[str] = ()) -> None:
    """Teach `md` cites, labels of these `kinds` among them, and the place of the bibliography."""
    md.parser.blockprocessors.register(PlaceProcessor(md.parser), "colophon-bibliography", 11)
    if "@" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("@")
    # below 90, raw HTML, and above 80, entities: links and tags are gone by then, emphasis is still to come
    md.inlinePatterns.register(GroupProcessor(_BRACKET, md), "colophon-group", 84.1)
    md.inlinePatterns.register(TextualProcessor(grammar.textual_pattern(kinds), md), "colophon-textual", 84)
    md.inlinePatterns.register(DashProcessor(_DASH, md), "colophon-dash", 83.9)
    # directly after inline processing, 20
    md.treeprocessors.register(LinkTreeprocessor(md), "colophon-cites-in-links", 19)
    md.treeprocessors.register(WordsTreeprocessor(md), "colophon-words-of-cites", 18.9)


def written(md: Markdown, text: str) -> str:
    """A piece of a line as its author wrote it, before other rules replaced code, mathematics and escapes in it."""

    def stashed(match: re.Match[str]) -> str:
        node = md.treeprocessors["inline"].stashed_nodes.get(match[1], "")  # type: ignore[attr-defined]
        if isinstance(node, str):
            return written(md, node)
        text = written(md, "".join(node.itertext()))
        return {"code": f"`{text}`", _MATH: f"${text}$"}.get(node.tag, text)

    def raw(match: re.Match[str]) -> str:
        html = md.htmlStash.rawHtmlBlocks[int(match[1])]
        return html if isinstance(html, str) and "@" not in html else match[0]  # an address in a tag is no key

    text = HTML_PLACEHOLDER_RE.sub(raw, INLINE_PLACEHOLDER_RE.sub(stashed, text))
    return _ESCAPED.sub(lambda match: "\\" + chr(int(match[1])), text)
