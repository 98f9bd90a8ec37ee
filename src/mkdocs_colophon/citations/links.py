"""The links from citations to the entries that they cite: as pandoc writes them, and as they stand on the page."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from mkdocs_colophon.html import attributes, elements, replaced, tag

_TO_ENTRY = "#ref-"


def anchor(key: str) -> str:
    """The id of the entry of `key`; an id holds no white space.

    >>> anchor("a&b"), anchor("a b")
    ('ref-a&b', 'ref-a-b')
    """
    return "ref-" + re.sub(r"\s", "-", key)


def card(name: str) -> str:
    """The label of the card of the citation `name`, if its links stand for several entries."""
    return f"card-{name}"


def inside(html: str) -> str:
    """What stands in the element of a citation, if `html` is one."""
    whole = (each for each in elements(html, "span") if each.outer == html and each.has_class("citation"))
    return next((each.inner for each in whole), html)


def linked(html: str) -> str:
    """`html` with each link to an entry as it stands on the page."""
    return _with(html, lambda text, key: _link(text, [key]))


def leading_away(html: str, way: str) -> str:
    """`html` with each link to an entry as it stands on another page, from which `way` leads to that of the entry."""
    return _with(html, lambda text, key: tag("a", text, class_="citation", data_keys=key, href=f"{way}#{anchor(key)}"))


def citation(html: str, name: str, keys: Sequence[str]) -> str:
    """The citation of `keys` with the id `name` around `html`, which is inside of pandoc's.

    A link that stands for more keys than one, as "1–3" does, shows all their entries.
    """
    links = elements(html, "a")
    if not links:
        html = _link(html, keys, name)
    elif {_key(link.tag.text) for link in links} >= set(keys):
        html = linked(html)
    else:
        html = _with(html, lambda text, key: _link(text, keys, name, to=key))
    return tag("span", html, class_="citation", id=name, data_cites=" ".join(keys))


def _with(html: str, made: Callable[[str, str], str]) -> str:
    """`html` with what is `made` of the words and the key of each of its links to an entry."""
    to_entries = (link for link in elements(html, "a") if _key(link.tag.text))
    return replaced(html, to_entries, lambda link: made(link.inner, _key(link.tag.text)))


def _link(text: str, keys: Sequence[str], name: str = "", to: str = "") -> str:
    entry = anchor(to or keys[0])
    label = card(name) if len(keys) > 1 else entry
    values = {"class_": "citation", "data_keys": " ".join(keys), "data_label": label, "href": f"#{entry}"}
    return tag("a", text, **values, role="doc-biblioref")


@lru_cache(maxsize=1 << 12)  # a site cites the same entries again and again
def _key(link: str) -> str:
    """The key of the entry to which the start tag of a link leads; empty if it leads elsewhere."""
    way = attributes.read(link).get("href", "")
    return way.removeprefix(_TO_ENTRY) if way.startswith(_TO_ENTRY) else ""
