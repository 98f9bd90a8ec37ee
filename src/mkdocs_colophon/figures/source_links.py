"""Links from a figure's colophon to the source of what made it."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from mkdocs_colophon.evidence.source_tree import module_name
from mkdocs_colophon.html import as_html, tag

_EDIT = re.compile(r"(?:-/)?(?:edit|blob|raw|tree|src)/(?P<branch>[^/?]+)/(?P<folder>[^?]*)")
_PATHS = {"github": "blob/{branch}/", "gitlab": "-/blob/{branch}/", "bitbucket": "src/{branch}/"}


class Links:
    """Names files and functions of a project, as links where it is known how to reach them.

    Parameters
    ----------
    root : the project's folder, to which paths are relative.
    folders : those from which modules are imported.
    template : the address of a line of a file, of ``{path}`` and ``{line}``; empty for no links.
    """

    def __init__(self, root: Path, folders: Sequence[str] = (), template: str = "") -> None:
        self._root, self._folders, self._template = root, tuple(folders), template
        self._texts: dict[str, str] = {}

    def is_module(self, path: str) -> bool:
        """Whether a file lies in one of the folders from which modules are imported."""
        return any(PurePosixPath(path).is_relative_to(folder) for folder in self._folders)

    def file(self, path: str) -> str:
        """A file by its path, as HTML."""
        return self._linked(path, path, 1)

    def function(self, path: str, name: str) -> str:
        """A function by its full name, as HTML; the link leads to its definition."""
        line = definition(self._text(path), name) if self._template else 0
        return self._linked(f"{module_name(path, self._folders)}.{name}", path, line)

    def line(self, path: str, number: int) -> str:
        """A line by its number, as HTML."""
        return self._linked(str(number), path, number, code=False)

    def _linked(self, text: str, path: str, line: int, *, code: bool = True) -> str:
        shown = tag("code", as_html(text)) if code else text
        if not self._template:
            return shown
        address = self._template.replace("{path}", quote(path)).replace("{line}", str(line))
        return tag("a", shown, href=address)

    def _text(self, path: str) -> str:
        if path not in self._texts:
            file = self._root / path
            self._texts[path] = file.read_text("utf-8", "replace") if file.is_file() else ""
        return self._texts[path]


def definition(source: str, name: str) -> int:
    """The line at which the function called `name`, as by `__qualname__`, is defined; the nearest around it, or 1.

    >>> definition("class A:\\n    def f(self): ...\\n\\n\\ndef f(): ...\\n", "A.f")
    2
    >>> definition("x = 1\\ndef f():\\n    return lambda: 0\\n", "f.<locals>.<lambda>")
    2
    """
    position, depth = 0, 0
    for part in name.replace(".<locals>", "").split("."):
        indent = "[ \\t]+" if depth else ""
        pattern = re.compile(rf"^{indent}(?:async[ \t]+def|def|class)[ \t]+{re.escape(part)}\b", re.MULTILINE)
        found = pattern.search(source, position)
        if not found:
            break
        position, depth = found.end(), depth + 1
    return source.count("\n", 0, position) + 1


def template(repository: str, edit: str, docs: str) -> str:
    """The address of a line of a file, made from MkDocs' `repo_url` and `edit_uri`; empty if there is no telling.

    `docs` is the folder of pages, relative to the project's.

    >>> template("https://github.com/ann/site", "edit/main/docs/", "docs")
    'https://github.com/ann/site/blob/main/{path}#L{line}'
    >>> template("https://gitlab.com/ann/all", "edit/main/site/docs/", "docs")
    'https://gitlab.com/ann/all/-/blob/main/site/{path}#L{line}'
    >>> template("https://example.org/ann", "", "docs")
    ''
    """
    parts = urlsplit(repository)
    host = next((host for host in _PATHS if host in (parts.hostname or "")), "")
    if parts.scheme not in ("http", "https") or not host:
        return ""
    found = _EDIT.match(edit)
    branch, folder = (found["branch"], found["folder"].strip("/")) if found else ("HEAD", "")
    above = folder.removesuffix(docs.strip("/")).strip("/")
    line = "#lines-{line}" if host == "bitbucket" else "#L{line}"
    start = repository.rstrip("/") + "/" + _PATHS[host].format(branch=branch)
    return start + (f"{above}/" if above else "") + "{path}" + line
