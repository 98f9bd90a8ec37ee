"""The words of blocks in each language that ships, read from `words.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mkdocs_colophon.locales.languages import nearest


@dataclass(frozen=True, slots=True)
class Words:
    """The heading of the block, its buttons, what a button says when it is done; the words of byline and series."""

    title: str
    copy: str
    copied: str
    download: str
    updated: str
    reading: str
    part: str
    previous: str
    next: str


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("pt-PT").download, words("de-AT").copy, words("eo").title
    ('Transferir', 'Kopieren', 'How to cite this page')
    """
    tag = nearest(language, _shipped())
    return Words(**{**_shipped()[tag.partition("-")[0]], **_shipped()[tag]})


@cache
def _shipped() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


LANGUAGES = frozenset(_shipped())
