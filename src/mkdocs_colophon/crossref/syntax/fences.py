"""Code in fences: keeps what is written in the braces of one, `{#lst:x .py caption="A *caption*"}`, beside its HTML.

Fences are read before all else, by Python-Markdown's `fenced_code` or by pymdownx's `superfences`; neither knows what a
caption is, and most ways of highlighting drop it. So each is asked to hand it over, together with the HTML it stores.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX
from pymdownx.superfences import SuperFencesCodeExtension

from mkdocs_colophon.crossref.syntax.attributes import Attributes

_FENCES = "fenced_code_block"
_OURS = "colophon"
_START_TAGS = re.compile(r"(?:\s*<[^<>]*>)*")


class Listing(str):
    """The HTML of a fence.

    Attributes
    ----------
    given : the attributes in its braces.
    caption : Markdown; None if there is none.
    """

    __slots__ = ("caption", "given")

    given: Attributes
    caption: str | None

    @classmethod
    def make(cls, html: str, given: Attributes, caption: str | None) -> "Listing":
        listing = cls(html)
        listing.given, listing.caption = given, caption
        return listing

    def bare(self) -> str:
        """The HTML without the label, which moves to the figure around it."""
        start = _START_TAGS.match(self)
        assert start is not None
        return start[0].replace(f' id="{self.given.label}"', "", 1) + self[start.end() :]


class FencedBlocks(FencedBlockPreprocessor):
    """Python-Markdown's reader of fences, which keeps captions."""

    def __init__(self, md: Markdown, config: dict[str, Any]) -> None:
        super().__init__(md, config)
        self._kept: dict[int, tuple[Attributes, str | None]] = {}

    def run(self, lines: list[str]) -> list[str]:
        self._kept.clear()
        first = self.md.htmlStash.html_counter
        lines = super().run(lines)
        stored = self.md.htmlStash.rawHtmlBlocks
        for place in range(first, len(stored)):
            stored[place] = Listing.make(str(stored[place]), *self._kept.get(place, (Attributes(), None)))
        return lines

    def handle_attrs(self, attrs: Iterable[tuple[str, str | None]]) -> tuple[str, list[str], dict[str, Any]]:
        label, classes, others = super().handle_attrs(attrs)  # type: ignore[arg-type]
        caption = others.pop("caption", None)
        given = {"id": label, "class": " ".join(classes), "aliases": others.pop("aliases", "")}
        # what is read next is stored next
        self._kept[self.md.htmlStash.html_counter] = Attributes.make(given), caption
        return label, classes, others


@dataclass(frozen=True, slots=True)
class Validator:
    """Keeps our attributes from a validator of superfences, which may refuse what it does not know."""

    inner: Callable[..., bool]

    def __call__(
        self, language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, str], md: Markdown
    ) -> bool:
        others = dict(inputs)
        ours = {name: others.pop(name, None) for name in ("caption", "aliases")}
        okay = self.inner(language, others, options, attrs, md)
        options[_OURS] = ours
        return okay


@dataclass(frozen=True, slots=True)
class Formatter:
    """Gives our attributes to what a formatter of superfences returns."""

    inner: Callable[..., str | None]

    def __call__(self, *, options: dict[str, Any], **fence: Any) -> str | None:
        ours = options.pop(_OURS, {})
        given = {"id": fence["id_value"], "class": " ".join(fence["classes"]), "aliases": ours.get("aliases") or ""}
        html = self.inner(options=options, **fence)
        return None if html is None else Listing.make(html, Attributes.make(given), ours.get("caption"))


def listing(md: Markdown, text: str | None) -> Listing | None:
    """The fence that `text` is the placeholder of, and nothing else."""
    stored = _stored(md, text)
    return stored if isinstance(stored, Listing) else None


def is_table(md: Markdown, element: Element) -> bool:
    """Whether `element` is a table, of Markdown or of HTML."""
    return element.tag == "table" or str(_stored(md, element.text)).startswith("<table")


def take(md: Markdown, text: str, *, label: bool) -> None:
    """Leave of the fence that `text` is the placeholder of the HTML alone, without its label if that is taken, too."""
    match = HTML_PLACEHOLDER_RE.match(text)
    found = listing(md, text)
    assert match is not None and found is not None
    md.htmlStash.rawHtmlBlocks[int(match[1])] = found.bare() if label else str(found)


def wire(md: Markdown) -> None:
    """Ask whoever reads fences to keep captions. All extensions must be there already."""
    for extension in md.registeredExtensions:
        if isinstance(extension, SuperFencesCodeExtension):
            extension.superfences[:] = [_keeping(entry) for entry in extension.superfences]
    if _FENCES in md.preprocessors and type(reader := md.preprocessors[_FENCES]) is FencedBlockPreprocessor:
        md.preprocessors.register(FencedBlocks(md, reader.config), _FENCES, 25)  # type: ignore[attr-defined]


def _keeping(entry: dict[str, Any]) -> dict[str, Any]:
    """A kind of fence as superfences has it in its list, that keeps captions."""
    if isinstance(entry["formatter"], Formatter):
        return entry
    return entry | {"validator": Validator(entry["validator"]), "formatter": Formatter(entry["formatter"])}


def _stored(md: Markdown, text: str | None) -> str | Element | None:
    """What the placeholder `text` stands for."""
    if not text or STX not in text:  # most text is none, and much of it is long
        return None
    match = HTML_PLACEHOLDER_RE.fullmatch(text.strip())
    stored = md.htmlStash.rawHtmlBlocks
    return stored[int(match[1])] if match and int(match[1]) < len(stored) else None
