"""Draws one figure, in a process of its own: runs the script, saves what it draws, and says what it was made from.

It runs code of the project, so that it must never be called where the generator runs. Nothing heavy is imported until
it is called: the generator only names its functions.
"""

import importlib.metadata
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import TextIOBase
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mkdocs_colophon.figures import code, words
from mkdocs_colophon.figures.tracing import Ran, Tracer
from mkdocs_colophon.figures.witness import Forbidden, Witness

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mkdocs_colophon.figures.picture import Frame

Value = int | float | str
FRAME_SECONDS = 0.5  # for which a frame of an animation is shown
PRINTS = 1 << 20  # characters that a script may print, to nobody
# code that looks at its own text sees more than the digests of its functions do
_LOOKS_AT_ITSELF = re.compile(
    rb"#\s*colophon:\s*coarse\b|\b(?:inspect|linecache|getsource|__doc__|__code__|f_lineno|_getframe|currentframe)\b"
)


@dataclass(frozen=True, slots=True)
class Job:
    """A figure to draw: its name, its script, the project's folders, and the files of style and palette."""

    name: str
    script: Path
    root: Path
    scripts: Path
    cache: Path
    style: Path
    palette: Path
    import_paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """What ran of a module of the project.

    Attributes
    ----------
    digest : of all its text.
    skeleton : of what importing it runs; see `code.Digests`.
    functions : of the bodies of the functions that ran, by their name.
    statements : which statements of each ran; see `code.Layout`.
    """

    digest: str
    skeleton: str = ""
    functions: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """All that a figure was made from, by absolute path or name; None where there was nothing.

    Attributes
    ----------
    modules : modules of the project that were imported, the script among them.
    coarse : whether modules count by all their text, as some look at it or it is not known which functions ran.
    files, folders, variables : see `Witness`.
    packages : the version of each distribution that was imported on top of what every figure uses.
    """

    modules: Mapping[str, Module]
    coarse: bool
    files: Mapping[str, str | None]
    folders: Mapping[str, str]
    variables: Mapping[str, str | None]
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as drawn.

    Attributes
    ----------
    outputs : the content of each file, by what follows the figure's name: ``.svg``, ``.dark.svg``, ``.npz``, ``.png``,
        ``.webp``.
    width, height : in CSS pixels.
    alternative, description : the words of the script that was run.
    data : the digest of what it shows, whatever it looks like.
    values : what the script's `values()` gives.
    trace : what it was made from.
    seconds : how long that took.
    """

    outputs: Mapping[str, bytes]
    width: int
    height: int
    alternative: str
    description: str
    data: str
    values: Mapping[str, Value]
    trace: Trace
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a script drew nothing, at which line of it, and in which other file of the project."""

    text: str
    line: int = 0
    deeper: str = ""


class ScriptError(Exception):
    """A script that does not keep the contract of a figure script."""


def warm() -> None:
    """Import what draws, and draw something, so that whoever is forked from this process need not."""
    import numpy.random  # noqa: F401
    import PIL.Image  # noqa: F401

    from mkdocs_colophon.figures import picture

    picture.rehearse()
    assert os.environ.get("OMP_NUM_THREADS") == "1", "threads do not survive a fork"


def draw(job: Job) -> Drawn | Failure:
    """Run the script of a figure and save what it draws."""
    started = time.perf_counter()
    os.chdir(job.root)
    witness = Witness(job.root, job.cache, Path(tempfile.gettempdir()))
    try:
        return _draw(job, witness, started)
    except Exception as error:  # noqa: BLE001  a script may raise anything, and its author is told
        return failure(job, witness, error)


def _draw(job: Job, witness: Witness, started: float) -> Drawn:
    from mkdocs_colophon.figures import picture

    sys.path[:0] = [str(path) for path in job.import_paths]
    # last: a figure called "random" must not hide the module
    sys.path += dict.fromkeys([str(job.script.parent), str(job.scripts)])
    picture.prepare(job.style, job.name)
    _fix_chance()
    before = set(sys.modules)
    tracer = Tracer([job.root])
    witness.start()
    with redirect_stdout(Sink()), redirect_stderr(Sink()):
        tracer.start()
        module = witness.load("figure_script", str(job.script))
        alternative, description = read_words(witness.sources[str(job.script)])
        values = read_values(module)
        frames, ran = _frames(module, tracer)
    with witness.quiet():
        for path in (job.style, job.palette):
            witness.open(str(path))
        trace = traced(witness, ran, before)
        outputs = picture.outputs(frames, float(getattr(module, "FRAME_SECONDS", FRAME_SECONDS)), job.palette)
        data = picture.digest(picture.data(frames))
    width, height = frames[0].size
    return Drawn(
        outputs,
        round(width * 96),  # CSS pixels are 1/96 in
        round(height * 96),
        alternative,
        description,
        data,
        values,
        trace,
        time.perf_counter() - started,
    )


def _frames(module: ModuleType, tracer: Tracer) -> "tuple[list[Frame], dict[str, Ran] | None]":
    """The pictures of a figure, and what ran to make them."""
    from mkdocs_colophon.figures import picture

    figures = drawn_figures(module)
    if hasattr(module, "frames"):
        # one by one: the next may be the same figure, changed
        frames = [picture.frame(figure, first=number == 0) for number, figure in enumerate(figures)]
        ran = tracer.take()
        tracer.stop()
    else:
        [figure] = figures
        ran = tracer.take()
        tracer.stop()  # before saving, which takes long and runs nothing of the project
        frames = [picture.frame(figure)]
    if not frames:
        raise ScriptError("frames() gave no figure")
    return frames, ran


def read_words(source: bytes) -> tuple[str, str]:
    """The alternative text and the long description of a script.

    Raises
    ------
    ScriptError
        If it has no docstring.
    """
    alternative, description = words.described(source) or ("", "")
    if not alternative:
        raise ScriptError(words.MISSING)
    return alternative, description


def drawn_figures(module: ModuleType) -> "Iterator[Figure]":
    """What the script's `draw()` returns, or each figure that its `frames()` gives.

    Raises
    ------
    ScriptError
        If it has neither, or both, or that is no figure.
    """
    from matplotlib.figure import Figure

    named = [name for name in ("draw", "frames") if callable(getattr(module, name, None))]
    if not named:
        raise ScriptError("the script has no function draw(); write `def draw() -> Figure:`")
    if len(named) > 1:
        raise ScriptError("the script has both draw() and frames(); a figure is a still or an animation")
    verb = "returned" if named == ["draw"] else "gave"
    given = [module.draw()] if named == ["draw"] else module.frames()
    for figure in given if isinstance(given, Iterable) else [given]:
        if not isinstance(figure, Figure):
            kind = type(figure).__name__
            raise ScriptError(f"{named[0]}() {verb} {kind}; it must return a matplotlib.figure.Figure")
        yield figure


def read_values(module: ModuleType) -> dict[str, Value]:
    """What the script's `values()` returns, if it has one, as plain numbers and strings.

    Raises
    ------
    ScriptError
        If that is no mapping of names to numbers and strings.
    """
    if not hasattr(module, "values"):
        return {}
    given = module.values()
    if not isinstance(given, Mapping):
        raise ScriptError(f"values() returned {type(given).__name__}; it must return a dict")
    return {_name(name): _plain(name, value) for name, value in given.items()}


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier():
        raise ScriptError(f"values() names a value {name!r}; a name is letters, digits and underscores")
    return str(name)


def _plain(name: object, value: Any) -> Value:
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        value = value.item()  # of NumPy
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    raise ScriptError(f"values() gives a {type(value).__name__} for '{name}'; it must be an int, a float or a str")


def traced(witness: Witness, ran: Mapping[str, Ran] | None, before: Iterable[str]) -> Trace:
    """All that a figure was made from."""
    witness.note_declared()
    new = [module for name, module in list(sys.modules.items()) if name not in before]
    paths = [path for path in (getattr(module, "__file__", None) for module in new) if path]
    for path in paths:
        if not witness.is_installed(path) and os.path.abspath(path) not in witness.sources:
            witness.open(path)
    installed = {str(module.__name__).partition(".")[0] for module in new if _is_package_of(module, witness)}
    coarse = ran is None or any(_LOOKS_AT_ITSELF.search(source) for source in witness.sources.values())
    modules = {
        path: _module(source, (ran or {}).get(os.path.realpath(path), Ran()))
        for path, source in witness.sources.items()
    }
    return Trace(modules, coarse, witness.files, witness.folders, witness.variables, _versions(installed))


def _module(source: bytes, ran: Ran) -> Module:
    from importlib.util import decode_source

    text = decode_source(source)
    digests, places = code.digests(text), code.layout(text).places(ran.lines)
    functions = {name: digests.of(name) for name in sorted(ran.functions)}
    # the line of `def f(): return 1` runs when the function is made
    statements = {name: where for name, where in places.items() if name in functions}
    return Module(code_digest(source), digests.skeleton, functions, statements)


def code_digest(source: bytes) -> str:
    """The SHA-256 of a module's bytes in hexadecimal."""
    from hashlib import sha256

    return sha256(source).hexdigest()


def _is_package_of(module: ModuleType, witness: Witness) -> bool:
    path = getattr(module, "__file__", None)
    return bool(path) and "-packages" in str(path) and witness.is_installed(str(path))


def _versions(names: Iterable[str]) -> dict[str, str]:
    """The version of the distributions that bring modules, by the distribution's name."""
    found = {}
    for name in sorted(names):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            brought = importlib.metadata.packages_distributions()
            found |= {each: importlib.metadata.version(each) for each in brought.get(name, [])}
    return found


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


def failure(job: Job, witness: Witness, error: BaseException) -> Failure:
    """What went wrong, with the line of the script at which it did."""
    script = str(job.script)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == script]
    line = error.lineno or 0 if isinstance(error, SyntaxError) and error.filename == script else (lines or [0])[-1]
    local = [frame for frame in frames if witness.is_local(frame.filename)]
    last = local[-1] if local else None
    deeper = f"{last.filename}:{last.lineno}" if last and last.filename != script and lines else ""
    known = isinstance(error, ScriptError | Forbidden)
    text = str(error) if known else f"{type(error).__name__}: {error}".removesuffix(": ")
    return Failure(text, line, deeper)
