"""Executed notebooks, kept with all that they were made from: as long as that is unchanged, so are their outputs."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from mkdocs_colophon import tracing
from mkdocs_colophon.atomic import write
from mkdocs_colophon.freshness.changes import changes
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.notebooks import kernel, kernel_monitor
from mkdocs_colophon.notebooks.notebook import ExecutionSettings, Json, Notebook
from mkdocs_colophon.tracing.trace import Trace


def environment(notebook: Notebook, settings: ExecutionSettings, state: FileState) -> Json:
    """What is executed and by what, as it is now."""
    files = [kernel.__file__, kernel_monitor.__file__, *sorted(Path(tracing.__path__[0]).glob("*.py"))]
    return {
        "source": sha256(notebook.source.encode()).hexdigest(),
        "kernel": settings.kernel,
        "allow_errors": settings.allow_errors,
        "import_paths": [settings.relative(path) for path in settings.import_paths],
        "style": state.digest(str(settings.style)),
        "colophon": [state.digest(str(path)) for path in files],
        "python": platform.python_version(),
        **{name: state.version(name) for name in ("ipykernel", "ipython", "matplotlib-inline")},
    }


def load(notebook: Notebook, settings: ExecutionSettings, now: Json, state: FileState) -> Json | None:
    """The cells of `notebook` as executed before, if nothing that they were made from has changed."""
    try:
        kept = json.loads(_file(notebook, settings).read_text("utf-8"))
        fresh = kept["environment"] == now and not any(changes(Trace.of(kept["trace"]), state))
        return kept["tree"] if fresh else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # a missing or broken file costs time only
        return None


def store(notebook: Notebook, settings: ExecutionSettings, now: Json, report: str, state: FileState) -> None:
    """Keep `notebook`, which was executed in an environment, with what its kernel reported."""
    told = json.loads(report)
    trace = Trace.of(told["trace"]).relative(lambda path: settings.relative(Path(path)))
    # others are set for each kernel, such as the number of its parent
    inherited = {name: digest for name, digest in trace.variables.items() if digest == state.variable(name)}
    kept = {
        "environment": now | {"python": told["python"]},  # that of the kernel, which may not be ours
        "trace": asdict(replace(trace, variables=inherited)),
        "tree": notebook.tree,
    }
    write(_file(notebook, settings), json.dumps(kept).encode())


def clear(notebooks: Iterable[Notebook], settings: ExecutionSettings) -> None:
    """Remove what is kept of notebooks that are no more."""
    wanted = {_file(notebook, settings) for notebook in notebooks}
    for path in settings.cache.glob("*.json"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def _file(notebook: Notebook, settings: ExecutionSettings) -> Path:
    name = sha256(settings.relative(notebook.path).encode()).hexdigest()[:16]
    return settings.cache / f"{notebook.path.stem}-{name}.json"
