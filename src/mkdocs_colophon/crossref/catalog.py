"""What a target shows of itself elsewhere: in a list of figures, in a preview beside a reference, in "cited in"."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from mkdocs_colophon.crossref.targets import STATEMENTS, Index, Target
from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.tags import tag

_LINKS = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)"')
_IDS = re.compile(r' (?:id|for|aria-labelledby)="[^"]*"')
_LONG = re.compile(r'<details class="colophon-description">.*?</details>', re.DOTALL)
_IMAGES = re.compile(r"<img\b[^>]*>")
_BODY = re.compile(r'<div\b[^>]* class="equation-body"[^>]*>(.*?)</div>', re.DOTALL)
_EDGES = {name: re.compile(rf"<(/?){name}\b[^>]*>") for name in ("figure", "div")}
_ELEMENT_OF = {"fig": "figure", "tbl": "figure", "lst": "figure", "eq": "div"}


@dataclass(frozen=True, slots=True)
class Showing:
    """A target as its own page shows it, as HTML with the addresses of that page.

    Attributes
    ----------
    target : the target.
    caption : its number and caption, a theorem's number and name; an equation itself.
    body : what a preview holds.
    images : its pictures.
    """

    target: Target
    caption: str
    body: str
    images: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """How every labeled target of a site shows itself, in reading order, by label."""

    showings: Mapping[str, Showing] = field(default_factory=dict)

    @staticmethod
    def of(index: Index, pages: Mapping[str, str]) -> "Catalog":
        """The catalog of the targets in `index`, whose pages, resolved, are given by URL."""
        found = (_showing(target, pages.get(url, "")) for url in pages for target in index.pages.get(url, ()))
        return Catalog({each.target.label: each for each in found if each})

    def listed(self, marker: Marker, page: str, link: Callable[[str], str]) -> str:
        """The list that a `list` marker asks for, on the page at `page`; a list of nothing is nothing."""
        kind, here, thumbnails = marker.data["kind"], marker.data.get("scope") != "site", "thumbnails" in marker.data
        kinds = STATEMENTS if kind == "thm" else (kind,)
        chosen = [each for each in self.showings.values() if each.target.kind in kinds and not each.target.mark.parent]
        items = [_item(each, page, link, thumbnails) for each in chosen if not here or each.target.page == page]
        classes = f"crossref-list list-of-{kind}" + (" thumbnails" if thumbnails else "")
        return tag("ul", "\n" + "\n".join(items) + "\n", class_=classes) if items else ""

    def previews(self, labels: Iterable[str], page: str, link: Callable[[str], str]) -> str:
        """Templates, which a browser does not show, of targets on other pages, for the script that shows them."""
        chosen = (self.showings[label] for label in dict.fromkeys(labels) if label in self.showings)
        return "".join(
            tag(
                "template",
                rebased(each.body, each.target.page, page, link),
                class_="colophon-preview",
                data_label=label,
            )
            for each in chosen
            if (label := each.target.label) and each.target.page != page
        )


def with_citing_pages(
    html: str, target: Target, pages: Sequence[tuple[str, str]], link: Callable[[str], str], template: str
) -> str:
    """`html` with the other pages that refer to `target`, given as URL and title, named after its caption."""
    links = [tag("a", escape(title), href=link(url)) for url, title in pages if url != target.page]
    caption = html.find(f'id="{target.label}-caption"')
    if not links or caption < 0:
        return html
    end = html.find("</figcaption>", caption)
    line = tag("span", template.format(pages=", ".join(links)), class_="cited-in")
    return f"{html[:end]} {line}{html[end:]}"


def _showing(target: Target, html: str) -> Showing | None:
    """How `target` stands in the resolved `html` of its page, or None if it is no block of its own there."""
    element = _element(html, target.label, _ELEMENT_OF.get(target.kind, "div")) if target.label else ""
    if not element or target.kind == "sec":
        return None
    if target.kind == "eq":
        return Showing(target, _equation(element, boxed=True), _equation(element, boxed=False), "")
    caption = _inside(element, "figcaption") or _inside(element, 'p class="statement-head"')
    return Showing(target, caption, _IDS.sub("", _LONG.sub("", element)), "".join(_IMAGES.findall(element)))


def _equation(element: str, *, boxed: bool) -> str:
    """An equation for use elsewhere: its number and its formula, with the box in which that scrolls, or without."""
    body = _BODY.search(element)
    number = re.search('<a class="equation-number".*?</a>', element)
    formula = (body[0] if boxed else body[1]) if body else ""
    return tag("div", formula + (number[0] if number else ""), class_="equation")


def rebased(html: str, origin: str, page: str, link: Callable[[str], str]) -> str:
    """`html` of the page at `origin` with its relative addresses made right for the page at `page`."""

    def moved(match: re.Match[str]) -> str:
        start, address = match.groups()
        path, hash_, fragment = address.partition("#")
        if address.startswith(("/", "data:")) or "://" in address or address.startswith("mailto:"):
            return match[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{origin}"), path)) if path else f"/{origin}"
        folder = "/" if path.endswith("/") and target != "/" else ""
        return f'{start}{link(target.lstrip("/") + folder)}{hash_}{fragment}"'

    return _LINKS.sub(moved, html) if origin != page else html


def _item(each: Showing, page: str, link: Callable[[str], str], thumbnail: bool) -> str:
    target = each.target
    way = ("" if target.page == page else link(target.page)) + f"#{target.label}"
    images = rebased(each.images, target.page, page, link) if thumbnail else ""
    # a caption may hold links, and a link cannot hold another: the words stay outside
    body = rebased(each.caption or each.body, target.page, page, link)
    where = "" if target.page == page else tag("span", escape(target.title), class_="crossref-page")
    picture = tag("a", images, href=way, class_="crossref-thumbnail") if images else ""
    number = re.match(r'<span class="caption-label">.*?</span>', body)
    linked = tag("a", number[0], href=way) + body[number.end() :] if number else body
    return tag("li", f"{picture}{linked} {where}".rstrip())


def _element(html: str, label: str, name: str) -> str:
    """The element of that name and id in `html`, its descendants of the same name included."""
    start = html.rfind("<", 0, max(html.find(f' id="{label}"'), 0))
    if start < 0 or not html.startswith(f"<{name} ", start):
        return ""
    depth = 0
    for edge in _EDGES[name].finditer(html, start):
        depth += -1 if edge[1] else 1
        if depth == 0:
            return html[start : edge.end()]
    return ""


def _inside(element: str, name: str) -> str:
    found = re.findall(rf"<{name}[^>]*>(.*?)</{name.split()[0]}>", element, re.DOTALL)
    return found[-1] if found else ""
