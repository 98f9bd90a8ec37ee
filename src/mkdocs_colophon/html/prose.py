"""What a page shows as words of its author's: neither code nor what a program has drawn."""

from collections.abc import Collection

from mkdocs_colophon.html import attributes
from mkdocs_colophon.html.scanner import Element, Tag, elements, replaced, with_tags
from mkdocs_colophon.html.text import as_html, as_text

CODE, BLOCK = "`\1`", "\f"
"""What stands for code in a line, and for whatever else holds no words."""
_IN_LINE = ("code", "kbd", "samp", "tt")
_APART = ("pre", "svg", "math")
_WITHOUT_BREAK = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "img", "ins", "label", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)


def prose(html: str, apart: Collection[str] = ()) -> str:
    r"""The words of `html`; what begins a block begins a line. What has a class that is `apart` holds none.

    The address of a link or of a picture counts as words if it has braces, which no address has.

    >>> prose('<p>An <em>x</em> in <code>code</code></p><pre>y</pre><a href="{z}">.</a>')
    '\nAn x in `\x01`\n\x0c {z} .'
    """
    hidden = [each for each in elements(html, *_IN_LINE, *_APART, "div") if each.name != "div" or _is(each, apart)]
    html, told = replaced(html, hidden, _hidden), ""

    def shown(tag: Tag) -> str:
        nonlocal told  # a link around a picture has the address of that
        told, before = _address(tag), told
        words = f" {as_html(told)} " if told != before else ""
        return ("" if tag.name in _WITHOUT_BREAK else "\n") + tag.text + words

    return as_text(with_tags(html, shown))


def _is(element: Element, apart: Collection[str]) -> bool:
    return not set(element.get("class").split()).isdisjoint(apart)


def _hidden(element: Element) -> str:
    return CODE if element.name in _IN_LINE else f"\n{BLOCK}"


def _address(tag: Tag) -> str:
    """The address in a tag, if it has braces."""
    if tag.name not in ("a", "img") or "{" not in tag.text:
        return ""
    given = attributes.read(tag.text)
    address = given.get("href") or given.get("src", "")
    return address if "{" in address else ""
