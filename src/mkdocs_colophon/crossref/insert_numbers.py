"""Numbers put where targets are: "Figure 3" before a caption, "(3)" beside an equation, "2.1" before a heading."""

from mkdocs_colophon.crossref.kinds import SECTION
from mkdocs_colophon.crossref.targets import Target
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.html import Element, attributes, elements, replaced, tag

NAME = "statement-name"
_OPEN = "data-colophon"  # the syntax's note on a name that has no words around it yet


def number(target: Target, wording: Wording) -> str:
    """What stands at a target before its own words; nothing if it has no number."""
    if target.kind == SECTION:
        return _section(target)
    label = wording.labels.get(target.kind)
    if target.part:
        return tag("span", f"({target.part})", class_="caption-label") + " "
    head = label.head(target.number, title=target.words, page=target.home) if label else ""
    if not head:
        return ""
    if target.kind == "eq":
        return tag("a", head, class_="equation-number", href=f"#{target.label}")
    return tag("span", head, class_="caption-label") + ("" if target.mark.name else wording.caption_end)


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
