"""Dates as authors and YAML write them."""

import re
from collections.abc import Mapping
from datetime import date

from mkdocs_colophon.publication.metadata import Parts

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[Tt ]\S.*)?)?)?")


def read(value: object) -> Parts:
    """The date that `value` stands for; of a moment, the day on the author's own calendar.

    Raises
    ------
    ValueError
        If it is no date, or one that no calendar has.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> read(datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    (2026, 11, 20)
    >>> read("2026-11-20T23:30:00-05:00"), read("2026-11"), read(2026)
    ((2026, 11, 20), (2026, 11), (2026,))
    """
    if isinstance(value, date):  # a datetime, too
        return value.year, value.month, value.day
    match = _ISO.fullmatch(str(value).strip())
    if not match or isinstance(value, bool):
        raise ValueError(f"'{value}' is not a date")
    parts = tuple(int(part) for part in match.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        raise ValueError(f"there is no day '{value}'") from None
    return parts


def published(value: object) -> tuple[object, object]:
    """What the field `date` says of publication and of the last change: a date, or both, as Material's blog has it.

    >>> published({"created": "2026-01-01", "updated": "2026-02-01"}), published("2026")
    (('2026-01-01', '2026-02-01'), ('2026', None))
    """
    if isinstance(value, Mapping):
        return value.get("created"), value.get("updated")
    return value, None
