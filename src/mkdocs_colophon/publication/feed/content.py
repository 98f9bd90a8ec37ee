"""The content of a page as HTML that means the same in any program: no script, style or relative address is left."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_DROPPED = frozenset(
    ("button", "canvas", "embed", "form", "iframe", "input", "link", "meta", "noscript", "object", "script", "select")
) | frozenset(("style", "template"))
_UNWRAPPED = frozenset(("label", "span"))  # means nothing once its class is gone
_PLAINER = {"details": "div", "summary": "p", "nav": "div", "main": "div", "article": "div"}
_DROPPED_CLASSES = frozenset(
    (
        "bibliography-back",
        "colophon-animation",
        "colophon-description",
        "colophon-made",
        "colophon-outdated",
        "footnote-backref",
        "headerlink",
        "how-to-cite",
        "linenos",
    )
)
_ADDRESSES = ("href", "src", "cite")
_KEPT = frozenset(
    ("alt", "colspan", "datetime", "dir", "height", "lang", "reversed", "rowspan", "scope", "start", "title", "type")
) | frozenset(("value", "width", *_ADDRESSES))
_NAME = re.compile("[a-z][a-z0-9-]*")
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "doi"))
_DARK, _LIGHT = "#only-dark", "#only-light"


def portable(html: str, url: str) -> str:
    """`html` of the page at the address `url`, without its first heading, which a feed gives as the title.

    Each figure keeps one picture, and what unfolds on request goes: a feed reader would show it all at once.

    >>> portable('<h1>T</h1><p class="a">See <a href="../b/#c">b</a><script>x</script>.</p>', "https://example.org/a/")
    '<p>See <a href="https://example.org/b/#c">b</a>.</p>'
    """
    rewriter = _Rewriter(url)
    rewriter.feed(html)
    rewriter.close()
    return rewriter.html()


class _Rewriter(HTMLParser):
    """Writes what it reads, with its end tags in order, whatever it reads."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._url = url
        self._parts: list[str] = []
        self._open: list[
            tuple[str, str, bool]
        ] = []  # each element: as read, as written if it is, whether it is dropped
        self._titled = False

    def html(self) -> str:
        self._close(0)
        return "".join(self._parts).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        dropped = self._drops(tag, given)
        if tag in _VOID:
            if not dropped:
                self._parts.append(f"<{tag}{''.join(self._attributes(tag, given))}>")
            return
        written = "" if dropped or tag in _UNWRAPPED or not _NAME.fullmatch(tag) else _PLAINER.get(tag, tag)
        if written:
            self._parts.append(f"<{written}{''.join(self._attributes(tag, given))}>")
        self._open.append((tag, written, dropped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        place = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == tag), None)
        if place is not None:
            self._close(place)

    def handle_data(self, data: str) -> None:
        if not self._is_dropping:
            self._parts.append(escape(data, quote=False))

    @property
    def _is_dropping(self) -> bool:
        return bool(self._open) and self._open[-1][2]

    def _close(self, place: int) -> None:
        for _, written, _ in reversed(self._open[place:]):
            if written:
                self._parts.append(f"</{written}>")
        del self._open[place:]

    def _drops(self, tag: str, given: dict[str, str]) -> bool:
        if self._is_dropping:
            return True
        if tag == "h1" and not self._titled:
            self._titled = True
            return True
        if given.get("role") == "doc-backlink" or tag in _DROPPED or tag.startswith("colophon-") or "hidden" in given:
            return True
        if tag == "img" and (given.get("src", "").endswith(_DARK) or not given.get("src")):
            return True
        return not _DROPPED_CLASSES.isdisjoint(given.get("class", "").split())

    def _attributes(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        inside_formula = tag == "math" or any(name == "math" for name, _, _ in self._open)
        for name, value in given.items():
            if name in _ADDRESSES:
                value = self._address(value)
                if not value:
                    continue
            elif name not in _KEPT and not (inside_formula and _is_of_formula(name)):
                continue
            yield f' {name}="{escape(value)}"'

    def _address(self, value: str) -> str:
        """Where `value` leads from the page; nothing if that is nowhere a feed may send anyone."""
        try:
            address = urljoin(self._url, value.strip().removesuffix(_LIGHT))
            return address if urlsplit(address).scheme.lower() in _SCHEMES else ""
        except ValueError:  # no address at all, such as one with half of a bracket
            return ""


def _is_of_formula(name: str) -> bool:
    """Whether an attribute says how MathML is set, or that it is MathML: no class, style, id or handler."""
    return bool(_NAME.fullmatch(name)) and not name.startswith(("on", "data-")) and name not in ("class", "style", "id")
