"""Words in header cells of tables that hold nothing but formulas: not every reader of screens finds any in these."""

from mkdocs_colophon.html import Element, as_html, as_text, elements, replaced, tag, without_tags
from mkdocs_colophon.math.formulas import Typeset, readable


def named(html: str, typeset: Typeset) -> str:
    """`html` of a page whose formulas are not typeset yet, with what they read as in such cells, for the ear alone."""

    def called(cell: Element) -> str:
        formulas = [each for each in elements(cell.inner, "span") if each.has_class("colophon-math")]
        rest = without_tags(replaced(cell.inner, formulas, lambda formula: ""))
        if not formulas or rest.strip():
            return cell.outer
        words = " ".join(as_text(without_tags(readable(cell.inner, typeset))).split())
        shown = tag("span", cell.inner.strip(), aria_hidden="true")
        return cell.around(tag("span", as_html(words), class_="formula-words") + shown)

    return replaced(html, elements(html, "th"), called) if "</th" in html and "colophon-math" in html else html
