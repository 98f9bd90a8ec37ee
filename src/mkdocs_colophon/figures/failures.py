"""What an author is told of a script that draws no figure, or one that is too large."""

import re
from pathlib import Path

from mkdocs_colophon.figures.drawing.job import Failure
from mkdocs_colophon.figures.figure_cache import CacheError
from mkdocs_colophon.figures.settings import FigureSettings
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.processes.isolation import Ended

_OWN = re.compile(r"^\s*#\s*colophon:\s*size\s+(\d+)\s*$", re.MULTILINE)


def of_script(settings: FigureSettings, path: str, failure: Failure) -> Problem:
    """The problem with a script that raised an error or breaks the rules."""
    deeper = failure.deeper.replace(f"{settings.root}/", "")
    hint = f"raised in {deeper}" if deeper else ""
    return Problem("FIG001", f"the figure is not drawn: {failure.text}", hint, path, failure.line)


def of_process(settings: FigureSettings, path: str, ended: Ended) -> Problem:
    """The problem with a script whose process ended before it could say anything."""
    line = last_line(ended.dump, str(settings.root / path))
    if ended.late:
        text = f"the figure is not drawn: it took longer than {settings.timeout:g} s and was stopped"
        return Problem("FIG002", text, "make it quicker, or raise `figure_timeout`", path, line)
    how = f"signal {-ended.status}" if ended.status < 0 else f"exit status {ended.status}"
    text = f"the figure is not drawn: the script ended its process ({how})"
    return Problem("FIG003", text, "let draw() return", path, line)


def of_executor(path: str, error: Exception) -> Problem:
    """The problem with a figure that could not be handed to a process, or back."""
    return Problem("FIG003", f"the figure is not drawn: {error}", "", path)


def of_cache(settings: FigureSettings, error: CacheError) -> Problem:
    """The problem with a cache that cannot be used."""
    text = f"the cache of figures, {settings.relative(settings.cache)}/, cannot be used: {error}"
    return Problem("FIG008", text, "make room for it, or give this user the right to write there")


def overrun(picture: Path, limit: int, script: Path, path: str) -> Problem | None:
    """The problem with a picture of more than `limit` bytes, or of more than its script allows.

    A reader on a slow line has to wait for it. A script has its own limit in kilobytes in a line
    `# colophon: size 800`. `path` is what messages call the script.
    """
    size = picture.stat().st_size
    if size > limit and (own := _OWN.search(script.read_text("utf-8"))):
        limit = int(own[1]) * 1000
    if size <= limit:
        return None
    text = f"the picture has {size / 1000:,.0f} kB, more than {limit / 1000:,.0f}"
    hint = "draw dense parts with `rasterized=True`, or allow it with a line `# colophon: size …`"
    return Problem("FIG007", text, hint, path)


def last_line(dump: str, script: str) -> int:
    """The line of `script` that faulthandler's dump shows as running, or 0.

    >>> last_line('Current thread (most recent call first):\\n  File "a.py", line 3 in draw\\n', "a.py")
    3
    """
    lines = re.findall(rf'File "{re.escape(script)}", line (\d+)', dump)
    return int(lines[0]) if lines else 0
