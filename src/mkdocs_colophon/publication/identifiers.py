"""The forms of identifiers: DOI, ORCID, licenses."""

import re

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


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
    total = 0  # ISO 7064, MOD 11-2
    for digit in digits:
        total = (total + int(digit)) * 2
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
