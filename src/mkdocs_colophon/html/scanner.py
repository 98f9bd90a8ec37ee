"""Where tags and elements stand in HTML, as a browser reads it.

A tag is one only outside of comments, of declarations, and of elements whose content is no markup of the page, such as
`script`, `style`, `textarea` and `template`. What never ends, such as a tag without `>`, takes the rest of the page.
Only places are told, so that whoever changes a part of a page leaves every other byte as it was.

Each pattern can match in one way only: reading takes time in proportion to the size of a page, whatever stands in it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mkdocs_colophon.html.attributes import GRAMMAR, read

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
OPAQUE = frozenset(
    (
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "style",
        "template",
        "textarea",
        "title",
        "xmp",
    )
)
"""Elements whose content is no markup of the page."""

_NAME = r"[a-zA-Z][^\t\n\f\r />]*"
_OVER = r"(?=[\t\n\f\r />])"  # what follows a name
_COMMENT = (
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"  # as in SVG; elsewhere it would be over sooner
    r"|<(?:[!?]|/(?![a-zA-Z]))[^>]*(?:>|\Z)"
)
_UNENDED = r"</?[a-zA-Z].*"
_NOTHING = re.compile(rf"</?{_NAME}{GRAMMAR}>|{_COMMENT}|{_UNENDED}", re.DOTALL)
# What may only look like a tag, or hide what does. Each is sought by itself, from the sign that it begins with.
_ODD = [
    re.compile(pattern)
    for pattern in (
        r"<[^>]*<",
        r"</?[^a-zA-Z/]|<//",
        rf"<(?=[inpstxINPSTX])(?i:{'|'.join(sorted(OPAQUE))}){_OVER}",
        r'="[^">]*>',
        r"""=[\t\n\f\r ]+["']|='[^'>]*>""",
    )
]
_SCRIPT = re.compile(rf"<script{_OVER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
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


@dataclass(frozen=True, slots=True)
class Element:
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
    def attributes(self) -> dict[str, str]:
        """As `attributes.read` gives them."""
        return read(self.tag.text)

    def get(self, name: str) -> str:
        """The attribute of that name; empty if there is none."""
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        return name in self.tag.text and name in self.get("class").split()

    def around(self, inner: str, tag: str | None = None) -> str:
        """The element with other content and, if one is given, another start tag."""
        return (self.tag.text if tag is None else tag) + inner + self.page[self.close : self.end]


def tags(html: str, *names: str) -> Iterator[Tag]:
    """The tags of those `names`, or all, in their order.

    >>> [tag.text for tag in tags('<P title="<b>">x<!-- <p> --></p ><script>"<p>"</script>', "p")]
    ['<P title="<b>">', '</p >']
    """
    if not names or _first(names).search(html):
        yield from _tags(html, names, 0)


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
    return sorted(found, key=lambda element: element.tag.start)


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
    parts, position = [], 0
    for each in outermost(found):
        parts += [html[position : each.start], by(each)]
        position = each.end
    return "".join([*parts, html[position:]]) if parts else html


def without_tags(html: str) -> str:
    """What is left of `html` without tags and comments, and without the content of scripts and their like.

    >>> without_tags('A <b title="x > y">bold</b> &amp; <!-- b --> a < b<script>c</script>')
    'A bold &amp;  a < b'
    """
    if "<" not in html:
        return html
    if any(map(html.__contains__, OPAQUE)):
        html = replaced(html, elements(html, *OPAQUE), lambda element: "")
    return _NOTHING.sub("", html)


def _tags(html: str, names: tuple[str, ...], position: int, opaque: frozenset[str] = OPAQUE) -> Iterator[Tag]:
    pattern, going = _pattern(names, None if _is_plain(html) else opaque), True
    while going:
        going = False
        for found in pattern.finditer(html, position):
            if not found.lastindex:
                continue
            name = found["name"].lower()
            if not names or name in names:
                yield Tag(name, found["tag"], found.start(), bool(found["slash"]))
            if name in opaque and not found["slash"]:
                position, going = _close(html, name, found.end()), True
                break


@lru_cache(maxsize=8)  # several steps ask about the same page, one after the other
def _is_plain(html: str) -> bool:
    """Whether all that looks like a tag in `html` is one: most pages are so, and are read ten times as fast then."""
    whole = html.count("<") == html.count(">") and html.rfind("<") <= html.rfind(">")
    return whole and not any(pattern.search(html) for pattern in _ODD)


@cache
def _pattern(names: tuple[str, ...], opaque: frozenset[str] | None) -> re.Pattern[str]:
    """What finds tags of those `names` and opaque ones, as groups, and all that could hide what looks like one."""
    name = "|".join([*names, *(opaque or ())]) if names else _NAME
    tag = f"(?P<tag><(?P<slash>/?)(?P<name>(?i:{name})){_OVER}{GRAMMAR}>)"
    return re.compile(tag if opaque is None else f"{tag}|{_NOTHING.pattern}", re.DOTALL)


@cache
def _first(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<(?:{'|'.join(names)}){_OVER}", re.IGNORECASE)


def _close(html: str, name: str, position: int) -> int:
    """Where the content of an opaque element is over that begins at `position`."""
    if name == "template":
        return _close_of_template(html, position)
    if name == "plaintext":
        return len(html)
    end = _end_tag(html, name, position)
    while name == "script" and end < len(html) and _is_escaped(html, position, end):
        position, end = end, _end_tag(html, name, end + 1)
    return end


def _end_tag(html: str, name: str, position: int) -> int:
    found = re.compile(rf"</{name}{_OVER}", re.IGNORECASE).search(html, position)
    return found.start() if found else len(html)


def _is_escaped(html: str, start: int, end: int) -> bool:
    """Whether what a script says up to `end` has begun a comment and another script in it, whose end follows."""
    comment = html.find("<!--", max(html.rfind("-->", start, end), start), end)
    return comment >= 0 and _SCRIPT.search(html, comment, end) is not None


def _close_of_template(html: str, position: int) -> int:
    depth = 1
    for tag in _tags(html, ("template",), position, OPAQUE - {"template"}):
        depth += -1 if tag.is_end else 1
        if not depth:
            return tag.start
    return len(html)
