"""Puts numbers where targets are: "Figure 3" before a caption, "(3)" beside an equation, "2.1" before a heading."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.targets import Index, Mark, Target
from mkdocs_colophon.crossref.wording import Wording
from mkdocs_colophon.html import markers
from mkdocs_colophon.html.tags import tag

_PANELS = re.compile(
    r'(?P<panels><div class="colophon-panels">.*?</div>\s*)(?P<own><figcaption\b.*?)</figcaption>', re.DOTALL
)
_PANEL = re.compile(
    r'(?P<start><figcaption\b[^>]*>)<span class="caption-label">\((?P<part>[^)]*)\)</span> (?P<words>.*?)</figcaption>',
    re.DOTALL,
)
_NOTES = re.compile(r' (?:aliases|data-colophon)="[^"]*"')


def stamp(html: str, page: str, index: Index, wording: Wording, *, finished: bool) -> str:
    """`html` with every number marker and every heading given its number.

    On a page of its own a target is known by its turn. On a `finished` page, where only copies are left to be stamped,
    it is known by its label, and headings have their numbers already.
    """
    turn: Iterator[Target] = iter(() if finished else index.pages.get(page, ()))

    def stamped(match: re.Match[str]) -> str:
        if match["level"]:
            return match[0] if finished else _heading(match, next(turn))
        target = _copied(numbering.mark(markers.find(match[0])[0]), index) if finished else next(turn)
        return caption(target, wording, match["name"] or "")

    return numbering.MARKS.sub(stamped, html)


def caption(target: Target, wording: Wording, name: str = "") -> str:
    """What stands at a target before its own words; nothing if it has no number.

    `name`, as HTML, is that of a theorem.
    """
    label = wording.labels.get(target.kind)
    if target.mark.parent and target.number:
        return tag("span", f"({target.number[-1]})", class_="caption-label") + " "
    head = label.head(target.number, title=escape(target.mark.name), page=escape(target.title)) if label else ""
    if target.kind == "eq":
        return tag("a", head, class_="equation-number", href=f"#{target.label}") if head else ""
    own = tag("span", wording.own.format(title=name), class_="statement-name") if name else ""
    return tag("span", head, class_="caption-label") + own + wording.caption_end if head else ""


def with_collected(html: str) -> str:
    """`html` with the captions of a figure's parts in that of the whole, "Figure 1: Whole. a — One, b — Two".

    What is collected already stays as it is.
    """

    def collected(match: re.Match[str]) -> str:
        found = list(_PANEL.finditer(match["panels"]))
        parts = ", ".join(f"{panel['part']} — {panel['words']}" for panel in found if panel["words"].strip())
        panels = _PANEL.sub(r'\g<start><span class="caption-label">\g<part></span></figcaption>', match["panels"])
        return f"{panels}{match['own']}{'. ' + parts if parts else ''}</figcaption>"

    return _PANELS.sub(collected, html)


def _heading(match: re.Match[str], target: Target) -> str:
    """A heading with its number, if it has one, and with anchors for the labels it had before."""
    opening = _NOTES.sub("", f"<h{match['level']}{match['given']}>")
    anchors = "".join(tag("span", "", id=alias, class_="alias") for alias in target.mark.aliases)
    number = tag("span", target.number, class_="section-number") + " " if target.number else ""
    return f"{opening}{anchors}{number}{match['inside']}</h{match['level']}>"


def _copied(marked: Mark, index: Mapping[str, Target]) -> Target:
    return index.get(marked.label) or Target(marked, "", (0, 0), "", "")
