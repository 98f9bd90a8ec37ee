"""Formulas as words, where there can be no markup: in a title, the navigation, the description of a page.

What KaTeX has made of a formula holds it as MathML, which is read here: `O(n^2)` is "O(n²)", `\\frac{a}{b}` is "a/b".
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_RAISED = dict(
    zip("0123456789+−-=()abcdefghijklmnoprstuvwxyz′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ′", strict=True)
)
_LOWERED = dict(zip("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_DOUBLED = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_SPACED = frozenset("=<>≤≥≈≠∼≃≡∝→←↔↦⇒⇐⇔∈∉∋⊂⊆⊃⊇∪∩+−±×÷⋅∗∘⊕⊗∧∨∣∥:")
_APPLIED = "\N{FUNCTION APPLICATION}"
_GLUE = "mtr-glue"  # what KaTeX puts around lines that may have numbers
_UNSEEN = frozenset(("annotation", "mphantom"))


@lru_cache(maxsize=1 << 12)  # an equation is told where it stands, and as a thing of its own
def text(mathml: str) -> str:
    """What a formula reads as; nothing of what is no MathML.

    >>> text("<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>")
    'x² + a/b'
    """
    try:
        root = ElementTree.fromstring(mathml)
    except ElementTree.ParseError:
        return ""
    return " ".join(_read(root).split())


def _read(element: Element) -> str:
    name = element.tag.rpartition("}")[2]
    if name in _UNSEEN:
        return ""
    return _READERS.get(name, _row)(element)


def _row(element: Element) -> str:
    """What an element holds, its words kept apart."""
    found = ""
    for part in filter(None, map(_read, element)):
        is_word = len(part) > 1 and part.isalpha()
        before = found.rpartition(" ")[2]
        apart = found[-1:].isalnum() and part[0].isalnum() and (is_word or (len(before) > 1 and before.isalpha()))
        found += (" " if apart else "") + part
    return found


def _token(element: Element) -> str:
    words = (element.text or "").strip("\n")
    return _DOUBLED.get(words, words) if element.get("mathvariant") == "double-struck" else words


def _operator(element: Element) -> str:
    sign = "".join(element.itertext()).strip()
    if sign == _APPLIED:
        return " "
    return f" {sign} " if sign in _SPACED else f"{sign} " if sign in (",", ";") else sign


def _fraction(element: Element) -> str:
    return "/".join(_grouped(_read(child).strip()) for child in element)


def _root(element: Element) -> str:
    return f"√{_grouped(_row(element).strip())}"


def _scripts(*signs: tuple[str, dict[str, str]]) -> Callable[[Element], str]:
    """A reader of a base and its scripts, each with its sign and the characters that show it without one."""

    def read(element: Element) -> str:
        base, *scripts = map(_read, element)
        shown = (_script(script.strip(), *sign) for script, sign in zip(scripts, signs, strict=False))
        return base.strip() + "".join(shown)

    return read


def _script(script: str, sign: str, small: dict[str, str]) -> str:
    compact = script.replace(" ", "")
    if all(character in small for character in compact):
        return "".join(small[character] for character in compact)
    return f"{sign}{script}" if len(compact) == 1 or compact.isdigit() else f"{sign}({script})"


def _accented(element: Element) -> str:
    """A base under its accent, which is left out, or with limits."""
    base, limit = map(_read, element)
    return base.strip() + (
        "" if len(limit.strip()) == 1 and not limit.strip().isalnum() else _script(limit, "^", _RAISED)
    )


def _table(element: Element) -> str:
    """The rows of a matrix, or of lines that are aligned, each of which may end in its number."""
    is_aligned = (
        element.get("columnspacing", "").startswith("0em") or element.find(f".//*[@class='{_GLUE}']") is not None
    )
    rows: Iterable[Iterable[str]] = ((_read(cell).strip() for cell in row) for row in element)
    return "; ".join(" ".join(filter(None, row)) if is_aligned else ", ".join(row) for row in rows)


def _grouped(words: str) -> str:
    """`words` in parentheses if they are more than one thing."""
    return words if words.isalnum() or len(words) == 1 else f"({words})"


_LOW, _HIGH = ("_", _LOWERED), ("^", _RAISED)
_READERS: dict[str, Callable[[Element], str]] = {
    "mi": _token,
    "mn": _token,
    "mtext": _token,
    "mo": _operator,
    "mspace": lambda element: " ",
    "mfrac": _fraction,
    "msqrt": _root,
    "msup": _scripts(_HIGH),
    "msub": _scripts(_LOW),
    "msubsup": _scripts(_LOW, _HIGH),
    "munder": _scripts(_LOW),
    "munderover": _scripts(_LOW, _HIGH),
    "mover": _accented,
    "mtable": _table,
}
