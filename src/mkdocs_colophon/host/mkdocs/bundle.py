"""What a page asks for, in few requests: our style sheets in one file, our scripts in another, run when it is read.

Each request costs a phone on a slow line a round trip before the first word is seen. In the package the files stay
apart, each with its comments.
"""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from mkdocs_colophon.html import Tag, attributes, with_tags

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN = re.compile(r"\s*\n\s*")
_RELATIVE = re.compile(r"url\((?![a-z]+:|[/#\"'])")
_CONFIG = '<script id="__config"'


def style_sheet(folder: Path, names: Sequence[str]) -> str:
    """The style sheets `names` in `folder`, in this order, as one that stands in `folder`, without comments."""
    return "\n".join(_sheet((folder / name).read_text("utf-8"), name) for name in names)


def _sheet(text: str, name: str) -> str:
    parent = PurePosixPath(name).parent
    prefix = "" if parent == PurePosixPath() else f"{parent}/"
    return _RELATIVE.sub(f"url({prefix}", _MARGIN.sub("\n", _COMMENT.sub("", text)).strip())


def script(folder: Path, names: Sequence[str]) -> str:
    """The scripts `names` in `folder` as one; each must be whole in itself."""
    return "\n;\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"


def deferred(html: str) -> str:
    """The body `html` of a page of Material whose scripts wait until it has been read, in their order.

    They stand at its end, but a browser that sees them there asks for them before the page's fonts and pictures, and
    draws nothing while they run. A page of another theme stays as it is.

    >>> deferred('<script src="a.js"></script><script id="__config">{}</script><script src="b.js"></script>')
    '<script src="a.js"></script><script id="__config">{}</script><script src="b.js" defer></script>'
    """
    head, config, end = html.rpartition(_CONFIG)
    return head + with_tags(config + end, _deferred, "script") if config else html


def _deferred(script: Tag) -> str:
    return f"{script.text[:-1]} defer>" if attributes.read(script.text).keys() == {"src"} else script.text
