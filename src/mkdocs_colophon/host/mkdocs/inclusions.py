"""The files that a page includes: what is wrong in one is told of it, not of the page.

Whoever includes, pymdownx.snippets, include-markdown, macros or mkdocstrings, reads on the page which file.
Where it looks is its own business, so a name is looked for wherever one of them would.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mkdocs.structure.files import File

from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.source import Text

_SNIPPET = re.compile(r"^[ \t>]*-+8<-+[ \t]+([\"'])(?P<name>[^\"'\n]+)\1", re.MULTILINE)
_SNIPPETS = re.compile(r"^[ \t>]*-+8<-+[ \t]*\n(?P<names>(?:(?![ \t>]*-+8<-+)[^\n]*\n)*)", re.MULTILINE)
_TAG = re.compile(r"\{%-?\s*include(?:-markdown|_markdown)?\s+([\"'])(?P<name>[^\"'\n]+)\1")
_DOCSTRINGS = re.compile(r"^[ \t]*:::[ \t]+(?P<name>[A-Za-z_][\w.]*)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"(?::[\w-]*){1,2}$")  # of a snippet: its name, or lines


def included(source: str, file: File, project: Project) -> tuple[Text, ...]:
    """The texts that `source`, the text of `file`, includes, and those that these include."""
    if not any(sign in source for sign in ("8<", "{%", ":::")):
        return ()
    folder = Path(file.abs_src_path or "").parent
    found: dict[Path, str] = {}
    waiting = [*_files(source, folder, project)]
    while waiting:
        path = waiting.pop(0)
        if path not in found and path != Path(file.abs_src_path or ""):
            found[path] = path.read_text("utf-8", "replace")
            waiting += _files(found[path], path.parent, project) if path.suffix != ".py" else ()
    return tuple((project.relative(path), text) for path, text in found.items())


def _files(source: str, folder: Path, project: Project) -> Iterator[Path]:
    """The files that `source`, which stands in `folder`, names."""
    places = [folder, *_places(project)]
    for name in _names(source):
        yield from _first(place / name for place in places)
    for match in _DOCSTRINGS.finditer(source):
        yield from _modules(match["name"].split("."), [*_sources(project), project.root, project.root / "src"])


def _names(source: str) -> Iterator[str]:
    yield from (match["name"] for match in _TAG.finditer(source))
    blocks = (match["names"].splitlines() for match in _SNIPPETS.finditer(source))
    snippets = [*(match["name"] for match in _SNIPPET.finditer(source)), *(line for block in blocks for line in block)]
    yield from (_SECTION.sub("", name.strip(" \t>")) for name in snippets)


def _places(project: Project) -> list[Path]:
    given = (project.config.mdx_configs.get("pymdownx.snippets") or {}).get("base_path", ["."])
    bases = given if isinstance(given, list) else [given]  # of paths, or of what `!relative` in mkdocs.yml becomes
    return [Path(project.config.docs_dir), project.root, *(project.root / os.fspath(base) for base in bases)]


def _sources(project: Project) -> list[Path]:
    """The folders in which mkdocstrings looks for modules."""
    plugin = project.config.plugins.get("mkdocstrings")
    handlers = plugin.config.get("handlers") or {} if plugin else {}
    return [project.root / path for path in (handlers.get("python") or {}).get("paths", [])]


def _modules(name: Sequence[str], folders: Sequence[Path]) -> Iterator[Path]:
    """The module in which what has that `name` is defined; of a package, all of it."""
    for length in range(len(name), 0, -1):
        for base in (folder.joinpath(*name[:length]) for folder in folders):
            if (base / "__init__.py").is_file():
                yield from sorted(base.rglob("*.py"))
                return
            if (module := base.with_name(f"{base.name}.py")).is_file():
                yield module
                return


def _first(paths: Iterable[Path]) -> Iterator[Path]:
    """The first of `paths` that is a file."""
    found = next((path.resolve() for path in paths if path.is_file()), None)
    if found:
        yield found
