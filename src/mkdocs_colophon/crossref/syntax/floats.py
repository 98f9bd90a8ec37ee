"""A division with a label, `::: {#fig:x}`, is a figure around whatever it holds; its last paragraph is the caption.

Images, tables and code that are all it holds are its parts, with letters; in such a paragraph several images may stand,
and one without a caption counts. Of what kind the parts are shows only once their captions are read, so a division is
noted before, and settled after that.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from mkdocs_colophon.crossref import numbering
from mkdocs_colophon.crossref.kinds import SECTION, Kinds
from mkdocs_colophon.crossref.spelling import respelled
from mkdocs_colophon.crossref.syntax import captions, elements, fences, figures
from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.crossref.syntax.figures import IMAGE, PANEL
from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

FLOAT = "data-colophon-float"
"""What notes on a division that it may be a figure."""
_NUMBER = f"{markers.PREFIX}number"
_BESIDE = "parts stand beside each other as far as there is room; one may have a width, `{width=49%}`"
_CAPTION = "the caption is the last paragraph"
# what Quarto and pandoc-crossref read on such a division
_OTHERS = dict.fromkeys(("layout", "layout-ncol", "layout-nrow", "subfigGrid", "columns"), _BESIDE)
_OTHERS |= dict.fromkeys(("fig-cap", "tbl-cap", "lst-cap"), _CAPTION)


def mark(md: Markdown, division: Element, kinds: Kinds, *, fenced: bool) -> None:
    """Note `division` if its label says that it is a figure, and let the images in it be read as parts of one."""
    label = division.get("id", "")
    kind = kinds.get(prefix_of(label))
    if fenced and kind is None and (prefix_of(label) or respelled(label, kinds)):
        found = numbering.unknown_kind(label, kinds)
        data = {"code": found.code, "message": found.text, "hint": found.hint, "needle": found.needle}
        division.insert(0, markers.element("problem", **data))
    is_figure = kind is not None and not kind.callout and (not kind.statement or kind.either)
    if kind is None or not is_figure or "statement" in division.get("class", "").split():
        return
    if kind.prefix in (SECTION, "eq"):
        division[:0] = [_strange(division.get("id", ""))] if fenced else []  # an equation is a division, too
        return
    division.set(FLOAT, "")
    captions.join(md, division)
    for row in list(division)[:-1]:
        if row.tag == "p" and not fences.is_stored(row.text):
            row.tag = PANEL


def settle(division: Element) -> None:
    """Make the figure out of `division`, or say what it lacks."""
    del division.attrib[FLOAT]
    ignored = [_ignored(name) for name in _OTHERS if division.attrib.pop(name, None) is not None]
    _settle(division)
    division[len(division) :] = ignored


def _settle(division: Element) -> None:
    for row in division:
        if FLOAT in row.attrib:
            settle(row)
    *rows, last = division if len(division) else [Element("p")]
    if not rows and last.tag == "p" and len(last) == 1 and last[0].tag == IMAGE and not last[0].get("id"):
        _label(division, last[0])
    elif not rows or last.tag != "p" or figures.holds_images_only(last) or fences.is_stored(last.text):
        _put_back(division)
        division.insert(0, _uncaptioned(division.get("id", "")))
    else:
        _join(division, last, [part for row in rows for part in _parts(row)])


def number(figure: Element) -> None:
    """Number a `figure` that is written in HTML, `<figure id="fig:x" markdown>`, with a caption."""
    caption = figure.find("figcaption")
    if caption is not None and next(caption.iter(_NUMBER), None) is None:
        given, kind = Attributes.of(figure), prefix_of(figure.get("id", ""))
        elements.caption(caption, given, kind)
        elements.dress(figure, elements.css(kind), given)


def _label(division: Element, image: Element) -> None:
    """Make `division` the figure that is all it holds."""
    given, kind = Attributes.of(division), prefix_of(division.get("id", ""))
    division[:] = list(figures.finished(image))
    division.tag = "figure"
    elements.name_caption(division[-1], given)
    division[-1][0].attrib.update(elements.number(given, kind).attrib)
    elements.dress(division, elements.css(kind), given)


def _join(division: Element, caption: Element, parts: list[Element]) -> None:
    """Make `division` a figure of `parts`, or around them."""
    if all(map(_is_part, parts)) and (len(parts) > 1 or parts[0].tag == IMAGE):
        _compose(division, caption, parts)
    else:
        _put_back(division)
        _enclose(division, caption)


def _parts(row: Element) -> Iterator[Element]:
    """What stands in a row: images, one by one, or the row itself."""
    if row.tag == PANEL and figures.holds_images_only(row):
        yield from (image for image in row if image.tag == IMAGE)
    else:
        yield row


def _is_part(element: Element) -> bool:
    return element.tag in (IMAGE, "figure", "table")


def _compose(division: Element, caption: Element, parts: list[Element]) -> None:
    """Make `division` a figure of several parts."""
    given, kind, tail = Attributes.of(division), prefix_of(division.get("id", "")), division.tail
    division.clear()
    division.tag, division.tail = "figure", tail
    elements.dress(division, f"{elements.css(kind)} colophon-subfigures", given)
    panels = SubElement(division, "div", {"class": "colophon-panels"})
    for part in parts:
        part.tail = None
        panels.append(_part(part, given.label))
    division.append(elements.caption(caption, given, kind))


def _part(part: Element, whole: str) -> Element:
    """A part of the figure that is labelled `whole`, with its letter."""
    if part.tag == IMAGE:
        return figures.finished(part, parent=whole)
    if part.tag == "table":
        figure = Element("figure", {"class": elements.css("tbl")})
        figure.extend([elements.caption(Element("p"), Attributes(), "tbl"), part])
        part = figure
    for number in list(part.iter(_NUMBER))[:1]:
        number.set("parent", whole)
    return part


def _enclose(division: Element, caption: Element) -> None:
    """Make `division` a figure around what it holds."""
    given, kind = Attributes.of(division), prefix_of(division.get("id", ""))
    division.remove(caption)
    for place, row in enumerate(division):
        if len(row) == 1 and row[0].tag == IMAGE:
            division[place] = figures.freed(row, division)
        elements.name_table(row, given)
    division.append(elements.caption(caption, given, kind))
    division.tag = "figure"
    elements.dress(division, elements.css(kind), given)


def _put_back(division: Element) -> None:
    """Make paragraphs again of the rows of `division`, in which an image alone is a figure if it has a caption."""
    for row in division:
        if row.tag == PANEL:
            figures.put_back(row)


def _ignored(name: str) -> Element:
    data = {"code": "XREF015", "message": f"'{name}' on a division does nothing here", "hint": _OTHERS[name]}
    return markers.element("problem", **data, needle=name)


def _strange(label: str) -> Element:
    text = f"label '{label}' is on a division, which is no {'section' if label.startswith(SECTION) else 'equation'}"
    data = {"code": "XREF003", "message": text, "needle": f"#{label}"}
    return markers.element("problem", **data, hint="put it behind the heading or the closing dollars")


def _uncaptioned(label: str) -> Element:
    data = {"code": "XREF007", "message": f"'{label}' has no caption", "needle": f"#{label}"}
    return markers.element("problem", **data, hint="end the division with a paragraph that is its caption")
