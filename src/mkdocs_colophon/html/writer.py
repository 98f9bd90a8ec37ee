"""Elements of HTML, written."""

from functools import lru_cache

from mkdocs_colophon.html.attributes import written


def tag(name: str, content: str, /, **values: str) -> str:
    """An HTML element around `content`, which is HTML already; attribute values are escaped here.

    A trailing underscore is dropped from an attribute's name and others become hyphens: `class_`, `data_label`.

    >>> tag("a", "Figure 1", class_="crossref", data_label="fig:x", href='#a"b')
    '<a class="crossref" data-label="fig:x" href="#a&quot;b">Figure 1</a>'
    """
    return f"{start_tag(name, **values)}{content}</{name}>"


def start_tag(name: str, /, **values: str) -> str:
    """A start tag, or all of an element that never has content.

    >>> start_tag("img", src="a.svg", alt="x & y")
    '<img src="a.svg" alt="x &amp; y">'
    """
    return f"<{name}{''.join([_written(key, value) for key, value in values.items()])}>"


@lru_cache(maxsize=1 << 12)  # the same classes, again and again
def _written(key: str, value: str) -> str:
    return written(key.rstrip("_").replace("_", "-"), value)
