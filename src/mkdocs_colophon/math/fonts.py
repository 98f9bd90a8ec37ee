"""The fonts of a page's formulas, asked for with the page: what is printed before it was scrolled to is whole.

A browser asks for a font where it lays out a letter of it, and the style sheet has it put off the displayed formulas
far from the window. On paper there is no time to wait. So a page ends with a few of their letters that nobody sees.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from mkdocs_colophon.html import as_html, tag

# what KaTeX calls its parts that are in a font of their own, and the elements in which that is so
_DELIMITERS = {f"delimsizing size{number}": (f"delimsizing size{number}",) for number in (1, 2, 3, 4)}
_STACKED = {f"delim-size{number}": ("delimsizing mult", f"delim-size{number}", "letters") for number in (1, 4)}
_OPERATORS = {name: (f"op-symbol {name}",) for name in ("small-op", "large-op")}
_ALPHABETS = (
    *("amsrm", "boldsymbol", "mathbb", "mathbf", "mathboldfrak", "mathboldsf", "mathcal", "mathfrak", "mathit"),
    *("mathitsf", "mathnormal", "mathscr", "mathsf", "mathtt", "textbf", "textit", "textsf", "texttt"),
)
_FACES: dict[str, tuple[str, ...]] = {
    "": (),
    **_DELIMITERS,
    **_STACKED,
    **_OPERATORS,
    **{name: (name,) for name in _ALPHABETS},
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def probe(formulas: Iterable[str]) -> str:
    """Letters of all fonts of `formulas`, which KaTeX has made, as HTML that nobody sees; of none, nothing."""
    wanted: dict[str, set[str]] = {}
    for each in formulas:
        faces, signs = _needs(each)
        for face in faces:
            wanted.setdefault(face, set()).update(signs)
    letters = "".join(_nested(_FACES[face], "x" + "".join(sorted(signs))) for face, signs in wanted.items())
    return tag("span", letters, class_="katex formula-fonts", aria_hidden="true") if letters else ""


@lru_cache(maxsize=1 << 12)  # the same formula comes with each build of a live preview
def _needs(made: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The faces in what KaTeX has made, and its signs beyond ASCII."""
    return tuple(face for face in _FACES if face in made), frozenset(_BEYOND_ASCII.findall(made))


def _nested(classes: tuple[str, ...], letters: str) -> str:
    html = as_html(letters)
    for name in reversed(classes):
        html = tag("span", html, class_=name)
    return html
