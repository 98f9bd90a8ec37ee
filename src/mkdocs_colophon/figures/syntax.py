"""How values stand in Markdown: `@val:script.name`, and with a format `[@val:script.name:,]`. They become markers.

The rules run where those for cites do, and before them: links, raw HTML, code and mathematics are out of the text by
then.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from mkdocs_colophon import grammar
from mkdocs_colophon.figures import values
from mkdocs_colophon.html import markers
from mkdocs_colophon.prefilter import Prefilter


class ValueProcessor(InlineProcessor):
    """A value in one of its three forms."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = Prefilter(self.compiled_re, ("@val:",))  # type: ignore[assignment]

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if grammar.in_url(data, m.start(0)):
            return None, None, None
        text = self.unescape(m[0])
        quoted = values.VALUE.fullmatch(text)
        if quoted is None:  # the format holds what is markup here
            return None, None, None
        return markers.element("value", AtomicString(text), **values.read(quoted)), m.start(0), m.end(0)


def extend(md: Markdown) -> None:
    """Teach `md` values."""
    # just above cites, 84.1, for which it would be a key
    md.inlinePatterns.register(ValueProcessor(values.VALUE.pattern, md), "colophon-value", 84.2)
