"""The lines under the title of an article: who wrote it and when, how long it takes to read, and how to cite it."""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.units import format_unit

from mkdocs_colophon.html import as_html, elements, tag
from mkdocs_colophon.locales.languages import nearest
from mkdocs_colophon.publication.block import BYLINE, ID, place
from mkdocs_colophon.publication.metadata import Parts, Publication, iso
from mkdocs_colophon.publication.words import words


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
