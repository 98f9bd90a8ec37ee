"""Executed notebooks, kept with a record of what they used: as long as that is unchanged, so are their outputs."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from mkdocs_colophon.notebooks.notebook import ExecutionSettings, Json, Notebook

_PROGRAM = ("kernel_probe.py", "kernel.py")  # executed by another Colophon, a notebook may look different


def load(notebook: Notebook, settings: ExecutionSettings) -> Json | None:
    """The cells of `notebook` as executed before, if nothing that they used has changed."""
    try:
        kept = json.loads(_file(notebook, settings).read_text("utf-8"))
        fresh = kept["record"] == _record(notebook, settings, kept["record"]["files"], kept["record"]["versions"])
        return kept["tree"] if fresh else None
    except (OSError, ValueError, KeyError, TypeError):  # a missing or broken file costs time only
        return None


def store(notebook: Notebook, settings: ExecutionSettings, report: str) -> None:
    """Keep `notebook`, which was executed, with what its kernel reported."""
    told = json.loads(report)
    used = [settings.relative(Path(name)) for name in told["files"] if _is_followed(Path(name), settings)]
    kept = {"record": _record(notebook, settings, used, told["versions"]), "tree": notebook.tree}
    kept["record"]["versions"] = told["versions"]  # those of the kernel, which may not be those that we see
    path = _file(notebook, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(kept), "utf-8")
    unfinished.replace(path)


def clear(notebooks: Iterable[Notebook], settings: ExecutionSettings) -> None:
    """Remove what is kept of notebooks that are no more."""
    wanted = {_file(notebook, settings) for notebook in notebooks}
    for path in settings.cache.glob("*.json"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def _file(notebook: Notebook, settings: ExecutionSettings) -> Path:
    name = hashlib.sha256(settings.relative(notebook.path).encode()).hexdigest()[:16]
    return settings.cache / f"{notebook.path.stem}-{name}.json"


def _record(notebook: Notebook, settings: ExecutionSettings, used: Iterable[str], distributions: Iterable[str]) -> Json:
    """All that the outputs of `notebook` depend on, as it is now."""
    own = [files(__package__).joinpath(name).read_bytes() for name in _PROGRAM]
    return {
        "source": hashlib.sha256(notebook.source.encode()).hexdigest(),
        "settings": [
            settings.kernel,
            settings.allow_errors,
            [settings.relative(path) for path in settings.import_paths],
        ],
        "style": _digest(settings.style),
        "colophon": hashlib.sha256(b"".join(own)).hexdigest(),
        "files": {name: _digest(settings.root / name) for name in used},
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


def _is_followed(path: Path, settings: ExecutionSettings) -> bool:
    """Whether `path` is a file of the project, and neither installed nor made by a build."""
    if not path.is_relative_to(settings.root) or "__pycache__" in path.parts or not path.is_file():
        return False
    apart = (Path(sys.prefix).resolve(), settings.cache.parent, Path(__file__).resolve().parents[1])
    return not any(path.is_relative_to(folder) for folder in apart)
