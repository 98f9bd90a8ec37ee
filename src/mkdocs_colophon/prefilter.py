"""Patterns that are sought only where one of their signs is: most pieces of a text have none, and that is soon seen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefilter:
    """A pattern, as Python-Markdown asks for one.

    Attributes
    ----------
    compiled : the pattern.
    signs : what every match holds one of.

    >>> prefilter = Prefilter(re.compile(r"@(\\w+)"), ("@",))
    >>> [match[1] for match in prefilter.finditer("see @a")], [*prefilter.finditer("nothing")]
    (['a'], [])
    """

    compiled: re.Pattern[str]
    signs: tuple[str, ...]

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        """The matches in `text` from `start` on."""
        return self.compiled.finditer(text, start) if self.may_be_in(text) else ()

    def may_be_in(self, text: str) -> bool:
        """Whether there is a sign of it in `text`."""
        return any(map(text.__contains__, self.signs))
