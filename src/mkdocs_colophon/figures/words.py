"""The words around figures, in one language."""

from dataclasses import dataclass

from mkdocs_colophon.locales.languages import table


@dataclass(frozen=True, slots=True)
class Words:
    """A language, as far as figures need it.

    Attributes
    ----------
    description : what unfolds the long description.
    made : what unfolds the figure's colophon.
    script, code, versions, time, digest, downloads : the heads of its parts.
    passing, failing, stale : templates of how many tests of a function passed and so on, of ``{count}``.
    untested : template of the ``{lines}`` of a function that the figure ran and no passing test ran.
    unrecorded : said where nothing is known of tests.
    light, dark, data : the files that can be had.
    close : the button of an enlarged picture.
    play : the switch of an animation.
    outdated : template of the badge of a picture whose script fails now, of ``{reason}``.
    """

    description: str
    made: str
    script: str
    code: str
    passing: str
    failing: str
    stale: str
    untested: str
    unrecorded: str
    versions: str
    time: str
    digest: str
    downloads: str
    light: str
    dark: str
    data: str
    close: str
    play: str
    outdated: str


def words(language: str) -> Words:
    """The words of the nearest language that ships, or of English.

    >>> words("de-AT").close, words("zh-Hant-HK").close, words("eo").close
    ('Schließen', '關閉', 'Close')
    """
    return Words(**table(language, "figures"))
