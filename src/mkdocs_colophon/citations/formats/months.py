"""Months as authors write them into BibTeX: ``aug``, ``September``, ``10~aug``, ``May--June``."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from mkdocs_colophon.locales.languages import shipped

ABBREVIATIONS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = re.compile(r"\s*(?:-{1,3}|[–—/]|\\&|\band\b)\s*")
_PART = re.compile(r"(\d{1,2})(?!\d)|([^\W\d_]+)")

Day = tuple[int, int]  # the number of a month and the day in it, 0 if that is not told


def span(written: str) -> list[Day]:
    """The day or month on which something begins, and that on which it ends, if told; nothing if it cannot be read.

    >>> span("aug"), span("10~Aug."), span("May--June"), span("sep 3--5"), span("Fall")
    ([(8, 0)], [(8, 10)], [(5, 0), (6, 0)], [(9, 3), (9, 5)], [])
    """
    parts = [_PART.findall(part) for part in _BETWEEN.split(written.strip())]
    named = [next((_number(word) for _, word in part if word), 0) for part in parts]
    days = [next((int(digits) for digits, _ in part if digits), 0) for part in parts]
    if not any(word for part in parts for _, word in part):
        named, days = [day if 1 <= day <= 12 else 0 for day in days], [0 for _ in days]
    near = next(filter(None, named), 0)  # one month may be told for both
    return [(month or near, day) for month, day in zip(named, days, strict=True)] if near and len(parts) <= 2 else []


def dated(fields: Mapping[str, str]) -> dict[str, str]:
    """`fields` with months as numbers, and days apart, as pandoc reads them in every language.

    >>> dated({"year": "2001", "month": "aug 10"})
    {'year': '2001', 'month': '8', 'day': '10'}
    """
    found = span(fields.get("month", ""))
    if not found:
        return dict(fields)
    told = {"month": str(found[0][0]), "day": str(found[0][1] or fields.get("day", ""))}
    if len(found) > 1:
        told |= {"endyear": fields.get("year", ""), "endmonth": str(found[1][0]), "endday": str(found[1][1] or "")}
    return {name: text for name, text in {**fields, **told}.items() if text or name not in told}


def _number(word: str) -> int:
    return _numbers().get(word.lower(), 0)


@cache
def _numbers() -> dict[str, int]:
    """The numbers of months by their names and abbreviations in all languages that ship, English first."""
    numbers = {name: number for number, name in enumerate(ABBREVIATIONS, 1)}
    for tag in sorted(shipped(), key=lambda tag: tag != "en"):
        months = Locale.parse(tag, sep="-").months
        for names in (months[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")):
            for number, name in names.items():
                numbers.setdefault(name.lower().rstrip("."), number)
    return numbers
