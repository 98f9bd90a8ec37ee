"""Entries that an article carries itself, word for word: `{% ref key %}` and `{% references %} [key] text …`.

So hexo-reference-plus has them, for pages that say `refplus: true` in their front matter, which who renders them passes
on as `enabled`. This is an extension of its own, and no other module knows of it: it numbers the entries by first
citation and writes what stands on the page. What is wrong is told by markers, at the place where it is wrong.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString

from mkdocs_colophon.citations.bibliography import entry, listed, ways_back
from mkdocs_colophon.citations.syntax.cites import written
from mkdocs_colophon.citations.words import words
from mkdocs_colophon.html import markers, tag
from mkdocs_colophon.problems import did_you_mean

_REFERENCE = r"\{%[ ]*ref[ ]+(?P<alias>[^\s%{}]+)[ ]*%\}"
_BEGIN, _END = r"\{%[ ]*references(?P<hide>[ ]+hide)?[ ]*%\}", r"\{%[ ]*endreferences[ ]*%\}"
_HIDDEN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)|<!--(?:(?!<!--|-->)[\s\S])*-->"
_BLOCK = re.compile(rf"{_BEGIN}(?P<body>(?:(?!\{{%[ ]*references\b).)*?){_END}|{_HIDDEN}", re.DOTALL)
_COUNTERPART = "a block begins with {% references %}, ends with {% endreferences %}, and holds nothing but paragraphs"
_TYPE_MARK = r"[A-Z]{1,2}(?:/[A-Z]{2})?"  # of GB/T 7714: [J], [EB/OL]
_REF, _RAW = f"{markers.PREFIX}ref", f"{markers.PREFIX}raw"  # what stands in the tree until all of it is read
_TEXT = tag("div", "", class_="bibliography-text")  # what `entry` has where there are no words


class TagProcessor(InlineProcessor):
    """`{% ref key %}`, and of what bounds a block, one without the other."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        text = _written(self.md, m[0])
        values = {"code": "CITE012", "message": f"{text} has no counterpart", "hint": _COUNTERPART}
        alias = _written(self.md, m["alias"] or "")
        element = Element(_REF, alias=alias) if alias else markers.element("problem", **values)
        element.text = AtomicString(text)
        return element, m.start(0), m.end(0)


class LiteralProcessor(InlineProcessor):
    """The same on a page on which it means nothing, nor is it a list of attributes."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return written(self.md, m[0]).replace("{", f"{STX}{ord('{')}{ETX}"), m.start(0), m.end(0)


class BlockTreeprocessor(Treeprocessor):
    """Takes blocks of entries out of the paragraphs that they are written in."""

    def run(self, root: Element) -> None:
        aliases = dict.fromkeys(re.findall(_REFERENCE, "".join(root.itertext())))
        keys = "|".join([rf"(?!{_TYPE_MARK}\])[^\]\s{STX}]+", *map(re.escape, aliases)])
        key = re.compile(rf"^[ \t]*\[(?P<alias>{keys})\][ \t]*|{_HIDDEN}", re.MULTILINE)
        for parent in list(root.iter()):
            parent[:] = list(_divided(parent, key))


class ListTreeprocessor(Treeprocessor):
    """Numbers references, and lists the entries of each block by number, then those that nothing refers to."""

    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self._words = words(language)

    def run(self, root: Element) -> None:
        texts = _texts(root.iter(_RAW))
        cited: dict[str, list[Element]] = {}
        for reference in root.iter(_REF):
            cited.setdefault(reference.attrib["alias"], []).append(reference)
        numbers = {alias: number for number, alias in enumerate(filter(texts.__contains__, cited), 1)}
        for alias, references in cited.items():
            for place, reference in enumerate(references, 1):
                if alias in numbers:
                    _link(reference, alias, numbers[alias], place)
                else:
                    _unresolved(reference, alias, did_you_mean(alias, texts))
        for block in list(root.iter(_RAW)):
            self._list(block, numbers, cited)

    def _list(self, block: Element, numbers: Mapping[str, int], cited: Mapping[str, Sequence[Element]]) -> None:
        """Make HTML of a block, but for its introduction and the texts of its entries, which stay in the tree."""
        introduction = [child for child in block if "alias" not in child.attrib]
        texts = sorted(block.findall("*[@alias]"), key=lambda text: numbers.get(text.attrib["alias"], len(numbers) + 1))
        items = [self._item(text.attrib["alias"], cited) for text in texts]
        html = listed(items, aria_label=self._words.heading) if items else ""
        if items and "hide" in block.attrib:
            html = tag("details", f"\n{tag('summary', self._words.heading)}\n{html}\n")
        around = map(self.md.htmlStash.store, f"\n{html}\n".split(_TEXT))
        block[:] = [*introduction, *texts]
        block.text, *behind = [*("\n" for _ in introduction), *around]
        for child, tail in zip(block, behind, strict=True):
            child.tail = tail
        for text in texts:
            alias = text.attrib["alias"]
            text.attrib = {"class": "bibliography-text"}
            if alias in numbers:
                text.text = f"[{numbers[alias]}] {text.text or ''}"
            else:
                _tell(text, "CITE011", f"nothing refers to '{alias}'", alias, informational="true")
        block.tag, block.attrib = "div", {"class": "bibliography raw-bibliography"}

    def _item(self, alias: str, cited: Mapping[str, Sequence[Element]]) -> str:
        places = [reference.attrib["id"] for reference in cited.get(alias, ())]
        return entry("", None, self._words, ways_back(places, self._words), id=_id(alias))


class HexoExtension(Extension):
    """What Python-Markdown is given."""

    def __init__(self, **options: object) -> None:
        self.config = {"enabled": [True, "Whether the page asks for it."], "language": ["en", "That of the page."]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        processor = TagProcessor if self.getConfig("enabled") else LiteralProcessor
        # below 90, raw HTML, and above 84.2, what may begin within an alias
        md.inlinePatterns.register(processor(f"{_REFERENCE}|{_BEGIN}|{_END}", md), "colophon-hexo", 84.3)
        if self.getConfig("enabled"):
            # below 50, footnotes, and above 45, where paragraphs become figures and divisions
            md.treeprocessors.register(BlockTreeprocessor(md), "colophon-hexo-blocks", 46)
            # after lines have been broken, 10, and attributes given out, 8, and before headings and ids are noted, 5
            md.treeprocessors.register(ListTreeprocessor(md, self.getConfig("language")), "colophon-hexo-lists", 7.5)


def makeExtension(**options: object) -> HexoExtension:  # the name Python-Markdown looks for
    return HexoExtension(**options)


def _divided(parent: Element, key: re.Pattern[str]) -> Iterator[Element]:
    """The children of `parent`, with blocks in the place of the paragraphs that they take."""
    for is_text, group in groupby(parent, key=_is_text):
        children = list(group)
        text = "\n\n".join(child.text or "" for child in children) if is_text else ""
        found = [match for match in _BLOCK.finditer(text) if match["body"] is not None]
        for part, block in zip_longest(_between(text, found), found):
            yield from _paragraphs(part) if found else children
            if block and block["body"].strip():
                yield _block(block, key)


def _is_text(child: Element) -> bool:
    return child.tag == "p" and not len(child) and not child.attrib and not (child.tail or "").strip()


def _between(text: str, found: Iterable[re.Match[str]]) -> list[str]:
    """What is left of `text` before, between and behind what is `found` in it."""
    edges = [0, *(edge for match in found for edge in match.span()), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _paragraphs(text: str) -> Iterator[Element]:
    for part in filter(str.strip, text.split("\n\n")):
        paragraph = Element("p")
        paragraph.text = part
        yield paragraph


def _block(found: re.Match[str], key: re.Pattern[str]) -> Element:
    """What stands before the entries, and these, each from its alias at a line's beginning to the next."""
    keys = [match for match in key.finditer(found["body"]) if match["alias"]]
    introduction, *texts = (re.sub(r"\s*\n\s*", "\n", part.strip()) for part in _between(found["body"], keys))
    block = Element(_RAW, {"hide": "true"} if found["hide"] else {})
    block.tail = "\n"
    if introduction:
        SubElement(block, "p").text = introduction
    for match, text in zip(keys, texts, strict=True):
        SubElement(block, "div", alias=match["alias"]).text = text
    return block


def _texts(blocks: Iterable[Element]) -> dict[str, Element]:
    """The texts of the entries in `blocks` by alias; the second of one goes."""
    texts: dict[str, Element] = {}
    for block, text in [(each, text) for each in blocks for text in each.findall("*[@alias]")]:
        alias = text.attrib["alias"]
        if texts.setdefault(alias, text) is not text:
            _tell(texts[alias], "CITE012", f"reference '{alias}' stands there twice", alias, hint="rename one")
            block.remove(text)
    return texts


def _tell(text: Element, code: str, message: str, alias: str, **values: str) -> None:
    text.append(markers.element("problem", code=code, message=message, needle=f"[{alias}]", **values))


def _link(reference: Element, alias: str, number: int, place: int) -> None:
    """Make a link of a reference."""
    reference.tag, reference.text = "sup", ""
    reference.attrib = {"class": "citation", "id": f"rawcite-{alias}-{place}"}
    values = {"class": "citation", "data-keys": alias, "data-label": _id(alias), "href": f"#{_id(alias)}"}
    SubElement(reference, "a", values, role="doc-biblioref").text = f"[{number}]"


def _unresolved(reference: Element, alias: str, near: str) -> None:
    """Say of a reference that it is not known."""
    hint = near or f"add a line '[{alias}] …' to the block that begins with {{% references %}}"
    values = {"code": "CITE010", "message": f"unknown reference '{alias}'", "hint": hint}
    reference.append(markers.element("problem", reference.text or "", **values))
    reference.tag, reference.text = "span", ""
    reference.attrib = {"class": "unresolved", "data-label": alias}


def _written(md: Markdown, text: str) -> str:
    """As its author wrote it, tags in it included."""
    tags = md.htmlStash.rawHtmlBlocks
    return HTML_PLACEHOLDER_RE.sub(lambda match: str(tags[int(match[1])]), written(md, text))


def _id(alias: str) -> str:
    """The id of an entry; those of the library begin otherwise."""
    return f"rawref-{alias}"
