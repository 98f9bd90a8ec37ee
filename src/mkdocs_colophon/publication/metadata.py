"""What is known of a page as a publication, who wrote it and when; the forms of dates, of DOI, ORCID and licenses."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["article", "post", "software", "dataset"]
Parts = tuple[int, ...]
"""A date as far as it is known: year, or year and month, or year, month and day."""
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[Tt ]\S.*)?)?)?")
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or an organization that signs as one.

    Attributes
    ----------
    family : the name by which a list is sorted; of an organization, the whole name.
    given, particle, suffix : the rest of a person's name, such as "Ludwig", "van" and "Jr.".
    orcid : sixteen digits in four groups, without an address.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    organization: bool = False
    orcid: str = ""
    affiliation: str = ""

    @property
    def name(self) -> str:
        """The name as one says it.

        >>> Author("Beethoven", "Ludwig", "van").name
        'Ludwig van Beethoven'
        """
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def is_whole(self) -> bool:
        """Whether the name has no parts that could be told apart."""
        return self.organization or not (self.given or self.suffix)

    @property
    def inverted(self) -> str:
        """The name as a list sorts it.

        >>> Author("King", "Martin Luther", suffix="Jr.").inverted, Author("Beethoven", "Ludwig", "van").inverted
        ('King, Martin Luther, Jr.', 'van Beethoven, Ludwig')
        """
        return ", ".join(filter(None, (f"{self.particle} {self.family}".strip(), self.given, self.suffix)))


@dataclass(frozen=True, slots=True)
class Publication:
    """A page, or a whole work, as a reference to it has to name it.

    Attributes
    ----------
    issued, updated : empty where no date is known.
    url : its address with the host; empty where the site has none.
    container : the site that it is a part of, and `container_url` its address.
    license : what the author wrote, an identifier of SPDX, an address or words.
    """

    title: str
    authors: tuple[Author, ...] = ()
    issued: Parts = ()
    updated: Parts = ()
    kind: Kind = "article"
    url: str = ""
    doi: str = ""
    container: str = ""
    container_url: str = ""
    license: str = ""
    language: str = "en"
    description: str = ""
    keywords: tuple[str, ...] = ()
    version: str = ""


def iso(parts: Parts, separator: str = "-") -> str:
    """A date in digits, as far as it is known.

    >>> iso((2026, 3, 9)), iso((2026, 3)), iso((2026, 3, 9), "/"), iso(())
    ('2026-03-09', '2026-03', '2026/03/09', '')
    """
    return separator.join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(parts))


def date_parts(value: object) -> Parts:
    """The date that `value` stands for; of a moment, the day on the author's own calendar.

    Raises
    ------
    ValueError
        If it is no date, or one that no calendar has.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> date_parts(datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    (2026, 11, 20)
    >>> date_parts("2026-11-20T23:30:00-05:00"), date_parts("2026-11"), date_parts(2026)
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


def doi(text: str) -> str:
    """The bare DOI in `text`, which may be an address; nothing if it is none.

    >>> doi("https://doi.org/10.1109/5.726791"), doi("doi:10.1109/5.726791"), doi("5.726791")
    ('10.1109/5.726791', '10.1109/5.726791', '')
    """
    match = _DOI.fullmatch(text.strip())
    return match[1] if match else ""


def orcid(text: str) -> str:
    """The ORCID iD in `text`, which may be an address; nothing if it is malformed or its check digit is wrong.

    >>> orcid("https://orcid.org/0000-0002-1825-0097"), orcid("0000-0002-1825-0098")
    ('0000-0002-1825-0097', '')
    """
    match = _ORCID.fullmatch(text.strip())
    if not match:
        return ""
    digits, check = match[1].replace("-", "")[:-1], match[1][-1]
    total = sum(int(digit) << place for place, digit in enumerate(reversed(digits), 1))  # ISO 7064, MOD 11-2
    return match[1] if check == "0123456789X"[(12 - total % 11) % 11] else ""


def license_url(text: str) -> str:
    """The address of a license named by its SPDX identifier or its address; nothing for other words.

    >>> license_url("CC-BY-SA-4.0"), license_url("MIT"), license_url("All rights reserved")
    ('https://creativecommons.org/licenses/by-sa/4.0/', 'https://spdx.org/licenses/MIT.html', '')
    """
    if re.fullmatch(r"https?://\S+", text):
        return text
    if match := _CREATIVE_COMMONS.fullmatch(text):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    return f"https://spdx.org/licenses/{text}.html" if _SPDX.fullmatch(text) else ""
