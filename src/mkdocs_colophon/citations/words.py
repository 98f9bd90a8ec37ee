"""The words around citations, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_colophon.locales.languages import table


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as far as citations need it.

    Attributes
    ----------
    heading : what a bibliography is called.
    copy, copied : the button that copies an entry's BibTeX, before and after.
    back : accessible name of a link back to a citing place, ``{place}`` being its letter.
    cited_in : what stands before the pages that cite an entry.
    filter : accessible name of the field that filters a list.
    types : headings of a list by type.
    locators : abbreviations of locators that CSL does not know, by the ones it does.
    """

    heading: str
    copy: str
    copied: str
    back: str
    cited_in: str
    filter: str
    types: Mapping[str, str]
    locators: Mapping[str, str] = field(default_factory=dict)


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("de-AT").heading, words("zh-Hant-HK").heading, words("eo").heading
    ('Literatur', '參考文獻', 'References')
    """
    return Words(**table(language, "citations"))
