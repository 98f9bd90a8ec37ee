r"""References that are not written with an `@`.

A link whose text is its own target, `[#fig:x](#fig:x)` or `[](#fig:x)`, asks for the text of a reference; LaTeX's
`\ref{eq:x}` for the number of an equation, and `\eqref{eq:x}` for the number in parentheses.
"""

import json
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from mkdocs_colophon.crossref.targets import prefix_of
from mkdocs_colophon.html import markers

_LATEX = r"\\(eqref|ref)\{(eq:[^\s{}]+)\}"


class LatexProcessor(InlineProcessor):
    """A reference to an equation as in LaTeX."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        cites = json.dumps([[m[2], "", "", True]])
        marker = markers.element("cite", AtomicString(m[0]), cites=cites, form="group")
        return _parenthesized(marker) if m[1] == "eqref" else marker, m.start(0), m.end(0)


def _parenthesized(marker: Element) -> Element:
    around = Element("span", {"class": "equation-reference"})
    around.text = "("
    marker.tail = ")"
    around.append(marker)
    return around


def extend(md: Markdown) -> None:
    r"""Teach `md` `\eqref` and `\ref`: below formulas (189.9) and code (190), above backslashes that escape (180)."""
    md.inlinePatterns.register(LatexProcessor(_LATEX, md), "colophon-latex-reference", 185)


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
