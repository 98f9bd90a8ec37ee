"""XML from plain values; what XML cannot say is left out."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Element, name: str, text: str = "", given: Mapping[str, str] | None = None) -> Element:
    """A new element at the end of `parent`."""
    child = SubElement(parent, name, {key: _clean(value) for key, value in (given or {}).items()})
    if text:
        child.text = _clean(text)
    return child


def document(root: Element) -> str:
    """The document of `root`, an element to a line.

    >>> document(Element("a"))
    '<?xml version="1.0" encoding="utf-8"?>\\n<a />\\n'
    """
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
