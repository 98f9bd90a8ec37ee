"""The lines under the title of an article: who wrote it and when, how long it takes to read, and how to cite it."""

import math
import re
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.units import format_unit

from mkdocs_colophon.html import Element, as_html, elements, replaced, tag, without_tags
from mkdocs_colophon.locales.languages import nearest
from mkdocs_colophon.publication.block import BYLINE, ID, place
from mkdocs_colophon.publication.metadata import Parts, Publication, iso
from mkdocs_colophon.publication.words import words

WORDS_A_MINUTE = 265
"""As Material's blog counts, so that the articles and the posts of a site agree."""
CHARACTERS_A_MINUTE = 500
"""Of Chinese, Japanese and Korean, which put no spaces between words."""
FORMULA_WORDS = 2
DISPLAY_WORDS = 30
"""A formula of its own line is read again and again; so is a figure, a table or a listing."""

_IDEOGRAM = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_FORMULA = "colophon-math"


def with_place(content: str) -> str:
    """`content` with the place of the byline after its title, or at its start, where a theme puts a title before it.

    >>> with_place("<h1>A</h1><p>b</p>")
    '<h1>A</h1><colophon-publication part="byline"></colophon-publication><p>b</p>'
    """
    end = next((heading.end for heading in elements(content, "h1")), 0)
    return content[:end] + place(BYLINE) + content[end:]


def byline(publication: Publication, minutes: int) -> str:
    """The byline of `publication`, in its language, or in English if that does not ship."""
    language = nearest(publication.language)
    locale, said = Locale.parse(language, sep="-"), words(language)
    duration = format_unit(minutes, "duration-minute", "short", locale=locale)
    items = [
        (as_html(", ".join(author.name for author in publication.authors)), "author"),
        (_time(publication.issued, locale), "date"),
        (_time(publication.updated, locale, said.updated), "updated"),
        (as_html(said.reading.format(duration)), "reading"),
        (tag("a", as_html(said.title), href=f"#{ID}"), "cite"),
    ]
    listed = "".join(tag("span", item, class_=f"article-{name}") for item, name in items if item)
    return tag("div", tag("p", listed), class_="article-head")


def minutes(html: str) -> int:
    """Minutes, rounded up, for the content `html` of a page; formulas, figures, tables and listings count as words.

    >>> minutes("<p>" + "word " * 265 + "</p>"), minutes("<p>" + "word " * 265 + "</p><img src='a.svg'>")
    (1, 2)
    >>> minutes("<p>" + "字" * 1000 + "</p>"), minutes("")
    (2, 1)
    """
    listings = elements(html, "pre", "svg")
    html = replaced(html, listings, lambda each: " ")
    shown = elements(html, "img", "span", "table")
    html = replaced(html, (each for each in shown if each.has_class(_FORMULA)), lambda each: " ")
    text = without_tags(html.replace("<", " <"))  # no word goes on behind a tag
    words = len(_IDEOGRAM.sub(" ", text).split()) + sum(map(_counted, [*listings, *shown]))
    return max(1, math.ceil(words / WORDS_A_MINUTE + len(_IDEOGRAM.findall(text)) / CHARACTERS_A_MINUTE))


def _time(parts: Parts, locale: Locale, before: str = "") -> str:
    """A date in words, as far as it is known.

    >>> _time((2026, 11), Locale("de")), _time((2026, 11, 5), Locale("en"), "Updated")
    ('<time datetime="2026-11">November 2026</time>', 'Updated <time datetime="2026-11-05">November 5, 2026</time>')
    """
    if not parts:
        return ""
    shown = tag("time", _words_of(parts, locale), datetime=iso(parts))
    return f"{as_html(before)} {shown}" if before else shown


def _words_of(parts: Parts, locale: Locale) -> str:
    if len(parts) == 1:
        return str(parts[0])
    day = date(*(*parts, 1)[:3])
    return format_date(day, "long", locale) if len(parts) == 3 else format_skeleton("yMMMM", day, locale=locale)


def _counted(shown: Element) -> int:
    """How many words it takes as long to look at as `shown`, beside those in it."""
    if shown.has_class(_FORMULA):
        return DISPLAY_WORDS if shown.get("data-display") == "block" else FORMULA_WORDS
    is_dark = shown.name == "img" and shown.get("src").endswith("#only-dark")  # a picture that is there twice
    return DISPLAY_WORDS if shown.name in ("img", "pre", "table") and not is_dark else 0
