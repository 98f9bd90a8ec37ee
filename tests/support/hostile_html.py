"""HTML that misleads whoever does not read it as a browser does, and how html5lib reads it."""

from collections.abc import Iterator
from typing import Any

from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tagTokenTypes, tokenTypes
from html5lib.html5parser import HTMLParser
from hypothesis import strategies as st

Token = tuple[str, bool, dict[str, str]]
"""A tag: its name, whether it is an end tag, and the attributes of a start tag."""
TEXT = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])

COMMENTS = ["<!--", "-->", "--!>", "<!-->", "<!--->", "--", "<!", "<?x", "?>", "<!doctype html>", "<!--[if IE]>"]
RAW = [
    "script",
    "SCRIPT",
    "style",
    "textarea",
    "title",
    "noscript",
    "template",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
]
TAGS = [
    "<p>",
    "</p>",
    "<B>",
    "</b>",
    "<br/>",
    "<a href='x>y'>",
    '<a href="x>y">',
    "<a href=x",
    "<a b=",
    "<a =b>",
    "<a / b>",
    "<a b=c/>",
    "<a b='1'B=2 c>",
    '<a b="?a=1&copy=2&notit;&copy;&amp;&ltx">',
    "<u\0v w\0=\0>",
    "</ >",
    "</>",
    "</",
    "<",
]
SIGNS = [" ", "\n", "\f", "/", ">", "'", '"', "=", "x", "b=1", " b='", ' c="', "\0", "é", "ſ", "&lt;", "&copy"]
ENDS = [end for name in RAW for end in (f"<{name}>", f"</{name}>", f"<{name} ", f"</{name}")]
HOSTILE = st.lists(st.sampled_from([*COMMENTS, *TAGS, *SIGNS, *ENDS, "</script/>", "<ſcript>"]), max_size=12)
"""Pieces of HTML, to be joined."""


class _Recorder(HTMLTokenizer):
    """The tokenizer of html5lib, which tells its tokens also when the parser has nothing to do with them."""

    def __init__(self, html: str, parser: HTMLParser) -> None:
        super().__init__(html, parser=parser)
        self.seen: list[Token | str] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] in tagTokenTypes:
                is_end = token["type"] == tokenTypes["EndTag"]
                self.seen.append((token["name"], is_end, {} if is_end else dict(token["data"])))
            elif token["type"] in TEXT:
                self.seen.append(token["data"])
            yield token


def read(html: str) -> list[Token | str]:
    """The tags that a parser of HTML finds where scripts run, and the text between them, but not in templates."""
    parser = HTMLParser()
    parser.innerHTMLMode, parser.scripting = False, True
    parser.tokenizer = _Recorder(html, parser)
    parser.reset()
    parser.mainLoop()
    return list(_outside_of_templates(parser.tokenizer.seen))


def tokens(html: str) -> list[Token]:
    """The tags of `html`."""
    return [each for each in read(html) if isinstance(each, tuple)]


def words(html: str) -> str:
    """The text of `html` that is not in an element for text alone."""
    found, is_raw = [], False
    for each in read(html):
        if isinstance(each, tuple):
            is_raw = each[0] in RAW and not each[1]
        elif not is_raw:
            found.append(each)
    return "".join(found)


def _outside_of_templates(found: list[Token | str]) -> Iterator[Token | str]:
    """html5lib is older than the element."""
    depth = 0
    for each in found:
        before, is_end = depth, isinstance(each, tuple) and each[1]
        if each[0] == "template":
            depth = max(depth - 1, 0) if is_end else depth + 1
        if not (depth if is_end else before):
            yield each
