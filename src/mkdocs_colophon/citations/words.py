"""The words around citations, in one language."""

from collections.abc import Mapping, Sequence
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
    locators : the words that CSL has for parts of a work, by part: the first, and those that English has, too.
    aliases : English words for them that CSL does not know.
    """

    heading: str
    copy: str
    copied: str
    back: str
    cited_in: str
    filter: str
    types: Mapping[str, str]
    locators: Mapping[str, Sequence[str]]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def locator(self, word: str) -> str:
        """The word that CSL has in this language for the English `word`, if it does not know that.

        >>> words("de").locator("p."), words("de").locator("S."), words("en").locator("ch.")
        ('Seite', '', 'chap.')
        """
        if any(word.lower() == known.lower() for spoken in self.locators.values() for known in spoken):
            return ""
        part = _part(word.lower())
        return self.locators[part][0] if part else ""


def _part(word: str) -> str:
    """The part of a work that an English word means; empty if it means none."""
    english = table("en", "citations")
    named = (part for part, spoken in english["locators"].items() if word in spoken)
    return next(named, "") or str(english["aliases"].get(word, ""))


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("de-AT").heading, words("zh-Hant-HK").heading, words("eo").heading
    ('Literatur', '參考文獻', 'References')
    """
    return Words(**table(language, "citations"))
