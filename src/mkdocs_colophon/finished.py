"""A finished page, as its theme made it, in parts that are searched apart: on a large site it is mostly menus."""

import re
from dataclasses import dataclass, replace

_HEAD_END = re.compile("</head>", re.IGNORECASE)
MENU = '<nav class="md-nav'  # how a menu of Material begins
_CONTENT = 'data-md-component="content"'  # Material's word for the element that holds the article


@dataclass(frozen=True, slots=True)
class Finished:
    """A page in four parts, which together are all of it.

    Attributes
    ----------
    head : up to the end of its head; nothing if it has none.
    top : what stands between that and the first menu, on a page of Material with an article; of other pages nothing.
    menus : what stands between that and the article, on such a page.
    body : all else.
    """

    head: str
    top: str
    menus: str
    body: str

    @classmethod
    def of(cls, html: str) -> "Finished":
        """The parts of a whole page.

        >>> Finished.of('<head>a</head>b<nav class="md-nav">c</nav><div data-md-component="content">d</div>')
        ... # doctest: +NORMALIZE_WHITESPACE
        Finished(head='<head>a', top='</head>b', menus='<nav class="md-nav">c</nav>',
                 body='<div data-md-component="content">d</div>')
        >>> Finished.of("<p>b</p>")
        Finished(head='', top='', menus='', body='<p>b</p>')
        """
        found = _HEAD_END.search(html)
        end = found.start() if found else 0
        # from the end of the page, which is near
        start = max(html.rfind("<", end, max(html.rfind(_CONTENT, end), end)), end)
        menu = html.find(MENU, end, start)
        menu = start if menu < 0 else menu
        return cls(html[:end], html[end:menu], html[menu:start], html[start:])

    @property
    def html(self) -> str:
        return f"{self.head}{self.top}{self.menus}{self.body}"

    def with_elements(self, elements: str) -> "Finished":
        """The page with `elements` at the end of its head, if it has one."""
        return replace(self, head=self.head + elements) if self.head and elements else self
