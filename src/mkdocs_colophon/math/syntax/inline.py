"""Formulas in lines: a displayed one that has a number divides its paragraph, where a block may stand."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_colophon.math import delimiters
from mkdocs_colophon.math.delimiters import Delimited
from mkdocs_colophon.math.syntax import elements, problems
from mkdocs_colophon.math.syntax.elements import FORMULA, NOTES
from mkdocs_colophon.math.syntax.tables import PIPE

_ROOMY = frozenset(("div", "li", "dd", "td", "th", "figcaption", "blockquote"))  # where a block may stand among words


class _Formulas:
    """What Python-Markdown takes for a pattern.

    When it has put a placeholder in the place of a formula, it goes on behind that. What was found there is still what
    stands there, so a text is read once, however many formulas it holds.
    """

    def __init__(self) -> None:
        self._found: Iterator[Delimited] = iter(())
        self._end, self._behind = 0, ""

    def finditer(self, text: str, start: int = 0) -> Iterator[Delimited]:
        """The first formula in `text` from `start` on."""
        if not any(sign in text for sign in delimiters.SIGNS):
            return iter(())
        if not start or text[start:] != self._behind:
            self._found, self._end = delimiters.find(text, start), start
        return self._next(text, start - self._end)

    def _next(self, text: str, shift: int) -> Iterator[Delimited]:
        for found in self._found:
            self._end, self._behind = found.end, text[found.end + shift :]
            yield replace(found, start=found.start + shift, end=found.end + shift)
            return


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
    for problem in _repeated(root):
        problem.tag, problem.attrib = "span", {}


def _tell(parent: Element, formula: Element) -> None:
    """Put problems behind a formula that has labels."""
    wrong = [problems.misplaced(label, formula.get("display") == "true") for label in elements.labels(formula)]
    for note in NOTES:
        formula.attrib.pop(note, None)
    if wrong:
        wrong[-1].tail, formula.tail = formula.tail, None
        place = list(parent).index(formula) + 1
        parent[place:place] = wrong


def _repeated(root: Element) -> Iterator[Element]:
    """Of formulas that never end, those that follow from another: in its text, or its end behind an empty line."""
    opened = False
    for parent in list(root.iter()):
        for place, each in enumerate(child for child in parent if child.get("code") == "MATH003"):
            is_end = opened and each.get("last") == "true"
            if place or is_end:
                yield each
            if not place:
                opened = not is_end
