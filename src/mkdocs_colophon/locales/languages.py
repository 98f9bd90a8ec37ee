"""The languages that ship, and the words of each.

A file of this folder is a language, called by its tag, with a table for each room that says something: `de.toml` is
German. To add one is to add its file. That of a region, such as `zh-tw.toml`, holds only what differs from its
language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_TRADITIONAL = dict.fromkeys(("zh-hant", "zh-hk", "zh-mo"), "zh-tw")


@cache
def shipped(folder: Path = _FOLDER) -> frozenset[str]:
    """The tags of the languages that ship.

    >>> sorted(tag for tag in shipped() if tag.startswith("pt"))
    ['pt', 'pt-pt']
    """
    return frozenset(file.stem for file in folder.glob("*.toml"))


def nearest(language: str, folder: Path = _FOLDER) -> str:
    """The first that ships of ``zh-hant-hk``, ``zh-hant`` (as ``zh-tw``), ``zh``; or English.

    >>> nearest("zh_Hant_HK"), nearest("zh-Hans"), nearest("eo")
    ('zh-tw', 'zh', 'en')
    """
    tag = language.replace("_", "-").lower()
    while tag:
        if (known := _TRADITIONAL.get(tag, tag)) in shipped(folder):
            return known
        tag = tag.rpartition("-")[0]
    return "en"


def table(language: str, room: str, folder: Path = _FOLDER) -> Mapping[str, Any]:
    """The words of `room` in the nearest language that ships.

    >>> table("pt-PT", "publication")["next"], table("pt-PT", "publication")["previous"]
    ('Seguinte:', 'Anterior:')
    """
    return _words(nearest(language, folder), folder)[room]


@cache
def _words(tag: str, folder: Path) -> dict[str, dict[str, Any]]:
    """The words of a language by room; of a region, those of its language with its own in their place."""
    own = tomllib.loads((folder / f"{tag}.toml").read_text("utf-8"))
    language = tag.rpartition("-")[0]
    return _merged(_words(language, folder), own) if language else own


def _merged(words: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    tables = {name: _merged(words.get(name, {}), value) for name, value in own.items() if isinstance(value, dict)}
    return {**words, **own, **tables}
