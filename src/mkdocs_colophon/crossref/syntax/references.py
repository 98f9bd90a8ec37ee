"""A link whose text is its own target, `[#fig:x](#fig:x)` or `[](#fig:x)`: it asks for the text of a reference."""

import json
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from mkdocs_colophon import markers
from mkdocs_colophon.crossref.model import prefix_of


def self_named(link: Element) -> str:
    """The label that `link` asks for; empty if it has words of its own."""
    target = link.get("href", "")
    if len(link) or (link.text or "") not in ("", target) or not target.startswith("#"):
        return ""
    return target[1:] if prefix_of(target[1:]) else ""


def reference(label: str, tail: str | None) -> Element:
    """The marker of a reference to `label`, with what follows the link."""
    cites = json.dumps([[label, "", "", False]])
    marker = markers.element("cite", AtomicString(f"#{label}"), cites=cites, form="textual")
    marker.tail = tail
    return marker
