"""Tags: HTML elements written, and the attributes of a start tag read."""

import re
from html import escape, unescape

_ATTRIBUTE = re.compile(r'([a-zA-Z-]+)="([^"]*)"')


def attributes(text: str) -> dict[str, str]:
    """The attributes of an HTML start tag, unescaped.

    >>> attributes('<img src="a.svg" alt="x &amp; y">')
    {'src': 'a.svg', 'alt': 'x & y'}
    """
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def tag(name: str, content: str, **values: str) -> str:
    """An HTML element around `content`, which is HTML already; attribute values are escaped here.

    A trailing underscore is dropped from an attribute's name and others become hyphens: `class_`, `data_label`.

    >>> tag("a", "Figure 1", class_="crossref", data_label="fig:x", href='#a"b')
    '<a class="crossref" data-label="fig:x" href="#a&quot;b">Figure 1</a>'
    """
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in values.items())
    return f"<{name}{listed}>{content}</{name}>"
