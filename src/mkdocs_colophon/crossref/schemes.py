"""How a number is written: in digits, in letters, in Roman numerals; called as in pandoc-crossref."""

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = 26


def shown(number: int, scheme: str = "") -> str:
    """`number` as `scheme` writes it; what it cannot write is in digits.

    >>> [shown(number, "alpha a") for number in (1, 26, 27, 53)], shown(14, "roman"), shown(14, "lowercase roman")
    (['a', 'z', 'aa', 'ba'], 'XIV', 'xiv')
    >>> shown(0, "roman"), shown(3)
    ('0', '3')
    """
    return SCHEMES[scheme](number) if scheme and number > 0 else str(number)


def _alpha(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + place) + letters
    return letters


def _roman(number: int) -> str:
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


SCHEMES: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "roman": _roman,
    "lowercase roman": lambda number: _roman(number).lower(),
    "alpha": _alpha,
    "alpha a": _alpha,
    "alpha A": lambda number: _alpha(number).upper(),
}
"""The ways to write a number, by name."""
