"""What a process that draws is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
