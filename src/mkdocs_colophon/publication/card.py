"""The picture that other sites show beside a link to a page: its title above its first figure.

Pillow draws it, with a font that Matplotlib ships; both are there where figures are drawn. Neither is imported before.
"""

import io
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_colophon import atomic

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
NEEDS = "set `site_url`, and install Pillow and Matplotlib"
_MARGIN = 48
_SIZES = (60, 52, 44)  # of the title, in pixels: the largest in which it needs no more lines than it may
_LINES = 2
_VERSION = "1"  # of what this module draws


def font_file() -> Path | None:
    """The font of the title; None if no card can be drawn here."""
    found = find_spec("matplotlib") if find_spec("PIL") else None
    folders = found.submodule_search_locations if found else None
    path = Path(folders[0]) / "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf" if folders else None
    return path if path and path.is_file() else None


def uri(url: str) -> str:
    """Where the card of the page at `url` stands on the site.

    >>> uri("articles/pooling/"), uri("")
    ('assets/colophon/cards/articles/pooling.png', 'assets/colophon/cards/index.png')
    """
    return f"assets/colophon/cards/{url.strip('/') or 'index'}.png"


def kept(folder: Path, title: str, site: str, picture: bytes | None, font: Path) -> Path:
    """The file of a card in `folder`, drawn only if it has not been drawn before."""
    import PIL

    key = sha256("\0".join((_VERSION, PIL.__version__, title, site)).encode() + b"\0" + (picture or b"")).hexdigest()
    path = folder / f"{key[:32]}.png"
    if not path.is_file():
        atomic.write(path, drawn(title, site, picture, font))
    return path


def drawn(title: str, site: str, picture: bytes | None, font: Path) -> bytes:
    """A PNG of 1200 × 630 pixels; the same words and the same picture give the same bytes.

    Words in a script that the font lacks are left out: boxes in their place would say less than nothing.
    """
    from PIL import Image, ImageDraw

    card = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, WIDTH, 12), fill="#014884")
    top = _MARGIN
    lines, face = _title(title, font)
    for line in lines:
        draw.text((_MARGIN, top), line, font=face, fill="#1a1a1a")
        top += round(face.size * 1.25)
    bottom = HEIGHT - _MARGIN
    small = _face(font, 26)
    if _has(small, site):
        bottom -= 44
        draw.text((_MARGIN, HEIGHT - _MARGIN - 26), _shortened(site, small), font=small, fill="#5a5a5a")
    if picture:
        with Image.open(io.BytesIO(picture)) as figure:
            _paste(card, figure.convert("RGB"), top + 12, bottom)
    with io.BytesIO() as buffer:
        card.save(buffer, format="PNG", optimize=True)
        return buffer.getvalue()


def _paste(card: "Image", figure: "Image", top: int, bottom: int) -> None:
    """Put `figure` as large as it can be between two heights of `card`."""
    from PIL import Image

    room = WIDTH - 2 * _MARGIN, bottom - top
    scale = min(room[0] / figure.width, room[1] / figure.height)
    size = max(1, round(figure.width * scale)), max(1, round(figure.height * scale))
    shown = figure.resize(size, Image.Resampling.LANCZOS)
    card.paste(shown, ((WIDTH - size[0]) // 2, top + (room[1] - size[1]) // 2))


def _title(title: str, font: Path) -> "tuple[list[str], FreeTypeFont]":
    for size in _SIZES:
        face = _face(font, size)
        if not _has(face, title):
            return [], face
        lines = _wrapped(title, face)
        if len(lines) <= _LINES:
            return lines, face
    return [*lines[: _LINES - 1], _shortened(" ".join(lines[_LINES - 1 :]), face)], face


def _wrapped(text: str, face: "FreeTypeFont") -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(_shortened(word, face))
    return lines


def _shortened(text: str, face: "FreeTypeFont") -> str:
    """`text`, or as much of it as there is room for."""
    if face.getlength(text) <= WIDTH - 2 * _MARGIN:
        return text
    while text and face.getlength(f"{text}…") > WIDTH - 2 * _MARGIN:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _has(face: "FreeTypeFont", text: str) -> bool:
    """Whether the font has every letter of `text`."""
    unknown = bytes(face.getmask("\U0010ffff"))
    return all(bytes(face.getmask(letter)) != unknown for letter in set(text) if not letter.isspace())


def _face(font: Path, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.BASIC)
