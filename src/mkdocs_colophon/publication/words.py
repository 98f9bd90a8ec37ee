"""What a page says of its publication, in one language."""

from dataclasses import dataclass

from mkdocs_colophon.locales.languages import table


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as far as the block "How to cite this page", the byline and the series need it.

    Attributes
    ----------
    title : heading of the block, and the link to it.
    copy, copied : a button of the block, before and after.
    download : the other one.
    updated : what stands before the date of the last change.
    reading : template of how long a page takes to read, of a time such as "12 min".
    part : template of a page's place in its series, of ``{number}``, ``{count}`` and ``{series}``.
    previous, next : what stands before the titles of the parts beside it.
    """

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
    return Words(**table(language, "publication"))
