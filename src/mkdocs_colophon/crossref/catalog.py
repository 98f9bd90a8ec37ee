"""What a target shows of itself elsewhere: in a list of figures, in a preview beside a reference, in "cited in"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from mkdocs_colophon import urls
from mkdocs_colophon.crossref.kinds import SECTION, Kinds
from mkdocs_colophon.crossref.targets import Target
from mkdocs_colophon.html import (
    Element,
    Marker,
    as_html,
    attributes,
    elements,
    outermost,
    replaced,
    tag,
    tags,
    with_tags,
)

_ADDRESSES = {"a": "href", "img": "src"}
_IDS = ("id", "for", "aria-labelledby")

Previews = Callable[[Iterable[str], str, Callable[[str], str]], str]
_Addressed = tuple[list[tuple[str, str, str]], str]


@dataclass(frozen=True, slots=True)
class Showing:
    """A target and its element on its own page, with the addresses of that page."""

    target: Target
    element: Element

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a formula, which has no element of its own on its page."""
        return self.target.mark.inside and self.element.has_class("equation")

    @property
    def is_listed(self) -> bool:
        """Whether it has an entry in lists: parts of figures have none, nor has what shows its number in parts only."""
        return self.element.has_class("equation") or not (self.target.mark.parent or self.target.mark.inside)


@dataclass(frozen=True, slots=True)
class Catalog:
    """How every labeled target of a site shows itself, in reading order, by label."""

    showings: Mapping[str, Showing] = field(default_factory=dict)

    @staticmethod
    def of(pages: Iterable[Iterable[Showing]]) -> "Catalog":
        """The catalog of what pages show, in their order."""
        return Catalog({each.target.label: each for found in pages for each in found})

    def listed(self, marker: Marker, page: str, link: Callable[[str], str], kinds: Kinds) -> str:
        """The list that a `list` marker asks for, on the page at `page`; a list of nothing is nothing."""
        kind, here, thumbnails = marker.data["kind"], marker.data.get("scope") != "site", "thumbnails" in marker.data
        alike = {prefix for prefix, each in kinds.items() if each.listing == kinds[kind].listing}
        chosen = [each for each in self.showings.values() if each.target.kind in alike and each.is_listed]
        chosen = [each for each in chosen if not here or each.target.page == page]
        items = [_item(each, page, link, thumbnails) for each in (_once(chosen) if thumbnails else chosen)]
        classes = f"crossref-list list-of-{kind}" + (" thumbnails" if thumbnails else "")
        return tag("ul", "\n" + "\n".join(items) + "\n", class_=classes) if items else ""

    def previews(self, show: Callable[[str], str]) -> "Previews":
        """What gives templates, which a browser does not show, of targets on other pages, for the script that does.

        It is asked with the labels to which a page refers, its URL, and what gives the way from there to another.
        `show` gives HTML with its formulas as they are shown there. A line of a formula has one on its own page, too.
        """

        @cache  # of what is shown on every page that refers to it
        def preview(label: str) -> _Addressed:
            return _addressed(show(_preview(self.showings[label].element)))

        def previews(labels: Iterable[str], page: str, link: Callable[[str], str]) -> str:
            known = (label for label in dict.fromkeys(labels) if label in self.showings)
            found = {label: self.showings[label] for label in known}
            return "".join(
                _template(label, _moved(preview(label), each.target.page, link))
                for label, each in found.items()
                if each.target.page != page or each.is_line
            )

        return previews


def showings(targets: Sequence[Target], *parts: str) -> Iterator[Showing]:
    """How `targets` stand in the resolved `parts` of their page, those that are blocks of their own there."""
    wanted = {target.label: target for target in targets if target.label and target.kind != SECTION}
    found: dict[str, Showing] = {}
    for element in (each for html in parts for each in elements(html, "figure", "div")) if wanted else ():
        if target := wanted.get(element.get("id")):
            found.setdefault(target.label, Showing(target, element))
    return (found[label] for label in wanted if label in found)


def with_citing_pages(
    html: str, cited: Mapping[str, Sequence[tuple[str, str]]], page: str, link: Callable[[str], str], template: str
) -> str:
    """`html` of the page at `page` with, after the caption of a target, the other pages that refer to it.

    `cited` has these by label, each as URL and title.
    """

    def completed(caption: Element) -> str:
        label = caption.get("id").removesuffix("-caption")
        links = [tag("a", as_html(title), href=link(url)) for url, title in cited.get(label, ()) if url != page]
        line = tag("span", template.format(pages=", ".join(links)), class_="cited-in")
        return caption.around(f"{caption.inner} {line}") if links else caption.outer

    return replaced(html, elements(html, "figcaption") if cited else (), completed)


def rebased(html: str, origin: str, page: str, link: Callable[[str], str]) -> str:
    """`html` of the page at `origin` with its relative addresses made right for the page at `page`."""
    return html if origin == page else _moved(_addressed(html), origin, link)


def _moved(addressed: _Addressed, origin: str, link: Callable[[str], str]) -> str:
    parts, end = addressed
    moved = (before + attributes.written(name, urls.moved(address, origin, link)) for before, name, address in parts)
    return "".join(moved) + end


def _addressed(html: str) -> _Addressed:
    """The addresses in `html`, each with the name of its attribute and what stands before that, and what is left."""
    parts, position = [], 0
    for each in tags(html, *_ADDRESSES):
        name = _ADDRESSES[each.name]
        if not each.is_end and (address := attributes.read(each.text).get(name)):
            before, after = attributes.around(each.text, name)
            parts.append((html[position : each.start] + before, name, address))
            position = each.end - len(after)
    return parts, html[position:]


def _template(label: str, html: str) -> str:
    return tag("template", html, class_="colophon-preview", data_label=label)


def _preview(element: Element) -> str:
    """What the preview of an element shows: all but its long description, and of an equation not its box."""
    return _equation(element.inner, boxed=False) if element.has_class("equation") else _short(element.outer)


def _short(html: str) -> str:
    """An element without its long description, and without ids, which it has on its own page."""
    long = [each for each in elements(html, "details") if each.has_class("colophon-description")]
    return with_tags(replaced(html, long, lambda details: ""), lambda each: attributes.without(each.text, *_IDS))


def _caption(element: Element) -> str:
    """The number and the caption of a figure, the number and the name of a theorem; an equation itself."""
    if element.has_class("equation"):
        return _equation(element.inner, boxed=True)
    if element.name == "figure":  # its own caption follows those of its parts
        return "".join([each.inner for each in elements(element.inner, "figcaption")][-1:])
    # a theorem may hold a proof, which has a head, too
    return next((each.inner for each in elements(element.inner, "p") if each.has_class("statement-head")), "")


def _equation(html: str, *, boxed: bool) -> str:
    """The formula and the number in an equation for use elsewhere, with the box in which it scrolls, or without."""
    inside = list(outermost(elements(html, "a", "div")))  # a formula holds the numbers of its lines, too
    number = "".join(each.outer for each in inside if each.has_class("equation-number"))
    formulas = ((each.outer if boxed else each.inner) for each in inside if each.has_class("equation-body"))
    formula = with_tags(next(formulas, ""), lambda each: attributes.without(each.text, "id"))
    return tag("div", formula + number, class_="equation")


def _once(showings: Sequence[Showing]) -> Iterator[Showing]:
    """Those of `showings` that show a picture which none before them has shown, or none at all."""
    seen: set[tuple[str, ...]] = set()
    for each in showings:
        pictures = tuple(
            urls.moved(image.get("src"), each.target.page, str) for image in elements(each.element.inner, "img")
        )
        if not pictures or pictures not in seen:
            yield each
        seen.add(pictures)


def _item(each: Showing, page: str, link: Callable[[str], str], thumbnail: bool) -> str:
    target = each.target
    way = ("" if target.page == page else link(target.page)) + f"#{target.label}"
    images = "".join(image.outer for image in elements(each.element.inner, "img")) if thumbnail else ""
    # a caption may hold links, and a link cannot hold another: the words stay outside
    shown = with_tags(_caption(each.element) or _preview(each.element), lambda tag: attributes.without(tag.text, *_IDS))
    body = rebased(shown, target.page, page, link)
    where = "" if target.page == page else tag("span", target.home, class_="crossref-page")
    thumb = tag("a", rebased(images, target.page, page, link), href=way, class_="crossref-thumbnail") if images else ""
    first = next(iter(elements(body, "span")), None)
    is_number = first is not None and not first.start and first.has_class("caption-label")
    linked = tag("a", first.outer, href=way) + body[first.end :] if first and is_number else body
    return tag("li", f"{thumb}{linked} {where}".rstrip())
