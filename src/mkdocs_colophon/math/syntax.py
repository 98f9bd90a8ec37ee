"""How mathematics stands in Markdown: `$…$` in a line; `$$…$$ {#eq:x}` as a block or between a paragraph's lines."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_colophon.html import markers
from mkdocs_colophon.prefilter import Prefilter

FORMULA = f"{markers.PREFIX}math"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Inline mathematics is pymdownx.arithmatex's; told to write our marker, with nothing around the TeX.
ARITHMATEX = {
    "generic": True,
    "inline_tag": FORMULA,
    "tex_inline_wrap": ["", ""],
    "block_syntax": [],
}
_EQUATION = re.compile(
    r"^[ ]{0,3}(?:\$\$(?P<dollars>.+?)\$\$|\\\[(?P<brackets>.+?)\\\])"
    r"[ \t]*(?:\{[ ]*#(?P<label>eq:[^\s}]+)[ ]*\})?[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_LABEL = re.compile(r"(?:(?<!\\)|(?<=[^\\]\\\\))\\label\{(eq:[^\s{}]+)\}[ \t]*")
_ROOMY = frozenset(("div", "li", "dd", "td", "th", "figcaption", "blockquote"))  # where a block may stand among words
_DISPLAY = r"\$\$(?<!\\\$\$)([^$]+)\$\$"


class EquationProcessor(BlockProcessor):
    """A displayed formula on lines of its own, with or without a label."""

    def test(self, parent: Element, block: str) -> bool:
        return "$$" in block or "\\[" in block

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks[0]
        found = (match for match in _EQUATION.finditer(block) if block[: match.start()].count("`") % 2 == 0)
        match = next(found, None)  # the first that no code span surrounds
        if match is None:
            return False
        del blocks[0]
        if before := block[: match.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        parent.append(_displayed((match["dollars"] or match["brackets"]).strip(), match["label"]))
        if after := block[match.end() :].lstrip("\n"):
            blocks.insert(0, after)
        return True


class DisplayProcessor(InlineProcessor):
    """A displayed formula in the middle of a line; with a label it becomes an equation later."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        marker = markers.element("math", AtomicString(m[1].strip()), display="true")
        return marker, m.start(0), m.end(0)


class EquationTreeprocessor(Treeprocessor):
    """Makes equations of displayed formulas with a label in the middle of a line, where a block may stand."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p" and any(map(_is_labelled, child)):
                    place = list(parent).index(child)
                    parent[place : place + 1] = _divided(child)
            if parent.tag in _ROOMY:
                for place, child in enumerate(parent):
                    if _is_labelled(child):
                        parent[place] = _displayed(child.text or "")
                    parent[place].tail = child.tail


class HeadingTreeprocessor(Treeprocessor):
    """Notes headings whose id would be made of TeX, because their author gave none."""

    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag in HEADINGS and "id" not in heading.attrib and heading.find(f".//{FORMULA}") is not None:
                heading.set("data-colophon", "math")


def extend(md: Markdown) -> None:
    """Teach `md` mathematics."""
    md.registerExtensions(["pymdownx.arithmatex"], {"pymdownx.arithmatex": ARITHMATEX})
    formula = md.inlinePatterns["arithmatex-inline"]
    formula.compiled_re = Prefilter(formula.compiled_re, re.compile(r"[$\\]"))  # type: ignore[assignment]
    # above the code block's 80 nothing would be safe in code; above arithmatex's 189.9, `$$` is not two empty formulas
    md.parser.blockprocessors.register(EquationProcessor(md.parser), "colophon-equation", 79)
    md.inlinePatterns.register(DisplayProcessor(_DISPLAY, md), "colophon-display", 189.95)
    # after inline processing (20), before attributes are given out (8)
    md.treeprocessors.register(EquationTreeprocessor(md), "colophon-equations", 15.5)
    # attribute lists have been read by then (8), and the table of contents makes the ids that are missing (5)
    md.treeprocessors.register(HeadingTreeprocessor(md), "colophon-headings", 7)


def _displayed(tex: str, label: str | None = None) -> Element:
    if given := _LABEL.search(tex):  # as LaTeX has it; behind the dollars it would be {#eq:x}
        label, tex = label or given[1], (tex[: given.start()] + tex[given.end() :]).strip()
    equation = Element("div", {"class": "equation"})
    # a formula wider than a phone scrolls in its own box, which the keyboard must be able to reach
    box = {"class": "equation-body", "tabindex": "0", "role": "group", "aria-label": "Equation"}
    body = SubElement(equation, "div", box)
    body.append(markers.element("math", AtomicString(tex), display="true"))
    if label:
        equation.set("id", label)
        equation.append(markers.element("number", label=label))
    return equation


def _is_labelled(element: Element) -> bool:
    return element.tag == FORMULA and element.get("display") == "true" and bool(_LABEL.search(element.text or ""))


def _divided(paragraph: Element) -> list[Element]:
    """A paragraph and the equations in it, one after the other."""
    parts = [Element("p", paragraph.attrib)]
    parts[0].text = paragraph.text
    for child in paragraph:
        if not _is_labelled(child):
            parts[-1].append(child)
            continue
        _trim(parts[-1])
        parts += [_displayed(child.text or ""), Element("p")]
        parts[-1].text = (child.tail or "").lstrip()
    parts[-1].tail = paragraph.tail
    return [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]


def _trim(paragraph: Element) -> None:
    """Take away the spaces at the end of a paragraph."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()
