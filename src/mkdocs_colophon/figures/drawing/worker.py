"""Draws one figure, in a process of its own: runs the script, saves what it draws, and says what it was made from.

It runs code of the project, so that it must never be called where the generator runs. Nothing heavy is imported until
it is called: the generator only names its functions.
"""

import os
import random
import sys
import tempfile
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from mkdocs_colophon.figures.drawing.job import Drawn, Failure, Job, Picture
from mkdocs_colophon.figures.drawing.sandbox import Forbidden, Sandbox
from mkdocs_colophon.figures.drawing.script import ScriptError, drawn_figures, read_values, read_words
from mkdocs_colophon.tracing.access_monitor import AccessMonitor
from mkdocs_colophon.tracing.module_finder import load
from mkdocs_colophon.tracing.trace import traced
from mkdocs_colophon.tracing.tracer import Ran, Tracer

if TYPE_CHECKING:
    from mkdocs_colophon.figures.drawing.picture import Frame

FRAME_SECONDS = 0.5  # for which a frame of an animation is shown
PRINTS = 1 << 20  # characters that a script may print, to nobody


def warm() -> None:
    """Import what draws, and draw something, so that whoever is forked from this process need not."""
    import numpy.random  # noqa: F401
    import PIL.Image  # noqa: F401

    from mkdocs_colophon.figures.drawing import picture

    picture.rehearse()
    assert os.environ.get("OMP_NUM_THREADS") == "1", "threads do not survive a fork"


def draw(job: Job) -> Drawn | Failure:
    """Run the script of a figure and save what it draws."""
    started = time.perf_counter()
    os.chdir(job.root)
    scratch = Path(tempfile.gettempdir())
    monitor = AccessMonitor(job.root, job.cache, scratch)
    try:
        return _draw(job, monitor, Sandbox(job.root, scratch), started)
    except Exception as error:  # noqa: BLE001  a script may raise anything, and its author is told
        return failure(job, monitor, error)


def _draw(job: Job, monitor: AccessMonitor, sandbox: Sandbox, started: float) -> Drawn:
    from mkdocs_colophon.figures.drawing import data, picture

    sys.path[:0] = [str(path) for path in job.import_paths]
    # last: a figure called "random" must not hide the module
    sys.path += dict.fromkeys([str(job.script.parent), str(job.scripts)])
    picture.prepare(job.style, job.name)
    _fix_chance()
    tracer = Tracer([job.root])
    monitor.start(sandbox.rules())
    with redirect_stdout(Sink()), redirect_stderr(Sink()):
        tracer.start()
        module = load("figure_script", str(job.script), monitor)
        alternative, description = read_words(monitor.sources[str(job.script)])
        values = read_values(module)
        frames, ran = _frames(module, tracer, job.with_png)
    with monitor.quiet():
        for path in (job.style, job.palette):
            monitor.open(str(path))
        trace = traced(monitor, ran)
        pictures = picture.outputs(frames, float(getattr(module, "FRAME_SECONDS", FRAME_SECONDS)), job.palette)
        arrays = data.of_frames([each.data for each in frames])
    width, height = frames[0].size
    seconds = round(time.perf_counter() - started, 3)
    size = round(width * 96), round(height * 96)  # CSS pixels are 1/96 in
    shown = Picture(*size, alternative, description, data.digest(arrays), values, seconds)
    return Drawn(shown, pictures | {".npz": data.archive(arrays)}, trace)


def _frames(module: ModuleType, tracer: Tracer, with_png: bool) -> "tuple[list[Frame], dict[str, Ran] | None]":
    """The pictures of a figure, and what ran to make them."""
    from mkdocs_colophon.figures.drawing import picture

    figures = drawn_figures(module)
    if hasattr(module, "frames"):
        # one by one: the next may be the same figure, changed
        frames = [picture.frame(figure, first=number == 0, with_png=with_png) for number, figure in enumerate(figures)]
        tracer.stop()
    else:
        [figure] = figures
        tracer.stop()  # before saving, which takes long and runs nothing of the project
        frames = [picture.frame(figure, with_png=with_png)]
    if not frames:
        raise ScriptError("frames() gave no figure")
    return frames, tracer.take()


def _fix_chance() -> None:
    """Give the shared generators of random numbers the same start every time."""
    import numpy

    random.seed(0)
    numpy.random.seed(0)


class Sink(TextIOBase):
    """Takes what a script prints, up to a limit."""

    def __init__(self) -> None:
        self._taken = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._taken += len(text)
        if self._taken > PRINTS:
            raise Forbidden(f"the script prints more than {PRINTS >> 20} MB, and nobody reads it")
        return len(text)


def failure(job: Job, monitor: AccessMonitor, error: BaseException) -> Failure:
    """What went wrong, with the line of the script at which it did."""
    script = str(job.script)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == script]
    line = error.lineno or 0 if isinstance(error, SyntaxError) and error.filename == script else (lines or [0])[-1]
    local = [frame for frame in frames if monitor.is_local(frame.filename)]
    last = local[-1] if local else None
    deeper = f"{last.filename}:{last.lineno}" if last and last.filename != script and lines else ""
    known = isinstance(error, ScriptError | Forbidden)
    text = str(error) if known else f"{type(error).__name__}: {error}".removesuffix(": ")
    return Failure(text, line, deeper)
