"""Numbers put where targets are: "Figure 3" before a caption, "(3)" beside an equation, "2.1" before a heading."""

from mkdocs_colophon.crossref.kinds import SECTION
from mkdocs_colophon.crossref.targets import Target
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.html import Element, as_html, as_text, attributes, elements, replaced, tag

NAME = "statement-name"
_OPEN = "data-colophon"  # the syntax's note on a name that has no words around it yet


def number(target: Target, wording: Wording) -> str:
    """What stands at a target before its own words; nothing if it has no number."""
    if target.kind == SECTION:
        return _section(target)
    if target.kind == "eq":
        return "" if target.mark.inside else _equation(target, wording)
    label = wording.labels.get(target.kind)
    if target.mark.parent and target.number:
        return tag("span", f"({target.number[-1]})", class_="caption-label") + " "
    head = label.head(target.number, title=target.words, page=target.home) if label else ""
    if not head:
        return ""
    return tag("span", head, class_="caption-label") + ("" if target.mark.name else wording.caption_end)


def line(target: Target, wording: Wording) -> str:
    """What stands in a formula at a line with a number: the anchor of the line, or text, if it has no label."""
    if not target.label:
        return as_text(_head(target, wording))
    return tag("a", _head(target, wording), class_="equation-number", id=target.label, href=f"#{target.label}")


def with_names(html: str, wording: Wording) -> str:
    """`html` with the names of theorems as they follow a number, "Theorem 3 (Pythagoras)."."""
    found = [name for name in elements(html, "span") if name.has_class(NAME)] if NAME in html else []
    return replaced(html, found, lambda name: _named(name, wording))


def with_collected(html: str) -> str:
    """`html` with the captions of a figure's parts in that of the whole, "Figure 1: Whole. a — One, b — Two".

    What is collected already stays as it is.
    """
    found = elements(html, "figure") if "colophon-panels" in html else []
    return replaced(html, [each for each in found if each.has_class("colophon-subfigures")], _collected)


def _section(target: Target) -> str:
    """What a heading begins with: anchors for the labels it had before, and its number, if it has one."""
    made = (target.label,) if target.mark.automatic else ()
    anchors = "".join(tag("span", "", id=alias, class_="alias") for alias in (*target.mark.aliases, *made))
    return anchors + (tag("span", target.number, class_="section-number") + " " if target.number else "")


def _equation(target: Target, wording: Wording) -> str:
    """What stands beside an equation: a link to it, or text, if it has no label."""
    head = _head(target, wording)
    link = {"href": f"#{target.label}"} if target.label else {}
    return tag("a" if link else "span", head, class_="equation-number", **link) if head else ""


def _head(target: Target, wording: Wording) -> str:
    label, number = wording.labels["eq"], as_html(target.number)
    return number if target.mark.bare else label.head(number, page=as_html(target.title))


def _named(name: Element, wording: Wording) -> str:
    if _OPEN not in name.attributes:
        return name.outer
    own = name.around(wording.said.own.format(title=name.inner), attributes.without(name.tag.text, _OPEN))
    return own + wording.caption_end


def _collected(figure: Element) -> str:
    *panels, own = elements(figure.inner, "figcaption")
    told = {panel.start: _panel(panel) for panel in panels}
    parts = ", ".join(f"{part} — {words}" for part, words in told.values() if words.strip())

    def caption(each: Element) -> str:
        if each is own:
            return each.around(each.inner + (f". {parts}" if parts else ""))
        part = told[each.start][0]
        return each.around(tag("span", part, class_="caption-label")) if part else each.outer

    return figure.around(replaced(figure.inner, [*panels, own], caption))


def _panel(caption: Element) -> tuple[str, str]:
    """The letter of a panel and its words; nothing of one that is collected already."""
    label = next(iter(elements(caption.inner, "span")), None)
    if label is None or label.start or not label.inner.startswith("("):
        return "", ""
    return label.inner[1:-1], caption.inner[label.end :].removeprefix(" ")
