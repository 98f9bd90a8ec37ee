"""Headings: a section is a target like any other, so each heading is given a number marker."""

from collections.abc import Iterable, Iterator
from functools import partial

from mkdocs_colophon.crossref.kinds import SECTION
from mkdocs_colophon.html import Element, Marker, as_text, attributes, elements, markers, replaced
from mkdocs_colophon.problems import Problem

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
RICH = "rich"
"""What a number marker says of a name that holds more than text."""
_NOTE = "data-colophon"  # the syntax's note on a heading with mathematics and without an id of its own


def marked(html: str, *, automatic: bool = False) -> str:
    """`html` with a number marker at the beginning of each heading; those without a label may have an `automatic` one.

    >>> marked('<h2 id="sec:a">A</h2>')
    '<h2 id="sec:a"><colophon-number kind="sec" level="2" name="A" label="sec:a"></colophon-number>A</h2>'
    """
    return replaced(html, elements(html, *LEVELS), partial(_marked, automatic=automatic))


def unnamed(found: Iterable[Marker]) -> Iterator[Problem]:
    """A problem for each heading with mathematics and no id of its own, by the markers of a page that is `marked`."""
    for marker in found:
        if "tex" in marker.data:
            text = "the address of a heading with mathematics would be made of TeX"
            hint = "give it one, as in `## The size {#sec:size}`"
            yield Problem("XREF009", text, hint, needle=f"${marker.data['tex']}$")


def titling(title: str, found: Iterable[Marker]) -> int:
    """The number of the marker of the first heading among those of a page that is `marked`, if its words are `title`.

    >>> titling("A", [Marker("number", {"level": "1", "name": "A"}, number=4)])
    4
    """
    first = next((marker for marker in found if marker.data.get("level") == "1"), None)
    is_title = first is not None and first.data["name"].split() == title.split()
    return first.number if first and is_title else -1


def without_marks(inside: str) -> str:
    """What stands in a heading, without the link to itself that a theme shows beside it, and marks of footnotes."""
    marks = [each for each in elements(inside, "a", "sup") if each.has_class("headerlink") or _is_footnote(each)]
    return replaced(inside, marks, lambda mark: "")


def _is_footnote(element: Element) -> bool:
    links = elements(element.inner, "a") if element.name == "sup" else []
    return bool(links) and not element.inner[: links[0].start].strip() and links[0].has_class("footnote-ref")


def _marked(heading: Element, *, automatic: bool) -> str:
    name = heading.get("id")
    given = name.startswith(f"{SECTION}:")
    label = name if given else f"{SECTION}:{name}" if automatic and name else ""
    optional = {
        "label": label,
        "automatic": "true" if label and not given else "",
        "unnumbered": "true" if heading.has_class("unnumbered") else "",
        "aliases": heading.get("aliases"),
        "printed": heading.get("label"),
        "count": heading.get("number"),
        "tex": _tex(heading) if heading.get(_NOTE) else "",
        RICH: "true" if markers.is_in(heading.inner) else "",
    }
    data = {"kind": SECTION, "level": heading.name[1], "name": as_text(without_marks(heading.inner)).strip()}
    data |= {name: value for name, value in optional.items() if value}
    tag = attributes.without(heading.tag.text, "aliases", "label", "number", _NOTE)
    return heading.around(markers.write(Marker("number", data)) + heading.inner, tag)


def _tex(heading: Element) -> str:
    return next((marker.text for marker in markers.find(heading.inner) if marker.name == "math"), "")
