"""Raw HTML in Markdown: what an author wrote as a marker is none, and stays an element that means nothing to us."""

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor

from mkdocs_colophon.html import markers


class RawBlockPreprocessor(Preprocessor):
    """Looks through the blocks of HTML that have been taken out of the text."""

    def run(self, lines: list[str]) -> list[str]:
        stored = self.md.htmlStash.rawHtmlBlocks
        for place, html in enumerate(stored):
            if isinstance(html, str) and markers.is_begun(html):
                stored[place] = markers.disowned(html)
        return lines


class RawInlineProcessor(HtmlInlineProcessor):
    """HTML in a line, a tag at a time."""

    def backslash_unescape(self, text: str) -> str:
        return markers.disowned(super().backslash_unescape(text))


def extend(md: Markdown) -> None:
    """Have `md` tell an author's elements from markers."""
    # just below blocks of HTML, 20; what is stored later is what other programs have rendered with our own extension
    md.preprocessors.register(RawBlockPreprocessor(md), "colophon-raw", 19.9)
    md.inlinePatterns.register(RawInlineProcessor(HTML_RE, md), "html", 90)
