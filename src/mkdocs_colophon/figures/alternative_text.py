"""Whether the alternative texts of pictures serve those who hear them."""

import posixpath
import re
from html import unescape
from urllib.parse import urlsplit

from mkdocs_colophon.figures.drawn_figure import Drawing
from mkdocs_colophon.problems import Problem

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_FEWEST = 3  # words; a character of Chinese or Japanese counts as one


def short(drawing: Drawing, scripts: str) -> Problem | None:
    """The problem with a script in the folder `scripts` whose first paragraph says too little."""
    if len(_WORD.findall(drawing.alternative)) >= _FEWEST:
        return None
    text = f"the alternative text '{drawing.alternative}' is too short"
    hint = "let the docstring's first paragraph say in a sentence what the picture shows"
    return Problem("FIG030", text, hint, f"{scripts}/{drawing.name}.py", 1)


def repeated(alternative: str, caption: str, source: str) -> Problem | None:
    """The problem with a picture at `source` whose alternative text is its caption, which is HTML.

    >>> repeated("A cat on a mat", "<b>A cat</b> on a mat.", "../cat.svg").text
    "the alternative text of 'cat.svg' repeats its caption"
    """
    if _words(alternative) != _words(unescape(re.sub("<[^>]*>", "", caption))):
        return None
    name = posixpath.basename(urlsplit(source).path)
    hint = "let it say what the picture shows, and the caption what to notice: both are read out"
    return Problem("FIG031", f"the alternative text of '{name}' repeats its caption", hint, needle=name)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]
