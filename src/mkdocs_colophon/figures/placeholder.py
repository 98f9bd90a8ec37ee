"""What a live preview shows of a script that fails: the last good picture with a badge, or a picture of the message."""

from textwrap import wrap

from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure
from mkdocs_colophon.html import as_html, elements, replaced, tag
from mkdocs_colophon.problems import Problem

_WIDTH, _LINE, _COLUMNS = 640, 20, 76  # CSS pixels, CSS pixels, characters
_RED = "#b3261e"


def figure(name: str, problem: Problem) -> DrawnFigure:
    """A figure in the place of one that there never was."""
    return DrawnFigure(name, Picture(_WIDTH, _LINE * (len(_lines(problem)) + 1), f"Not drawn: {problem}"))


def pictures(last: DrawnFigure | None, problem: Problem) -> dict[str, str]:
    """The two pictures to show, by what follows the figure's name."""
    if last:
        return {suffix: badged(last.files[suffix].read_text("utf-8"), problem) for suffix in (".svg", ".dark.svg")}
    return dict.fromkeys((".svg", ".dark.svg"), message(problem))


def message(problem: Problem) -> str:
    """A picture of what is wrong."""
    lines = _lines(problem)
    height = _LINE * (len(lines) + 1)
    rows = "".join(
        f'<text x="12" y="{_LINE * number + 2}" xml:space="preserve">{as_html(line)}</text>'
        for number, line in enumerate(lines, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">'
        f'<rect width="100%" height="100%" fill="#fff4f4" stroke="{_RED}"/>'
        f'<g font-family="monospace" font-size="13" fill="{_RED}">{rows}</g></svg>'
    )


def badged(svg: str, problem: Problem) -> str:
    """`svg` under a badge that says that it is not up to date, and why.

    >>> picture = badged('<svg viewBox="0 0 300 200"><path/></svg>', Problem("FIG001", "no luck", path="a.py", line=3))
    >>> picture.startswith('<svg viewBox="0 0 300 200"><path/><g>'), "not up to date: a.py:3 FIG001 no luck" in picture
    (True, True)
    """
    text = f"not up to date: {_short(problem)}"
    return replaced(svg, elements(svg, "svg"), lambda each: each.around(each.inner + _badge(text, each.get("viewbox"))))


def _badge(text: str, view: str) -> str:
    """A bar with `text` at the top of a picture of that `view`."""
    width = float(view.split()[2]) if view else _WIDTH
    short = text if len(text) <= width / 4.5 else f"{text[: int(width / 4.5) - 1]}…"
    bar = f'<rect width="{width:g}" height="13" fill="{_RED}"/>'
    words = f'<text x="4" y="9.5" font-family="sans-serif" font-size="8" fill="#ffffff">{as_html(short)}</text>'
    return tag("g", tag("title", as_html(text)) + bar + words)


def _lines(problem: Problem) -> list[str]:
    return ["This figure is not drawn:", *wrap(_short(problem), _COLUMNS)]


def _short(problem: Problem) -> str:
    """A message without what the place where it stands says already."""
    return str(problem).replace("the figure is not drawn: ", "")
