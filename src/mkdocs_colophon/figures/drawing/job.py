"""What a process that draws is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_colophon.tracing.trace import Trace

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Job:
    """A figure to draw: its name, its script, the project's folders, the files of style and palette, what is wanted."""

    name: str
    script: Path
    root: Path
    scripts: Path
    cache: Path
    style: Path
    palette: Path
    import_paths: tuple[Path, ...] = ()
    with_png: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as drawn.

    Attributes
    ----------
    outputs : the content of each file, by what follows the figure's name: ``.svg``, ``.dark.svg``, ``.npz``, ``.webp``
        if it is a bitmap at heart, ``.png`` if that was wanted.
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
