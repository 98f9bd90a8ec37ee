"""Executed notebooks, kept with a record of what they used: as long as that is unchanged, so are their outputs."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from mkdocs_colophon.notebooks.model import Desk, Json, Notebook

_PROGRAM = ("probe.py", "kernel.py")  # executed by another Colophon, a notebook may look different


def load(notebook: Notebook, desk: Desk) -> Json | None:
    """The cells of `notebook` as executed before, if nothing that they used has changed."""
    try:
        kept = json.loads(_file(notebook, desk).read_text("utf-8"))
        fresh = kept["record"] == _record(notebook, desk, kept["record"]["files"], kept["record"]["versions"])
        return kept["tree"] if fresh else None
    except (OSError, ValueError, KeyError, TypeError):  # a missing or broken file costs time only
        return None


def store(notebook: Notebook, desk: Desk, report: str) -> None:
    """Keep `notebook`, which was executed, with what its kernel reported."""
    told = json.loads(report)
    used = [desk.relative(Path(name)) for name in told["files"] if _is_followed(Path(name), desk)]
    kept = {"record": _record(notebook, desk, used, told["versions"]), "tree": notebook.tree}
    kept["record"]["versions"] = told["versions"]  # those of the kernel, which may not be those that we see
    path = _file(notebook, desk)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(kept), "utf-8")
    unfinished.replace(path)


def clear(notebooks: Iterable[Notebook], desk: Desk) -> None:
    """Remove what is kept of notebooks that are no more."""
    wanted = {_file(notebook, desk) for notebook in notebooks}
    for path in desk.cache.glob("*.json"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def _file(notebook: Notebook, desk: Desk) -> Path:
    name = hashlib.sha256(desk.relative(notebook.path).encode()).hexdigest()[:16]
    return desk.cache / f"{notebook.path.stem}-{name}.json"


def _record(notebook: Notebook, desk: Desk, used: Iterable[str], distributions: Iterable[str]) -> Json:
    """All that the outputs of `notebook` depend on, as it is now."""
    own = [files(__package__).joinpath(name).read_bytes() for name in _PROGRAM]
    return {
        "source": hashlib.sha256(notebook.source.encode()).hexdigest(),
        "settings": [desk.kernel, desk.allow_errors, [desk.relative(path) for path in desk.import_paths]],
        "style": _digest(desk.style),
        "colophon": hashlib.sha256(b"".join(own)).hexdigest(),
        "files": {name: _digest(desk.root / name) for name in used},
        "versions": {name: _version(name) for name in distributions},
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _version(distribution: str) -> str:
    if distribution == "python":
        return ".".join(map(str, sys.version_info[:3]))
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _is_followed(path: Path, desk: Desk) -> bool:
    """Whether `path` is a file of the project, and neither installed nor made by a build."""
    if not path.is_relative_to(desk.root) or "__pycache__" in path.parts or not path.is_file():
        return False
    apart = (Path(sys.prefix).resolve(), desk.cache.parent, Path(__file__).resolve().parents[1])
    return not any(path.is_relative_to(folder) for folder in apart)
