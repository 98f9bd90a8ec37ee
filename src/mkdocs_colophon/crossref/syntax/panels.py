"""A division with a figure's label that holds images and, last, a paragraph of text is a figure of several panels."""

from xml.etree.ElementTree import Element, SubElement

from mkdocs_colophon.crossref.syntax import elements
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.syntax.figures import IMAGE, PANEL, finished, has_caption, plain
from mkdocs_colophon.crossref.targets import prefix_of


def mark(division: Element) -> None:
    """Let the images in `division` be read as panels if it may be such a figure; what they are shows only then."""
    if prefix_of(division.get("id", "")) == "fig" and len(division) > 1 and all(child.tag == "p" for child in division):
        for paragraph in division[:-1]:
            paragraph.tag = PANEL


def settle(division: Element) -> None:
    """Make the figure out of `division`, or put back what was marked in vain."""
    rows = [child for child in division if child.tag == PANEL]
    if all(_holds_images_only(row) for row in rows) and not _holds_images_only(division[-1]):
        _compose(division, [figure for row in rows for figure in row if figure.tag == IMAGE])
    else:
        for row in rows:
            _put_back(row)


def _holds_images_only(row: Element) -> bool:
    text = (row.text or "") + "".join(child.tail or "" for child in row)
    # a row may be broken by hand
    return not text.strip() and len(row) > 0 and {child.tag for child in row} <= {IMAGE, "br"}


def _compose(division: Element, figures: list[Element]) -> None:
    caption, tail = division[-1], division.tail
    given = Attributes.of(division)
    division.clear()
    division.tag, division.tail = "figure", tail
    elements.dress(division, f"{elements.CSS['fig']} colophon-subfigures", given)
    panels = SubElement(division, "div", {"class": "colophon-panels"})
    for figure in figures:
        figure.tail = None
        panels.append(finished(figure, parent=given.label))
    caption.tag = "figcaption"
    caption.set("id", elements.caption_id(given.label))
    elements.head(caption, elements.number(given, "fig"))
    division.append(caption)


def _put_back(row: Element) -> None:
    """Make `row` a paragraph again, in which an image alone is a figure if it has a caption."""
    row.tag = "p"
    if len(row) == 1 and _holds_images_only(row) and has_caption(row[0]):
        return
    for place, child in enumerate(row):
        if child.tag == IMAGE:
            row[place] = plain(child)
