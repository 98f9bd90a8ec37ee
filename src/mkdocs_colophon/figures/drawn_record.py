"""What is known of a figure once it has been drawn: its files, its words and numbers, and all that it was made from."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Value
from mkdocs_colophon.figures.drawn_figure import Drawing, Made
from mkdocs_colophon.tracing.trace import Module, Trace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """A figure that was drawn.

    Attributes
    ----------
    name : the figure's name.
    outputs : the name of each file in the cache, by what follows the figure's name on the site.
    width, height : in CSS pixels.
    alternative, description : its words.
    data : the digest of what it shows.
    values : what the script's `values()` gave.
    environment : the versions of everything that drew it.
    trace : what it was made from; paths are relative to the project's folder if they are below it.
    seconds : how long drawing it took.
    """

    name: str
    outputs: Mapping[str, str]
    width: int
    height: int
    alternative: str
    description: str
    data: str
    values: Mapping[str, Value]
    environment: Mapping[str, str]
    trace: Trace
    seconds: float

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """The record in `text`.

        Raises
        ------
        ValueError, KeyError, TypeError
            If there is none.
        """
        given: dict[str, Any] = json.loads(text)
        modules = {path: Module(**module) for path, module in given["trace"]["modules"].items()}
        return cls(**given | {"trace": Trace(**given["trace"] | {"modules": modules})})


def relative(trace: Trace, name: Callable[[str], str]) -> Trace:
    """`trace` with every path as `name` gives it, sorted."""

    def renamed(paths: Mapping[str, T]) -> dict[str, T]:
        return dict(sorted((name(path), value) for path, value in paths.items()))

    return replace(
        trace,
        modules=renamed(trace.modules),
        files=renamed(trace.files),
        folders=renamed(trace.folders),
        variables=dict(sorted(trace.variables.items())),
    )


def drawing_of(current: Record, folder: Path) -> Drawing:
    """What a page shows of a record whose files are in `folder`."""
    return Drawing(
        current.name,
        folder,
        current.outputs,
        current.width,
        current.height,
        current.alternative,
        current.description,
        current.values,
        made_of(current),
    )


def made_of(current: Record) -> Made:
    """How the figure of a record was made."""
    ran = tuple(
        Piece(path, name, digest, tuple(module.statements.get(name, ())))
        for path, module in sorted(current.trace.modules.items())
        for name, digest in sorted(module.functions.items())
    )
    number = current.environment
    versions = {name: number[name] for name in ("python", "numpy", "matplotlib", "mkdocs-colophon") if name in number}
    return Made(ran, versions | dict(current.trace.packages), current.seconds, current.data)
