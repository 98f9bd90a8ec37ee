"""Draws the stale figures of a site, each in a worker process, and says what each script got wrong."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs_colophon.figures import cache, fingerprint
from mkdocs_colophon.figures.cache import Record
from mkdocs_colophon.figures.model import Drawing, Studio
from mkdocs_colophon.figures.resolve import Wall
from mkdocs_colophon.problems import Problem

GRACE = 5.0  # seconds in which a worker that is past its time may say where it was


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one figure: its picture, new, fresh or the last good one, and what is wrong with the script."""

    name: str
    drawing: Drawing | None
    drawn: bool = False
    problem: Problem | None = None


def scripts(studio: Studio) -> dict[str, Path]:
    """The figure scripts by the name of their figure: all but `drawing.py` and those that begin with an underscore."""
    found = sorted(studio.scripts.glob("*.py"))
    return {path.stem: path for path in found if path.name != "drawing.py" and not path.name.startswith("_")}


def uri(name: str) -> str:
    """Where the figure called `name` stands on the site."""
    return f"figures/{name}.svg"


def draw_all(studio: Studio, executor: Executor) -> list[Outcome]:
    """Bring every figure up to date; a script that fails leaves the others alone, and its last good picture in place.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed.
    """
    named = scripts(studio)
    if not named:
        return []
    environment = fingerprint.environment()
    return list(executor.map(partial(_bring_up_to_date, studio, environment), named.items()))


def hung(outcomes: Sequence[Outcome], wall: Wall, *, stale: bool) -> Wall:
    """`wall` with the pictures of `outcomes`; those of scripts that fail now only where `stale` ones may be shown."""
    shown = [outcome for outcome in outcomes if outcome.drawing and (stale or not outcome.problem)]
    failed = frozenset(uri(outcome.name) for outcome in outcomes if outcome not in shown)
    drawings = {outcome.drawing.uri: outcome.drawing for outcome in shown if outcome.drawing}
    return replace(wall, drawings=drawings, failed=failed)


def _bring_up_to_date(studio: Studio, environment: Mapping[str, str], script: tuple[str, Path]) -> Outcome:
    name, path = script
    record = cache.load(studio, name)
    if record and _is_fresh(studio, record, environment):
        return Outcome(name, record.drawing)
    with tempfile.TemporaryDirectory(prefix="colophon-") as folder:
        before = fingerprint.digest(path)
        problem = _run(studio, name, path, Path(folder))
        if problem:
            return Outcome(name, record.drawing if record else None, problem=problem)
        drawn = _collect(Path(folder))
    used = [Path(file) for file in drawn["files"]]
    files = fingerprint.files(studio, path, used) | {studio.relative(path): before}
    return Outcome(name, cache.store(studio, name, drawn, environment, files).drawing, drawn=True)


def _is_fresh(studio: Studio, record: Record, environment: Mapping[str, str]) -> bool:
    return record.environment == environment and not fingerprint.changed(studio, record.files)


def _collect(folder: Path) -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads((folder / "drawn.json").read_text("utf-8"))
    return drawn | {side: (folder / f"{side}.svg").read_bytes() for side in ("light", "dark")}


def _run(studio: Studio, name: str, script: Path, folder: Path) -> Problem | None:
    """Run the worker; what it draws is in `folder` unless there is a problem."""
    job = {
        "name": name,
        "script": str(script),
        "folder": str(folder),
        "root": str(studio.root),
        "style": str(studio.style),
        "palette": str(studio.palette),
        "import_paths": [str(path) for path in studio.import_paths],
        "timeout": studio.timeout,
        "memory": studio.memory,
    }
    try:
        worker = subprocess.run(
            [sys.executable, "-P", "-m", "mkdocs_colophon.figures.worker"],
            input=json.dumps(job).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=studio.root,
            timeout=studio.timeout + GRACE,
        )
        status = worker.returncode
    except subprocess.TimeoutExpired:
        status = None
    if (folder / "drawn.json").is_file():
        return None
    return _problem(studio, script, folder, status)


def _problem(studio: Studio, script: Path, folder: Path, status: int | None) -> Problem:
    path = studio.relative(script)
    if (folder / "error.json").is_file():
        error = json.loads((folder / "error.json").read_text("utf-8"))
        deeper = error["deeper"].replace(f"{studio.root}/", "")
        hint = f"raised in {deeper}" if deeper else ""
        return Problem("FIG001", f"the figure is not drawn: {error['text']}", hint, path, error["line"])
    timeout = folder / "timeout.txt"
    dump = timeout.read_text("utf-8") if timeout.is_file() else ""
    if dump or status is None:
        text = f"the figure is not drawn: it took longer than {studio.timeout:g} s and was stopped"
        return Problem("FIG002", text, "make it quicker, or raise `figure_timeout`", path, _last_line(dump, script))
    ended = f"signal {-status}" if status < 0 else f"exit status {status}"
    return Problem(
        "FIG003", f"the figure is not drawn: the script ended its process ({ended})", "let draw() return", path
    )


def _last_line(dump: str, script: Path) -> int:
    """The line of `script` that faulthandler's dump shows as running, or 0."""
    lines: Sequence[str] = re.findall(rf'File "{re.escape(str(script))}", line (\d+)', dump)
    return int(lines[0]) if lines else 0
