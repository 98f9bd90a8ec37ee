"""Whether the alternative texts of pictures serve those who hear them."""

import posixpath
import re

from mkdocs_colophon.figures.gallery import DrawnFigure
from mkdocs_colophon.html import as_text
from mkdocs_colophon.problems import Problem

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_FEWEST = 3  # words; a character of Chinese or Japanese counts as one


def short(figure: DrawnFigure, scripts: str) -> Problem | None:
    """The problem with a script in the folder `scripts` whose first paragraph says too little."""
    alternative = figure.picture.alternative
    if len(_WORD.findall(alternative)) >= _FEWEST:
        return None
    text = f"the alternative text '{alternative}' is too short"
    hint = "let the docstring's first paragraph say in a sentence what the picture shows"
    return Problem("FIG030", text, hint, f"{scripts}/{figure.name}.py", 1)


def missing(source: str) -> Problem:
    """The problem with a picture at `source` that has none of its own."""
    hint = 'write what it shows to who cannot see it, as in {#fig:x alt="A cat on a mat."}'
    name = _name(source)
    return Problem("XREF008", f"the figure of '{name}' has no alternative text", hint, needle=name)


def repeated(alternative: str, caption: str, source: str) -> Problem | None:
    """The problem with a picture at `source` whose alternative text is its caption, which is HTML.

    >>> repeated("A cat on a mat", "<b>A cat</b> on a mat.", "../cat.svg").text
    "the alternative text of 'cat.svg' repeats its caption"
    """
    if _words(alternative) != _words(as_text(caption)):
        return None
    hint = "let it say what the picture shows, and the caption what to notice: both are read out"
    name = _name(source)
    return Problem("FIG031", f"the alternative text of '{name}' repeats its caption", hint, needle=name)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def _name(source: str) -> str:
    return posixpath.basename(re.split("[?#]", source, maxsplit=1)[0])
