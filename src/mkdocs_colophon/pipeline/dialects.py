"""What authors of other tools write by habit, as `dialects.toml` lists it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from mkdocs_colophon.prefilter import Prefilter

_FILE = "dialects.toml"


@dataclass(frozen=True)
class Habit:
    """One form of another tool.

    Attributes
    ----------
    tools : whose it is.
    pattern : how it looks.
    instead : what is written here; nothing if it is the end of what has been told.
    named : the same by what the group `name` of the pattern holds.
    informational : as of a problem.
    """

    tools: str
    pattern: Prefilter
    instead: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    informational: bool = False

    @cached_property
    def signs(self) -> frozenset[str]:
        """What its signs may be in HTML, one of which is on a page that has it."""
        return frozenset(each for sign in self.pattern.signs for each in _in_html(sign))

    def matches(self, words: str) -> Iterator[tuple[int, re.Match[str], "Habit"]]:
        """Where it stands in `words`."""
        return ((match.start(), match, self) for match in self.pattern.finditer(words))

    def hint(self, match: re.Match[str]) -> str:
        """What is to be written instead of `match`."""
        groups = match.groupdict()
        keys = "; ".join(f"@{key.strip()}" for key in (groups.get("keys") or "").split(","))
        return named(groups.get("name") or "", self.named, self.instead).replace("KEYS", keys)


def habits(page: str) -> list[Habit]:
    """The habits that may be on a page, whose HTML is given with its character references read; on most few."""
    there = {sign for sign in _SIGNS if sign in page}
    return [each for each in _HABITS if not there.isdisjoint(each.signs)]


def _in_html(sign: str) -> tuple[str, ...]:
    """What `sign` may be in HTML, where code is an element and a line may begin with a tag.

    >>> _in_html("}`"), _in_html("\\n% "), _in_html("{%")
    (('}<code',), ('\\n% ', '>% '), ('{%',))
    """
    if sign.count("`") == 1:
        return (sign.replace("`", "</code>" if sign[0] == "`" else "<code"),)
    return (sign, f">{sign[1:]}") if sign[0] == "\n" else (sign,)


def named(name: str, known: Mapping[str, str], default: str) -> str:
    """What `known` says of `name`, or of the domain of which it is one.

    >>> named("cite:p", {"cite": "[@key]"}, "")
    '[@key]'
    """
    return known.get(name) or known.get(name.partition(":")[0]) or default


def _read() -> tuple[tuple[Habit, ...], Mapping[str, str]]:
    table = tomllib.loads(files(__package__).joinpath(_FILE).read_text("utf-8"))
    named = {kind: _by_name(rows) for kind, rows in table["named"].items()}
    habits = (
        Habit(
            each["tools"],
            Prefilter(re.compile(each["pattern"], re.MULTILINE), tuple(each["signs"])),
            each.get("instead", ""),
            named.get(each.get("named"), {}),
            each.get("informational", False),
        )
        for each in table["habit"]
    )
    return tuple(habits), named["directives"]


def _by_name(rows: Mapping[str, str]) -> Mapping[str, str]:
    return {name: instead for names, instead in rows.items() for name in names.split()}


_HABITS, DIRECTIVES = _read()
_SIGNS = frozenset(sign for each in _HABITS for sign in each.signs)
