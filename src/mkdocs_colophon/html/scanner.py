"""Where tags and elements stand in HTML, as a browser reads it.

A tag is one only outside of comments, of declarations, and of elements whose content is no markup of the page, such as
`script`, `style`, `textarea` and `template`. What never ends, such as a tag without `>`, takes the rest of the page.
Only places are told, so that whoever changes a part of a page leaves every other byte as it was.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from mkdocs_colophon.html import tokenizer
from mkdocs_colophon.html.attributes import read

_START = attrgetter("tag.start")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


class Tag(NamedTuple):  # as all that there are many of: it is made in a third of the time
    """A tag as it is written.

    Attributes
    ----------
    name : in lower case.
    text : all of it.
    start : where it begins.
    is_end : whether it is an end tag.
    """

    name: str
    text: str
    start: int
    is_end: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Element(NamedTuple):
    """An element with both its tags, or one that never has content, such as an image, with the first alone.

    Attributes
    ----------
    page : the HTML in which it stands.
    tag : its start tag.
    close, end : where its content is over, and where all of it is.
    """

    page: str
    tag: Tag
    close: int
    end: int

    @property
    def name(self) -> str:
        return self.tag.name

    @property
    def start(self) -> int:
        return self.tag.start

    @property
    def inner(self) -> str:
        return self.page[self.tag.end : self.close]

    @property
    def outer(self) -> str:
        return self.page[self.start : self.end]

    @property
    def attributes(self) -> Mapping[str, str]:
        """As `attributes.read` gives them."""
        return read(self.tag.text)

    def get(self, name: str) -> str:
        """The attribute of that name; empty if there is none."""
        return read(self.tag.text).get(name, "") if name in self.tag.text.lower() else ""

    def has_class(self, name: str) -> bool:
        return name in self.tag.text and name in self.get("class").split()

    def around(self, inner: str, tag: str | None = None) -> str:
        """The element with other content and, if one is given, another start tag."""
        return (self.tag.text if tag is None else tag) + inner + self.page[self.close : self.end]


def tags(html: str, *names: str) -> list[Tag]:
    """The tags of those `names`, or all, in their order.

    >>> [tag.text for tag in tags('<P title="<b>">x<!-- <p> --></p ><script>"<p>"</script>', "p")]
    ['<P title="<b>">', '</p >']
    """
    return [Tag(each[2].lower(), each[0], each.start(), each[1] == "/") for each in tokenizer.tags(html, names)]


def elements(html: str, *names: str) -> list[Element]:
    """The elements of those `names`, or all, that have an end, in the order in which they begin.

    >>> [each.inner for each in elements("<ul><li>a<ul><li>b</li></ul></li></ul><li>c", "li")]
    ['a<ul><li>b</li></ul>', 'b']
    """
    found: list[Element] = []
    begun: dict[str, list[Tag]] = {}
    for tag in tags(html, *names):
        if not tag.is_end:
            if tag.name in VOID:
                found.append(Element(html, tag, tag.end, tag.end))
            else:
                begun.setdefault(tag.name, []).append(tag)
        elif begun.get(tag.name):
            found.append(Element(html, begun[tag.name].pop(), tag.start, tag.end))
    return sorted(found, key=_START)


def within(outer: Element, found: Sequence[Element]) -> Sequence[Element]:
    """Those of `found`, which are in the order in which they begin, that stand in `outer`.

    >>> b, i, u = elements("<b><i>a</i></b><u>b</u>", "b", "i", "u")
    >>> [each.name for each in within(b, [b, i, u])]
    ['i']
    """
    return found[bisect_right(found, outer.start, key=_START) : bisect_left(found, outer.close, key=_START)]


def outermost(found: Iterable[Element]) -> Iterator[Element]:
    """Those of `found` that stand in no other of them."""
    end = 0
    for each in found:
        if each.start >= end:
            end = each.end
            yield each


def replaced(html: str, found: Iterable[Element], by: Callable[[Element], str]) -> str:
    """`html` with each of `found`, in its order, replaced by what `by` gives; what stands in another is left to that.

    >>> replaced("<b>a</b><i>b</i>", elements("<b>a</b><i>b</i>", "b"), lambda each: each.inner)
    'a<i>b</i>'
    """
    return _with(html, ((each.start, each.end, by(each)) for each in outermost(found)))


def with_tags(html: str, by: Callable[[Tag], str], *names: str) -> str:
    """`html` with each start tag of those `names`, or of any, replaced by what `by` gives.

    >>> with_tags("<b>a</b><i>b</i>", lambda tag: "<em>", "b")
    '<em>a</b><i>b</i>'
    """
    return _with(html, ((tag.start, tag.end, by(tag)) for tag in tags(html, *names) if not tag.is_end))


def without_tags(html: str) -> str:
    """What is left of `html` without tags and comments, and without the content of scripts and their like.

    >>> without_tags('A <b title="x > y">bold</b> &amp; <!-- b --> a < b<script>c</script>')
    'A bold &amp;  a < b'
    """
    return tokenizer.text(html)


def _with(html: str, texts: Iterable[tuple[int, int, str]]) -> str:
    """`html` with other texts from one place to another."""
    parts, position = [], 0
    for start, end, text in texts:
        parts += [html[position:start], text]
        position = end
    return "".join([*parts, html[position:]]) if parts else html
