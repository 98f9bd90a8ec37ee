"""The words of headings, for the tables of contents that show them once more."""

from mkdocs_colophon.crossref.headings import LEVELS, without_marks
from mkdocs_colophon.html import Element, elements, markers, replaced, without_tags

_FORMULA = "colophon-math"
_NUMBER = '<span class="section-number">'


def changed(before: str, after: str) -> dict[str, str]:
    """The words, by id and as HTML, of the headings that resolving has changed, for a table of contents made before."""
    marked = {each.get("id") for each in elements(before, *LEVELS) if _refers(each.inner)}
    return {
        each.get("id"): without_tags(_without_asides(each.inner)).strip()
        for each in (elements(after, *LEVELS) if marked or _NUMBER in after else ())
        if each.get("id") in marked or each.inner.startswith(_NUMBER)
    }


def formulas(html: str) -> dict[str, str]:
    """The words, by id, of the headings of a resolved page that hold formulas, as HTML that keeps only these."""
    found = elements(html, *LEVELS) if _FORMULA in html else []
    return {each.get("id"): shown(each.inner) for each in found if _FORMULA in each.inner}


def _refers(inside: str) -> bool:
    """Whether there is more to resolve in a heading than its number."""
    return any(marker.name != "number" for marker in markers.find(inside))


def _without_asides(inside: str) -> str:
    """What stands in a heading, without links to itself, and without marks of footnotes and of citations by number."""
    inside = without_marks(inside)
    raised = [each for each in elements(inside, "span") if _is_aside(each)]
    return replaced(inside, raised, lambda aside: "")


def _is_aside(element: Element) -> bool:
    return element.has_class("citation") and any(not each.start for each in elements(element.inner, "sup"))


def shown(inside: str) -> str:
    """The words of a heading as they stand elsewhere, as HTML that keeps formulas."""
    return _shown(_without_asides(inside))


def _shown(inside: str) -> str:
    """`inside` with its formulas alone, in which nothing but a link may be nested, as elements."""
    parts, position = [], 0
    for formula in elements(inside, "span"):
        if formula.has_class(_FORMULA):
            parts += [without_tags(inside[position : formula.start]), formula.around(without_tags(formula.inner))]
            position = formula.end
    return "".join([*parts, without_tags(inside[position:])]).strip()
