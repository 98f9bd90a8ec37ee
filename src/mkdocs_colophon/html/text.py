"""Text as HTML and HTML as text: the one place where characters that mean something in HTML are escaped."""

from html import escape, unescape

from mkdocs_colophon.html.scanner import without_tags


def as_html(text: str) -> str:
    """Plain `text` as the content of an element.

    >>> as_html('"a" < b & c')
    '"a" &lt; b &amp; c'
    """
    return escape(text, quote=False)


def as_text(html: str) -> str:
    """What a reader sees of `html`: its words, without tags and with every character reference read.

    >>> as_text('a <b title="x > y">&lt;</b> b<!-- c -->')
    'a < b'
    """
    return unescape(without_tags(html))


def unescaped(html: str) -> str:
    """`html` that has no tags, as text; what looks like a tag is text, too.

    >>> unescaped("1<2 &amp; 3")
    '1<2 & 3'
    """
    return unescape(html)
