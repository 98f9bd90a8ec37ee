"""Formulas in lines: a displayed one that has a number divides its paragraph, where a block may stand."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.math import delimiters
from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.syntax import elements, problems
from mkdocs_colophon.math.syntax.elements import FORMULA, LABEL
from mkdocs_colophon.math.syntax.problems import PROBLEM
from mkdocs_colophon.math.syntax.tables import PIPE

_ROOMY = frozenset(("div", "li", "dd", "td", "th", "figcaption", "blockquote"))  # where a block may stand among words


class _Formulas:
    """What Python-Markdown takes for a pattern."""

    def finditer(self, text: str, start: int = 0) -> Iterable[Delimited]:
        return delimiters.find(text, start) if any(sign in text for sign in delimiters.SIGNS) else ()


class FormulaProcessor(InlineProcessor):
    """A formula in a line, or the beginning of one that never ends."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = _Formulas()  # type: ignore[assignment]

    def handleMatch(self, m: Delimited, data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        if not m.closed:
            return problems.unclosed(data.replace(PIPE, "|"), m), m.start, m.end
        return elements.formula(m), m.start, m.end


class EquationTreeprocessor(Treeprocessor):
    """Makes equations of displayed formulas with a number, and says of what cannot be one that it has none."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p" and any(map(_is_numbered, child)):
                    place = list(parent).index(child)
                    parent[place : place + 1] = _divided(child)
            if parent.tag in _ROOMY and parent.get("class") != elements.BODY:
                for place, child in enumerate(parent):
                    if _is_numbered(child):
                        parent[place] = _equation(child)
                    parent[place].tail = child.tail
        _told(root)


def _is_numbered(element: Element) -> bool:
    return element.tag == FORMULA and elements.has_number(element)


def _equation(formula: Element) -> Element:
    return elements.equation(elements.delimited(formula))


def _divided(paragraph: Element) -> list[Element]:
    """A paragraph and the equations in it, one after the other."""
    parts = [Element("p", paragraph.attrib)]
    parts[0].text = paragraph.text
    for child in paragraph:
        if not _is_numbered(child):
            parts[-1].append(child)
            continue
        _trim(parts[-1])
        parts += [_equation(child), Element("p")]
        parts[-1].text = (child.tail or "").lstrip()
    parts[-1].tail = paragraph.tail
    return [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]


def _trim(paragraph: Element) -> None:
    """Take away the spaces at the end of a paragraph."""
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()


def _told(root: Element) -> None:
    """Say of the labels that are left in lines that they number nothing, and of formulas that they never end."""
    for parent in list(root.iter()):
        if parent.get("class") != elements.BODY:
            for child in [child for child in parent if child.tag == FORMULA]:
                _tell(parent, child)
    for problem in _doubled(each for each in root.iter(PROBLEM) if each.get("code") == "MATH003"):
        problem.tag, problem.attrib = "span", {}


def _tell(parent: Element, formula: Element) -> None:
    """Put problems behind a formula that has labels."""
    wrong = [problems.misplaced(label, formula.get("display") == "true") for label in elements.labels(formula)]
    formula.attrib.pop(LABEL, None)
    if wrong:
        wrong[-1].tail, formula.tail = formula.tail, None
        place = list(parent).index(formula) + 1
        parent[place:place] = wrong


def _doubled(unclosed: Iterator[Element]) -> Iterator[Element]:
    """Of formulas that never end, those that are the end of the one before: an empty line is between them."""
    opened = False
    for each in unclosed:
        opened = not (opened and each.get("last") == "true")
        if not opened:
            yield each
