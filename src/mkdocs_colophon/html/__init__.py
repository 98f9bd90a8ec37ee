"""HTML as browsers read it: tags and their attributes, markers, the parts of a page. The one place that escapes."""

from mkdocs_colophon.html.markers import Marker
from mkdocs_colophon.html.prose import prose
from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.html.scanner import (
    VOID,
    Element,
    Tag,
    elements,
    outermost,
    replaced,
    tags,
    with_tags,
    within,
    without_tags,
)
from mkdocs_colophon.html.text import as_html, as_text, unescaped
from mkdocs_colophon.html.tokenizer import OPAQUE
from mkdocs_colophon.html.writer import start_tag, tag

__all__ = ["VOID", "Element", "Tag", "elements", "outermost", "replaced", "tags", "with_tags", "within", "without_tags"]
__all__ += ["OPAQUE", "Marker", "RenderedPage", "as_html", "as_text", "prose", "start_tag", "tag", "unescaped"]
