"""The content of a page as HTML that means the same in any program: no script, style or relative address is left."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from mkdocs_colophon.html import OPAQUE, VOID, Tag, as_html, as_text, attributes, tags

_DROPPED = {*OPAQUE, "button", "canvas", "embed", "form", "input", "link", "meta", "object", "select"}
_DROPPED_CLASSES = {
    *("bibliography-back", "colophon-animation", "colophon-description", "colophon-made", "colophon-outdated"),
    *("footnote-backref", "headerlink", "how-to-cite", "linenos"),
}
_UNWRAPPED = {"label", "span"}  # means nothing once its class is gone
_PLAINER = {"details": "div", "summary": "p", "nav": "div", "main": "div", "article": "div"}
_ADDRESSES = {"href", "src", "cite"}
_KEPT = {
    *("alt", "colspan", "datetime", "dir", "height", "lang", "reversed", "rowspan", "scope", "start", "title", "type"),
    *("value", "width"),
}
_NAME = re.compile("[a-z][a-z0-9-]*")
_SCHEMES = {"http", "https", "mailto", "tel", "doi"}
_DARK, _LIGHT = "#only-dark", "#only-light"


def portable(html: str, url: str) -> str:
    """`html` of the page at the address `url`, without its first heading, which a feed gives as the title.

    Each figure keeps one picture, and what unfolds on request goes: a feed reader would show it all at once.

    >>> portable('<h1>T</h1><p class="a">See <a href="../b/#c">b</a><script>x</script>.</p>', "https://example.org/a/")
    '<p>See <a href="https://example.org/b/#c">b</a>.</p>'
    """
    rewriter, position = _Rewriter(url), 0
    for tag in tags(html):
        rewriter.text(html[position : tag.start])
        if tag.is_end:
            rewriter.end(tag.name)
        else:
            rewriter.start(tag)
        position = tag.end
    rewriter.text(html[position:])
    return rewriter.html()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is not over yet: as read, as written if it is, whether it is dropped, in SVG or in MathML."""

    name: str = ""
    written: str = ""
    dropped: bool = False
    foreign: str = ""


class _Rewriter:
    """Writes what it is told, with its end tags in order, whatever it is told."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._parts: list[str] = []
        self._open = [_Open()]
        self._names: Counter[str] = Counter()  # of the elements that are open
        self._titled = False

    def html(self) -> str:
        self._close(1)
        return "".join(self._parts).strip()

    def start(self, tag: Tag) -> None:
        name, given = tag.name, attributes.read(tag.text)
        foreign = name if name in ("math", "svg") else self._open[-1].foreign
        dropped = self._drops(name, given)
        is_written = not dropped and name not in _UNWRAPPED and _NAME.fullmatch(name)
        shown = _PLAINER.get(name, name) if is_written else ""
        if shown:
            self._parts.append(f"<{shown}{''.join(self._attributes(given, foreign))}>")
        if name not in VOID:
            self._open.append(_Open(name, shown, dropped, foreign))
            self._names[name] += 1
            if foreign and tag.text.endswith("/>"):
                self.end(name)

    def end(self, name: str) -> None:
        if self._names[name]:
            self._close(next(place for place in reversed(range(len(self._open))) if self._open[place].name == name))

    def text(self, html: str) -> None:
        if not self._open[-1].dropped:
            self._parts.append(as_html(as_text(html)))

    def _close(self, place: int) -> None:
        for each in reversed(self._open[place:]):
            self._names[each.name] -= 1
            if each.written:
                self._parts.append(f"</{each.written}>")
        del self._open[place:]

    def _drops(self, tag: str, given: Mapping[str, str]) -> bool:
        if self._open[-1].dropped:
            return True
        if tag == "h1" and not self._titled:
            self._titled = True
            return True
        if given.get("role") == "doc-backlink" or tag in _DROPPED or tag.startswith("colophon-") or "hidden" in given:
            return True
        if tag == "img" and (given.get("src", "").endswith(_DARK) or not given.get("src")):
            return True
        return not _DROPPED_CLASSES.isdisjoint(given.get("class", "").split())

    def _attributes(self, given: Mapping[str, str], foreign: str) -> Iterator[str]:
        for name, value in given.items():
            if name in _ADDRESSES:
                value = self._address(value)
                if not value:
                    continue
            elif name not in _KEPT and not (foreign == "math" and _is_of_formula(name)):
                continue
            yield attributes.written(name, value)

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
