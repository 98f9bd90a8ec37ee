"""What the front matter of a page says of how the page is read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

from mkdocs_colophon.citations import frontmatter as citations
from mkdocs_colophon.crossref.settings import SETTINGS
from mkdocs_colophon.crossref.targets import Scope
from mkdocs_colophon.math import macros
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.source import locate


def read(page: Page, site: Site, chapter: str, root: Path, language: str) -> tuple[Page, list[Problem]]:
    """`page` with what its front matter says, and what is wrong with that.

    `chapter` is the one that it is, `root` the project's folder, `language` that of the site.
    """
    request, problems = citations.read(page.meta, site.request.style, language, root, page.path, page.source)
    commands, wrong = macros.read(page.meta.get("macros"))
    scope, unknown = _scope(page, site.scope)
    problems = [*_placed(unknown, "numbering", page), *problems, *_placed(wrong, "macros", page), *_ignored(page)]
    return replace(page, chapter=chapter, scope=scope, request=request, macros=commands), problems


def _ignored(page: Page) -> Iterator[Problem]:
    """A problem for each setting of another tool, which would do nothing."""
    for key in page.meta:
        if option := SETTINGS.get(str(key)):
            text = f"'{key}' in the front matter does nothing here"
            yield from _placed([Problem("XREF015", text, f"it is {option} in mkdocs.yml")], str(key), page)


def _scope(page: Page, default: Scope) -> tuple[Scope, list[Problem]]:
    given = page.meta.get("numbering", default)
    if given in get_args(Scope):
        return cast(Scope, given), []
    text = f"unknown numbering '{given}' in the front matter"
    return default, [Problem("XREF012", text, "there is page, section, chapter and site")]


def _placed(problems: Sequence[Problem], field: str, page: Page) -> list[Problem]:
    """`problems` with parts of a field, at their places."""
    if not problems:
        return []
    fields = Fields.of_page(page.meta, page.path, page.source)
    if not fields.yaml:  # that of a notebook is a cell
        return locate([replace(each, needle=each.needle or field) for each in problems], page.path, page.source)
    return [fields.placed(each, field, *([each.needle] if each.needle else [])) for each in problems]
