"""What a PDF of Chromium holds."""

import re
import zlib


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has; its objects may be packed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return sum(len(re.findall(rb"/Type\s*/Page\b(?!s)", text)) for text in [pdf, *map(unpacked, streams)])


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF of Chromium."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    text = b"".join([pdf, *map(unpacked, streams)])
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", text)}
