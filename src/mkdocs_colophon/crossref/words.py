"""The words of each language that ships, read from `languages.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mkdocs_colophon.locales.languages import nearest


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as far as numbers and references need it.

    Attributes
    ----------
    between, last, pair : what stands between items of a list, before the last of three or more, between two.
    range : what stands between the ends of a range.
    elsewhere : template of a reference to another page.
    unnumbered : template of a reference to what has a title but no number.
    own : template of a title that follows a number.
    cited_in : template of the line that names, as ``{pages}``, where a target is referred to.
    names : by kind one name, or that of one and that of several.
    reference : templates of references, for the kinds whose name does not just stand before the number.
    """

    between: str
    last: str
    pair: str
    range: str
    elsewhere: str
    unnumbered: str
    own: str
    cited_in: str
    names: Mapping[str, list[str]]
    reference: Mapping[str, str]


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("zh-Hant-HK").names["fig"], words("zh-Hans").names["fig"], words("eo").names["fig"]
    (['圖'], ['图'], ['Figure', 'Figures'])
    """
    tag = nearest(language, _shipped())
    base, region = _shipped()[tag.partition("-")[0]], _shipped()[tag]
    tables = {table: {**base.get(table, {}), **region.get(table, {})} for table in ("names", "reference")}
    return Words(**{**base, **region, **tables})


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))
