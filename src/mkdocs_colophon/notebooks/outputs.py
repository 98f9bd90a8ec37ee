"""What a cell has put out, as Markdown, HTML or pictures of a page."""

import re
import struct
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from mkdocs_colophon.html import as_html, attributes, tag, tags
from mkdocs_colophon.notebooks.kernel import ANSI
from mkdocs_colophon.notebooks.notebook import Json

_SUFFIXES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
# as Jupyter chooses; but what a cell calls Markdown is Markdown of the page
_ORDER = ("text/markdown", "text/html", "text/latex", *_SUFFIXES, "text/plain")
_COLOR = re.compile(r"#[0-9a-f]{6}\b")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|px|)")
_PIXELS = {"pt": 4 / 3, "px": 1, "": 1}  # of CSS
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n|$)")  # a progress bar's earlier states


class Markdown(str):
    """Text to be read with the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a cell has made.

    Attributes
    ----------
    name : of its file, in the folder of its page.
    content : the file.
    dark : the same for a dark page; empty if there is none.
    size : width and height in CSS pixels, if they are known.
    alt : its alternative text, if the code or the cell gives one.
    """

    name: str
    content: bytes
    dark: bytes = b""
    size: tuple[int, int] | None = None
    alt: str | None = None

    @property
    def dark_name(self) -> str:
        stem, _, suffix = self.name.rpartition(".")
        return f"{stem}.dark.{suffix}"


Output: TypeAlias = Markdown | Picture | str
"""Text, a picture in a file of its own, or finished HTML; empty if there is nothing to show."""


def read(output: Json, stem: str, palette: Mapping[str, str]) -> Output:
    """An output in nbformat; a picture's file gets the name `stem`."""
    if output["output_type"] == "stream":
        return box(plain(output["text"]), f"output-{output['name']}")
    if output["output_type"] == "error":
        return box(plain("\n".join(output["traceback"])), "output-error")
    data = {kind: "".join(text) for kind, text in output["data"].items() if isinstance(text, str | list)}
    kind = next((kind for kind in _ORDER if kind in data), "")
    if kind in _SUFFIXES:
        return picture(data[kind], kind, stem, output.get("metadata", {}).get(kind, {}), palette)
    if kind == "text/markdown":
        return Markdown(data[kind])
    if kind == "text/latex":
        return Markdown(_latex(data[kind]))
    if kind == "text/html":
        return _scroller(data[kind], "output-html")
    return box(plain(data[kind]), "output-result") if kind else ""


def picture(text: str, kind: str, stem: str, given: Json, palette: Mapping[str, str]) -> Picture:
    """The picture that `text` holds, in base64 unless it is an SVG; `given` is what the code said of it."""
    name, alt = f"{stem}.{_SUFFIXES[kind]}", given.get("alt")
    if kind == "image/svg+xml":
        dark = _COLOR.sub(lambda color: palette.get(color[0], color[0]), text)
        return Picture(name, text.encode(), dark.encode() if palette else b"", _svg_size(text), alt)
    content = b64decode(text)
    size = (given["width"], given["height"]) if {"width", "height"} <= given.keys() else _png_size(content)
    return Picture(name, content, size=size, alt=alt)


def plain(text: str | list[str]) -> str:
    """What a terminal would show in the end, without its colors."""
    return _OVERWRITTEN.sub("", ANSI.sub("", "".join(text))).rstrip()


def box(text: str, name: str) -> str:
    """Text in lines that scroll in a box of their own, which the keyboard can reach."""
    return _scroller(tag("pre", as_html(text)), name) if text else ""


def _scroller(html: str, name: str) -> str:
    return tag("div", html, class_=f"notebook-output {name}", tabindex="0", role="group", aria_label="Output")


def _latex(text: str) -> str:
    """A formula of its own, whatever dollars or brackets stand around it."""
    inner = re.sub(r"^(?:\$+|\\\[|\\\()|(?:\$+|\\\]|\\\))$", "", text.strip())
    return f"$$ {inner.strip()} $$"


def _svg_size(text: str) -> tuple[int, int] | None:
    given = next((attributes.read(tag.text) for tag in tags(text, "svg")), {})
    width, height = (_LENGTH.fullmatch(given.get(name, "")) for name in ("width", "height"))
    return (_pixels(width), _pixels(height)) if width and height else None


def _pixels(length: re.Match[str]) -> int:
    return round(float(length[1]) * _PIXELS[length[2]])


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return int(width), int(height)
