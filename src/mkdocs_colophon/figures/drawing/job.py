"""What a process that draws is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Picture:
    """What a script has drawn, wherever its files are kept.

    Attributes
    ----------
    width, height : in CSS pixels.
    alternative : what it shows, in a sentence.
    description : the same at length, in plain text; may be empty.
    data : the digest of what it shows, whatever it looks like.
    values : what the script's `values()` gave, by name.
    seconds : how long that took when it was drawn; no later build changes it.
    """

    width: int
    height: int
    alternative: str
    description: str = ""
    data: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as drawn.

    Attributes
    ----------
    picture : what it shows.
    outputs : the content of each file, by what follows the figure's name: ``.svg``, ``.dark.svg``, ``.npz``, ``.webp``
        if it is a bitmap at heart, ``.png`` if that was wanted.
    trace : what it was made from.
    """

    picture: Picture
    outputs: Mapping[str, bytes]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a script drew nothing, at which line of it, and in which other file of the project."""

    text: str
    line: int = 0
    deeper: str = ""
