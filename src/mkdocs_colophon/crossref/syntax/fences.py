"""Code in fences: keeps what is written in the braces of one, `{#lst:x .py caption="A *caption*"}`, beside its HTML.

Fences are read before all else, by Python-Markdown's `fenced_code` or by pymdownx's `superfences`; neither knows what a
caption is, and most ways of highlighting drop it. So each is asked to hand it over, together with the HTML it stores.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX
from pymdownx.superfences import SuperFencesCodeExtension

from mkdocs_colophon.crossref.syntax.attributes import Attributes
from mkdocs_colophon.html import Tag, attributes, tags, with_tags

_FENCES = "fenced_code_block"
_OURS = "colophon"


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

        def bare(tag: Tag) -> str:
            return attributes.without(tag.text, "id") if attributes.read(tag.text).get("id") == label else tag.text

        label = self.given.label
        return with_tags(self, bare)


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


def listing(md: Markdown, text: str | None) -> Listing | None:
    """The fence that `text` is the placeholder of, and nothing else."""
    stored = _stored(md, text)
    return stored if isinstance(stored, Listing) else None


def is_table(md: Markdown, element: Element) -> bool:
    """Whether `element` is a table, of Markdown or of HTML."""
    stored = _stored(md, element.text)
    first = tags(stored)[:1] if isinstance(stored, str) else []
    return element.tag == "table" or any(tag.name == "table" and not tag.start for tag in first)


def is_stored(text: str | None) -> bool:
    """Whether `text` is the placeholder of something that was read before, such as HTML."""
    return text is not None and HTML_PLACEHOLDER_RE.fullmatch(text.strip()) is not None


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
    if getattr(entry["formatter"], "func", None) is _formatted:
        return entry
    validator, formatter = partial(_valid, entry["validator"]), partial(_formatted, entry["formatter"])
    return entry | {"validator": validator, "formatter": formatter}


def _valid(
    inner: Callable[..., bool], language: str, inputs: dict[str, str], options: dict[str, Any], *rest: Any
) -> bool:
    """Keeps our attributes from a validator of superfences, which may refuse what it does not know."""
    others = dict(inputs)
    ours = {name: others.pop(name, None) for name in ("caption", "aliases")}
    okay = inner(language, others, options, *rest)
    options[_OURS] = ours
    return okay


def _formatted(inner: Callable[..., str | None], *, options: dict[str, Any], **fence: Any) -> str | None:
    """Gives our attributes to what a formatter of superfences returns."""
    ours = options.pop(_OURS, {})
    given = {"id": fence["id_value"], "class": " ".join(fence["classes"]), "aliases": ours.get("aliases") or ""}
    html = inner(options=options, **fence)
    return None if html is None else Listing.make(html, Attributes.make(given), ours.get("caption"))


def _stored(md: Markdown, text: str | None) -> str | Element | None:
    """What the placeholder `text` stands for."""
    if not text or STX not in text:  # most text is none, and much of it is long
        return None
    match = HTML_PLACEHOLDER_RE.fullmatch(text.strip())
    stored = md.htmlStash.rawHtmlBlocks
    return stored[int(match[1])] if match and int(match[1]) < len(stored) else None
