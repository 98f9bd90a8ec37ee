"""How large a picture may be: what a reader on a slow line has to wait for."""

import os
import re
from pathlib import Path

from mkdocs_colophon.problems import Problem

_OWN = re.compile(r"^\s*#\s*colophon:\s*size\s+(\d+)\s*$", re.MULTILINE)


def overrun(picture: str, limit: int, script: Path, path: str) -> Problem | None:
    """The problem with a picture of more than `limit` bytes, or of more than its script allows.

    A script has its own limit in kilobytes in a line `# colophon: size 800`. `path` is what messages call the script.
    """
    size = os.path.getsize(picture)
    if size <= limit:
        return None
    own = _OWN.search(script.read_text("utf-8"))
    limit = int(own[1]) * 1000 if own else limit
    if size <= limit:
        return None
    text = f"the picture has {size / 1000:,.0f} kB, more than {limit / 1000:,.0f}"
    hint = "draw dense parts with `rasterized=True`, or allow it with a line `# colophon: size …`"
    return Problem("FIG007", text, hint, path)
