"""Formulas to HTML with MathML, by KaTeX in an embedded JavaScript engine: nothing is left for the reader's browser."""

import json
import re
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

import quickjs

from mkdocs_colophon.html import as_html, as_text
from mkdocs_colophon.math import equations

_CELL = '<mtd class ="mml-eqn-num"></mtd>'
_PLAIN = re.compile(r"[^\\${}^_~#%&]*")


class TexError(Exception):
    """TeX that KaTeX does not accept, and the position in it, from 0, that it points at."""

    def __init__(self, text: str, position: int) -> None:
        super().__init__(text)
        self.text = text
        self.position = position


class Formula(NamedTuple):  # as what is looked up often: its hash is made in a fifth of the time
    """TeX, whether it is displayed, and the macros it is typeset with, as `macros.written` gives them."""

    tex: str
    display: bool
    macros: str = "{}"


def typeset_all(formulas: Sequence[Formula]) -> list[str | TexError]:
    """The HTML of each of `formulas`, MathML for machines and ears included, or what is wrong with it.

    A formula is refused if its TeX does not parse, or uses what KaTeX only tolerates. Other threads can go on with
    their work meanwhile.

    >>> [made] = typeset_all([Formula("x", display=False)])
    >>> "<mi>x</mi>" in made
    True
    """
    answers = json.loads(_engine.context.eval("renderAll")(json.dumps(formulas)))
    return [
        TexError(answer["error"], answer.get("position") or 0) if "error" in answer else _told(formula, answer["html"])
        for formula, answer in zip(formulas, answers, strict=True)
    ]


def _told(formula: Formula, made: str) -> str:
    """What KaTeX has made, with the numbers of lines in its MathML, too, where it leaves cells for style sheets."""
    before, *after = made.partition("<annotation ")[0].split(_CELL)
    tags = [tag for line in equations.read(formula.tex).lines for tag in line.tags] if after else []
    if len(tags) != len(after):
        return made
    told = [(words(tag.text), tag.bare) for tag in tags]
    numbers = [as_html(str(text) if bare else f"({text})") for text, bare in told]
    filled = [f"<mtd><mtext>{number}</mtext></mtd>{rest}" for number, rest in zip(numbers, after, strict=True)]
    return "".join([before, *filled]) + made[len(_CELL.join([before, *after])) :]


def words(tex: str) -> str | TexError:
    r"""TeX that stands for text, as its reader sees it, or what is wrong with it.

    >>> words(r"$\ast$"), words("1'")
    ('∗', "1'")
    """
    if _PLAIN.fullmatch(tex):
        return tex
    [made] = typeset_all([Formula(rf"\text{{{tex}}}", display=False)])
    return made if isinstance(made, TexError) else as_text(semantics(made)).strip()


def semantics(made: str) -> str:
    """The MathML in what KaTeX has made, without the TeX that it has kept."""
    _, start, rest = made.partition("<math ")
    math, end, _ = rest.partition("</math>")
    before, note, after = (start + math + end).partition("<annotation ")
    return before + after.rpartition("</annotation>")[2] if note else made


class _Engine(threading.local):
    """KaTeX; an engine belongs to the thread that made it."""

    @cached_property  # 20 ms once, then a millisecond a formula
    def context(self) -> quickjs.Context:
        context = quickjs.Context()
        for script in ("assets/katex/katex.min.js", "math/render.js"):
            context.eval(files("mkdocs_colophon").joinpath(script).read_text("utf-8"))
        return context


_engine = _Engine()
