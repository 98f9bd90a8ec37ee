"""What the front matter of a page says about its citations."""

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs_colophon import grammar
from mkdocs_colophon.citations import library, styles
from mkdocs_colophon.citations.formats import csl
from mkdocs_colophon.citations.formats.parsed import Parsed
from mkdocs_colophon.citations.request import Request, Style
from mkdocs_colophon.problems import Problem

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def read(
    meta: Mapping[str, object], default: Style, language: str, folder: Path, path: str, source: str
) -> tuple[Request, list[Problem]]:
    """A request without citations, after the front matter `meta` of the page at `path`, whose text is `source`.

    `citation_style` and `lang` take the place of `default` and `language`; `nocite` and `references` are pandoc's.

    >>> request, problems = read({"nocite": "@a, @b"}, Style(), "en", Path(), "x.md", "")
    >>> request.nocite, request.language, problems
    (('a', 'b'), 'en-US', [])
    """
    named = meta.get("citation_style")
    style, unknown = styles.choose(str(named), folder) if named else (default, [])
    problems = [problem.at(path, _line(source, "citation_style")) for problem in unknown]
    own, broken = _references(meta.get("references"), path, source)
    entries, repeated = library.by_key(own)
    nocite = tuple(dict.fromkeys(grammar.cites(_text(meta.get("nocite")))))
    spoken = styles.locale(str(meta.get("lang") or language))
    return Request((), style, spoken, nocite, tuple(entries.values())), [*problems, *broken, *repeated]


def _references(records: object, path: str, source: str) -> Parsed:
    if records is None:
        return [], []
    if not isinstance(records, list):
        problem = Problem("CITE003", "`references` is no list", "it is a list of entries, as in CSL-YAML")
        return [], [problem.at(path, _line(source, "references"))]
    if (block := _BLOCK.match(source)) and "references" in block[1]:
        own, broken = csl.csl_yaml(block[1], path, 2)  # hosts read YAML 1.1, in which `page: 12:30` is a number
        if len(own) == len(records) and not broken:
            return own, []
    keys = [record.get("id") if isinstance(record, dict) else None for record in records]
    return csl.csl(records, [_line(source, "id", str(key)) for key in keys], path)


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _line(source: str, name: str, value: str = "") -> int:
    """The line of the front matter in which `name` has `value`; 0 if there is none."""
    match = re.search(rf"^[\s{{-]*[\"']?{name}[\"']?:\s*[\"']?{re.escape(value)}", source, re.MULTILINE)
    return source.count("\n", 0, match.end()) + 1 if match else 0
