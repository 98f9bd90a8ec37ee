"""The fields that an author filled in, in front matter or in CITATION.cff, and where in the file they stand."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import yaml

from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import metadata
from mkdocs_colophon.publication.metadata import Parts

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
Key = str | int


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by name, with the YAML that they were read from and the number of its first line."""

    values: Mapping[str, object]
    path: str
    yaml: str
    first_line: int = 1

    @classmethod
    def of_page(cls, values: Mapping[str, object], path: str, source: str) -> "Fields":
        match = _FRONT_MATTER.match(source)
        return cls(values, path, match[1] if match else "", 2)

    def unreadable(self) -> list[Problem]:
        """A problem if YAML cannot be read, of which MkDocs says nothing: it takes such front matter for text."""
        if self.values or not self.yaml:
            return []
        try:
            yaml.safe_load(self.yaml)
        except (yaml.YAMLError, ValueError) as error:  # a ValueError is a date that no calendar has
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            place = (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 0)
            return [Problem("PUB003", f"the fields cannot be read: {reason}", "write them in YAML", self.path, *place)]
        return []

    def text(self, key: str) -> str:
        """The value of `key` in one line of text."""
        value = self.values.get(key)
        return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""

    def words(self, key: str) -> tuple[str, ...]:
        """The value of `key`, a list or a line with commas, as words."""
        value = self.values.get(key)
        items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else ()
        words = (" ".join(str(item).split()) for item in items if isinstance(item, str | int | float))
        return tuple(word for word in words if word)

    def day(self, key: str, value: object) -> tuple[Parts, list[Problem]]:
        """The date in `value`, of the field `key`, and what is wrong with it."""
        if value is None:
            return (), []
        try:
            return metadata.date_parts(value), []
        except ValueError as error:
            return (), [self.problem("PUB001", str(error), "write it as 2026-11-20, or 2026-11, or 2026", key)]

    def doi(self) -> tuple[str, list[Problem]]:
        """The field `doi`, and what is wrong with it."""
        written = self.text("doi")
        number = metadata.doi(written)
        if number or not written:
            return number, []
        return "", [self.problem("PUB004", f"'{written}' is no DOI", "one begins with '10.' and has a '/'", "doi")]

    def problem(self, code: str, text: str, hint: str, *keys: Key) -> Problem:
        """A problem with the value that one reaches by `keys`."""
        return self.placed(Problem(code, text, hint), *keys)

    def placed(self, problem: Problem, *keys: Key) -> Problem:
        """`problem` with the place of the value that one reaches by `keys`."""
        return problem.at(self.path, *self._place(keys))

    def _place(self, keys: tuple[Key, ...]) -> tuple[int, int]:
        with suppress(yaml.YAMLError):
            node = yaml.compose(self.yaml, Loader=yaml.SafeLoader)
            for key in keys:
                node = _child(node, key) or node
            if node:
                return node.start_mark.line + self.first_line, node.start_mark.column + 1
        return 0, 0


def _child(node: yaml.Node | None, key: Key) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    if isinstance(node, yaml.SequenceNode):  # of names, some with values, as plugins are in mkdocs.yml
        return next(filter(None, (item if item.value == key else _child(item, key) for item in node.value)), None)
    return None
