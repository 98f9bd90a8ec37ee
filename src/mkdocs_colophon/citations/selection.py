"""Which entries a list shows: `keyword=review year>=2015`."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.problems import did_you_mean

_CONDITION = re.compile(r"""\s*([A-Za-z][\w-]*)\s*(!=|>=|<=|=|>|<)\s*("[^"]*"|'[^']*'|[^\s"'{}<>=!]+)\s*""")
_COMPARED: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_PLACES: Mapping[str, tuple[str, ...]] = {"scope": ("page", "section", "site"), "group": ("year", "type", "none")}
_PRINTER = LatexNodes2Text()
_BETWEEN = re.compile(r"\s*[,;]\s*")
# The fields of a name in BibLaTeX, CSL and RIS, where it is not just that of the field.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "keyword": ("keywords", "keyword", "kw"),
    "author": ("author", "editor", "au", "a1", "ed"),
    "journal": ("journal", "journaltitle", "container-title", "jo", "jf", "t2"),
    "title": ("title", "ti", "t1"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What an entry has to be.

    Attributes
    ----------
    field : what of it is asked for: "keyword", "type", "year", "key", or a field as its file calls it.
    operator : "=", "!=", or for the year ">=", "<=", ">", "<".
    values : of which one has to be met.
    """

    field: str
    operator: str
    values: tuple[str, ...]

    def holds(self, entry: Entry) -> bool:
        """Whether `entry` is so.

        >>> review = Entry("a", "", 1, type="article", fields={"year": "2016", "keywords": "Review, deep nets"})
        >>> [each.holds(review) for each in read('keyword="deep nets" year>=2016 type!=book|thesis')]
        [True, True, True]
        """
        if self.operator in _COMPARED:
            return entry.year != "" and _COMPARED[self.operator](int(entry.year), int(self.values[0]))
        met = any(self._is_met(entry, value.lower()) for value in self.values)
        return met == (self.operator == "=")

    def _is_met(self, entry: Entry, value: str) -> bool:
        match self.field:
            case "type":
                return value in (entry.type.lower(), entry.kind)
            case "year":
                return value == entry.year
            case "key":
                return value == entry.key.lower()
            case "keyword":
                return value in _BETWEEN.split(_told(entry, "keyword"))
        return value in _told(entry, self.field)


class SelectionError(ValueError):
    """A text that selects nothing; it says why."""


def read(text: str) -> tuple[Condition, ...]:
    """The conditions in `text`, which may stand in braces.

    Raises
    ------
    SelectionError
        If it has anything else.
    """
    return tuple(_conditions(text.replace("{", " ").replace("}", " ").strip()))


def selected(entries: Iterable[Entry], conditions: Iterable[Condition]) -> list[str]:
    """The keys of those of `entries` for which all `conditions` hold."""
    wanted = list(conditions)
    return [entry.key for entry in entries if all(each.holds(entry) for each in wanted)]


def _conditions(text: str) -> Iterator[Condition]:
    position = 0
    while position < len(text):
        found = _CONDITION.match(text, position)
        if not found:
            raise SelectionError(f"'{text[position:].strip()}' is no condition")
        name, sign, value = found[1].lower(), found[2], found[3].strip("\"'")
        if sign in _COMPARED and not (name == "year" and value.isdecimal()):
            raise SelectionError(f"'{sign}' compares years only")
        yield Condition("keyword" if name == "keywords" else name, sign, tuple(value.split("|")))
        position = found.end()


def _told(entry: Entry, name: str) -> str:
    """What the fields of that name say, in lower case."""
    told = ", ".join(entry.fields[each] for each in _FIELDS.get(name, (name,)) if each in entry.fields)
    return (_printed(told) if entry.format == "biblatex" else told).lower()


@lru_cache(maxsize=1 << 15)  # each query asks every entry
def _printed(tex: str) -> str:
    r"""What TeX prints, as far as that is words.

    >>> _printed(r"M{\"u}ller, {\'E}. and {CNN}s"), _printed("deep nets")
    ('Müller, É. and CNNs', 'deep nets')
    """
    return str(_PRINTER.latex_to_text(tex)) if "\\" in tex or "{" in tex else tex


def place(text: str) -> dict[str, str]:
    """What a list is told: its `scope`, its `group`, and under `where` what selects entries.

    Raises
    ------
    SelectionError
        If there is anything else.

    >>> place(" scope=site {keyword=review year>=2015}")
    {'scope': 'site', 'where': 'keyword="review" year>="2015"'}
    """
    told, where = dict[str, str](), list[str]()
    for each in read(text):
        value = "|".join(each.values)
        if each.field not in _PLACES:
            where.append(f'{each.field}{each.operator}"{value}"')
        elif each.operator == "=" and value in _PLACES[each.field]:
            told[each.field] = value
        else:
            raise SelectionError(f"'{each.field}' is one of {', '.join(_PLACES[each.field])}")
    return told | ({"where": " ".join(where)} if where else {})


def hint(conditions: Iterable[Condition], entries: Iterable[Entry]) -> str:
    """What may have been meant by `conditions` that hold for none of `entries`."""
    known = list(entries)
    keywords = {word for entry in known for word in _BETWEEN.split(_told(entry, "keyword")) if word}
    words = {"keyword": keywords, "type": {word for entry in known for word in (entry.type.lower(), entry.kind)}}
    for each in conditions:
        for value in each.values if each.field in words else ():
            if value.lower() not in words[each.field]:
                return did_you_mean(value.lower(), words[each.field])
    return ""
