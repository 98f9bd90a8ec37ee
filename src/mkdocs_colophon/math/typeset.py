"""Formulas to HTML with MathML, by KaTeX in an embedded JavaScript engine: nothing is left for the reader's browser."""

import json
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

import quickjs

_RENDER = """
function refuse(context) {
  if (context.command == "\\\\href" && /^#colophon-[0-9]+$/.test(context.url)) return true;
  throw new katex.ParseError(context.command + " is not allowed here: it would make links, images or classes");
}
// a place may also be one in the text of a macro
function isIn(tex, error) {
  let start = error.position, end = start + (error.length || 0);
  return error.message.replace(/\\u0332/g, "").includes(tex.slice(Math.max(0, start - 15), end + 15));
}
function render(tex, display, macros) {
  try {
    return {html: katex.renderToString(tex,
      {displayMode: display, throwOnError: true, strict: "error", trust: refuse, output: "htmlAndMathml",
      macros: JSON.parse(macros)})};  // a fresh object, for \\gdef writes into it
  } catch (error) {
    // the engine has a stack of its own size, which ten thousand braces fill
    if (error instanceof RangeError) return {error: "it is too large", position: 0};
    if (!(error instanceof katex.ParseError)) throw error;
    return {error: error.rawMessage, position: isIn(tex, error) ? error.position : 0};
  }
}
// JSON, because the engine hands over joined strings only once they are flat
const renderAll = formulas => JSON.stringify(JSON.parse(formulas).map(formula => render(...formula)));
"""


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
        TexError(answer["error"], answer.get("position") or 0) if "error" in answer else answer["html"]
        for answer in answers
    ]


class _Engine(threading.local):
    """KaTeX; an engine belongs to the thread that made it."""

    @cached_property  # 20 ms once, then a millisecond a formula
    def context(self) -> quickjs.Context:
        context = quickjs.Context()
        context.eval(files("mkdocs_colophon").joinpath("assets/katex/katex.min.js").read_text("utf-8"))
        context.eval(_RENDER)
        return context


_engine = _Engine()
