"""A finished page, as its theme made it, in parts that are searched apart: on a large site it is mostly menus."""

import re
from dataclasses import dataclass, replace

from mkdocs_colophon.html.scanner import tags

_HEAD_END = re.compile("</(?ai:head)>")
_CONTENT = 'data-md-component="content"'  # Material's word for the element that holds the article


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page in three parts, which together are all of it.

    Attributes
    ----------
    head : up to the end of its head; nothing if it has none.
    menus : what stands between that and the article, on a page of Material with one; of other pages nothing.
    body : all else.
    """

    head: str
    menus: str
    body: str

    @classmethod
    def of(cls, html: str) -> "RenderedPage":
        """The parts of a whole page.

        >>> RenderedPage.of('<head>a</head><nav>b</nav><div data-md-component="content">c</div>')
        RenderedPage(head='<head>a', menus='</head><nav>b</nav>', body='<div data-md-component="content">c</div>')
        >>> RenderedPage.of("<p>b</p>")
        RenderedPage(head='', menus='', body='<p>b</p>')
        """
        end = _end_of_head(html)
        article = html.find(_CONTENT, end)
        start = max(html.rfind("<", end, article), end) if article >= 0 else end
        return cls(html[:end], html[end:start], html[start:])

    @property
    def html(self) -> str:
        return f"{self.head}{self.menus}{self.body}"

    def with_elements(self, elements: str) -> "RenderedPage":
        """The page with `elements` at the end of its head, if it has one."""
        return replace(self, head=self.head + elements) if self.head and elements else self


def _end_of_head(html: str) -> int:
    """Where the head of a page ends; 0 if it has none. Not all of a page is read for that."""
    signs = [sign.end() for sign in _HEAD_END.finditer(html)]
    read = tags(html[: signs[-1]], "head") if signs else ()
    return next((tag.start for tag in read if tag.is_end), 0)
