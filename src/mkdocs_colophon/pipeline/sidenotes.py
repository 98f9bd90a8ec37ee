"""Footnotes that can stand in the margin: each note is told, in CSS, where its reference is and what stands above it.

The notes stay where they are in the page, so they are read once, in order, and are ordinary footnotes on a narrow
screen, on paper and in a browser that knows no anchors. `assets/reading.css` does the rest.
"""

from collections.abc import Iterator, Sequence

from mkdocs_colophon.html import Tag, attributes, tags, with_tags

_REFERENCE, _NOTE = "fnref:", "fn:"
_NAMES = ("sup", "li")


def with_anchors(html: str) -> str:
    """`html` with an anchor at each footnote's first reference, and at each note the names that it hangs on.

    A note hangs below another that stands before it in the list as well as in the text: a browser can hang a box only
    on one that precedes it.

    >>> with_anchors('<sup id="fnref:a">1</sup> <li id="fn:a">x</li>').partition(" <li")[0]
    '<sup id="fnref:a" style="anchor-name:--ref-1">1</sup>'
    """
    if _REFERENCE not in html:
        return html
    styles = _styles([_id(tag) for tag in tags(html, *_NAMES)])

    def styled(tag: Tag) -> str:
        style = styles.get(_id(tag))
        return f'{tag.text[:-1]} style="{style}">' if style else tag.text

    return with_tags(html, styled, *_NAMES) if styles else html


def _styles(ids: Sequence[str]) -> dict[str, str]:
    """The style of each note that has a reference, and of the reference, by their `ids`."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(_keys(ids, _NOTE)), 1)}
    places = {key: place for place, key in enumerate(_keys(ids, _REFERENCE)) if key in numbers}
    styles = {}
    for key, place in places.items():
        number = numbers[key]
        before = max(
            (numbers[other] for other in places if places[other] < place and numbers[other] < number), default=0
        )
        names = f"anchor-name:--note-{number};--reference:--ref-{number};--before:--note-{before}"
        styles[f"{_REFERENCE}{key}"] = f"anchor-name:--ref-{number}"
        styles[f"{_NOTE}{key}"] = f"{names};--number:'{number}'"
    return styles


def _keys(ids: Sequence[str], prefix: str) -> Iterator[str]:
    return (each.removeprefix(prefix) for each in ids if each.startswith(prefix))


def _id(tag: Tag) -> str:
    given = attributes.read(tag.text) if "fn" in tag.text else {}
    return "" if "style" in given else given.get("id", "")
