"""What a site says in its options `labels` and `delimiters`, checked: words, templates, how numbers are written."""

import re
from collections.abc import Mapping
from string import Formatter

from mkdocs_colophon.crossref.schemes import SCHEMES

_KIND = re.compile(r"(?!\d)\w[\w-]*")
_KEYS = ("name", "plural", "reference", "caption", "scheme")
_PLACEHOLDERS = ("{name}", "{number}", "{title}", "{page}")

DELIMITERS = ("caption", "between", "last", "pair", "range")


def delimiters(declared: Mapping[str, object]) -> dict[str, str]:
    """What a site has `declared` to stand between things, if all of it is known.

    Raises
    ------
    ValueError
        If not.

    Examples
    --------
    >>> delimiters({"range": "-"}), delimiters({"comma": ", "})
    Traceback (most recent call last):
    ValueError: delimiters: there is no 'comma'; there is caption, between, last, pair, range
    """
    for name, text in declared.items():
        if name not in DELIMITERS:
            raise ValueError(f"delimiters: there is no {name!r}; there is {', '.join(DELIMITERS)}")
        if not isinstance(text, str):
            raise ValueError(f"delimiters: '{name}' must be text, got {text!r}")
    return {name: str(text) for name, text in declared.items()}


def checked(declared: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """`declared`, if every kind in it is well-formed.

    Raises
    ------
    ValueError
        If not; the error names the kind and what would be right.

    Examples
    --------
    >>> checked({"vid": {"name": "Video", "caption": "{name} {nr}"}})
    Traceback (most recent call last):
    ValueError: labels: caption of 'vid' has '{nr}', which is none of {name}, {number}, {title}, {page}
    """
    return {kind: _kind(kind, given) for kind, given in declared.items()}


def _kind(kind: str, given: object) -> dict[str, str]:
    if not isinstance(kind, str) or not _KIND.fullmatch(kind) or kind[0].isupper():
        raise ValueError(f"labels: {kind!r} cannot begin a label; write letters, the first of them small, as in 'vid'")
    if not isinstance(given, Mapping):
        raise ValueError(f"labels: '{kind}' must have any of {', '.join(_KEYS)}, got {given!r}")
    return {key: _text(kind, key, text) for key, text in given.items()}


def _text(kind: str, key: str, text: object) -> str:
    if key not in _KEYS:
        raise ValueError(f"labels: '{kind}' has no '{key}'; it may have {', '.join(_KEYS)}")
    if not isinstance(text, str) or not text:
        raise ValueError(f"labels: {key} of '{kind}' must be text, got {text!r}")
    if key == "scheme" and text not in SCHEMES:
        raise ValueError(f"labels: scheme of '{kind}' is '{text}'; there is {', '.join(SCHEMES)}")
    if key in ("reference", "caption"):
        _check_template(f"labels: {key} of '{kind}'", text)
    return text


def _check_template(place: str, template: str) -> None:
    try:
        fields = [field for field in Formatter().parse(template) if field[1] is not None]
    except ValueError:
        raise ValueError(f"{place} has a brace that is not closed or not opened; write a plain one twice") from None
    for _, name, spec, conversion in fields:
        written = f"{{{name}" + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
        if written not in _PLACEHOLDERS:
            raise ValueError(f"{place} has '{written}', which is none of {', '.join(_PLACEHOLDERS)}")
