"""What a cell has put out, as Markdown, HTML or pictures of a page."""

import re
import struct
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from mkdocs_colophon.html.tags import tag
from mkdocs_colophon.notebooks.kernel import ANSI
from mkdocs_colophon.notebooks.notebook import Json, Picture

# as Jupyter chooses; but what a cell calls Markdown is Markdown of the page
_ORDER = (
    "text/markdown",
    "text/html",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "text/plain",
)
_SUFFIXES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_COLOR = re.compile(r"#[0-9a-f]{6}\b")
_SVG_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)(pt|px|)"[^>]*?>', re.DOTALL)
_SVG_HEIGHT = re.compile(r'<svg\b[^>]*?\bheight="([\d.]+)(pt|px|)"', re.DOTALL)
_POINT = 4 / 3  # CSS pixels
_OVERWRITTEN = re.compile(r"[^\n]*\r(?!\n|$)")  # a progress bar's earlier states


@dataclass(frozen=True, slots=True)
class Output:
    """One output, as one of three.

    Attributes
    ----------
    markdown : text to be read with the page.
    html : finished.
    picture : a file of its own, with `alt`, its alternative text, if the code gave one.
    """

    markdown: str = ""
    html: str = ""
    picture: Picture | None = None
    alt: str | None = None


def read(output: Json, stem: str, palette: Mapping[str, str]) -> Output:
    """An output in nbformat; a picture's file gets the name `stem`."""
    if output["output_type"] == "stream":
        return Output(html=box(plain(output["text"]), f"output-{output['name']}"))
    if output["output_type"] == "error":
        return Output(html=box(plain("\n".join(output["traceback"])), "output-error"))
    data = {kind: "".join(text) for kind, text in output["data"].items() if isinstance(text, str | list)}
    kind = next((kind for kind in _ORDER if kind in data), "")
    if kind in _SUFFIXES:
        given = output.get("metadata", {}).get(kind, {})
        return Output(picture=picture(data[kind], kind, stem, given, palette), alt=given.get("alt"))
    if kind == "text/markdown":
        return Output(markdown=data[kind])
    if kind == "text/latex":
        return Output(markdown=_latex(data[kind]))
    if kind == "text/html":
        return Output(html=_scroller(data[kind], "output-html"))
    return Output(html=box(plain(data[kind]), "output-result") if kind else "")


def picture(text: str, kind: str, stem: str, given: Json, palette: Mapping[str, str]) -> Picture:
    """The picture that `text` holds, in base64 unless it is an SVG; `given` is what the code said of it."""
    name = f"{stem}.{_SUFFIXES[kind]}"
    if kind == "image/svg+xml":
        dark = _COLOR.sub(lambda color: palette.get(color[0], color[0]), text)
        return Picture(name, text.encode(), dark.encode() if palette else b"", _svg_size(text))
    content = b64decode(text)
    size = (given["width"], given["height"]) if {"width", "height"} <= given.keys() else _png_size(content)
    return Picture(name, content, size=size)


def plain(text: str | list[str]) -> str:
    """What a terminal would show in the end, without its colors."""
    return _OVERWRITTEN.sub("", ANSI.sub("", "".join(text))).rstrip()


def box(text: str, name: str) -> str:
    """Text in lines that scroll in a box of their own, which the keyboard can reach."""
    return _scroller(tag("pre", escape(text, quote=False)), name) if text else ""


def _scroller(html: str, name: str) -> str:
    return tag("div", html, class_=f"notebook-output {name}", tabindex="0", role="group", aria_label="Output")


def _latex(text: str) -> str:
    """A formula of its own, whatever dollars or brackets stand around it."""
    inner = re.sub(r"^(?:\$+|\\\[|\\\()|(?:\$+|\\\]|\\\))$", "", text.strip())
    return f"$$ {inner.strip()} $$"


def _svg_size(text: str) -> tuple[int, int] | None:
    width, height = _SVG_SIZE.search(text), _SVG_HEIGHT.search(text)
    if not (width and height):
        return None
    scale = _POINT if width[2] == "pt" else 1
    return round(float(width[1]) * scale), round(float(height[1]) * scale)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return int(width), int(height)
