"""A figure that was drawn: as pages show it, and as the cache keeps it with all that it was made from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.tracing.trace import Trace

_SHOWN = ("python", "numpy", "matplotlib", "mkdocs-colophon")  # of all that drew it, the versions that readers know


def uri(name: str, suffix: str = ".svg") -> str:
    """Where a file of the figure called `name` stands on the site; by itself, the light picture.

    >>> uri("pooling/max", ".dark.svg")
    'figures/pooling/max.dark.svg'
    """
    return f"figures/{name}{suffix}"


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure that pages can show.

    Attributes
    ----------
    name : the script's path below the folder of scripts, without its suffix.
    picture : what the script has drawn.
    folder : where its files are kept.
    outputs : the name of each file there, by what follows the figure's name on the site: ``.svg`` and ``.dark.svg``,
        the data that it shows as ``.npz``, ``.png`` if places that take no SVG are to show it, and ``.webp`` if it is
        a bitmap at heart.
    ran : the code of the project that ran, function by function.
    versions : of what drew it, by name; of a placeholder, which nothing drew, none.
    """

    name: str
    picture: Picture
    folder: Path = Path()
    outputs: Mapping[str, str] = field(default_factory=dict)
    ran: tuple[Piece, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, Path]:
        """Where each file is kept, by what follows the figure's name on the site."""
        return {suffix: self.folder / name for suffix, name in self.outputs.items()}

    @property
    def uri(self) -> str:
        """Where the light picture stands on the site."""
        return uri(self.name)

    @property
    def is_animated(self) -> bool:
        return ".still.svg" in self.outputs

    def uri_of(self, suffix: str) -> str:
        """Where one of its files stands on the site."""
        return uri(self.name, suffix)


@dataclass(frozen=True, slots=True)
class Record:
    """A figure that was drawn.

    Attributes
    ----------
    name : the figure's name.
    picture : what its script has drawn.
    outputs : the name of each file in the cache, by what follows the figure's name on the site.
    environment : the versions of everything that drew it.
    trace : what it was made from; paths are relative to the project's folder if they are below it.
    """

    name: str
    picture: Picture
    outputs: Mapping[str, str]
    environment: Mapping[str, str]
    trace: Trace

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """The record in `text`.

        Raises
        ------
        ValueError, KeyError, TypeError, AttributeError
            If there is none.
        """
        given: dict[str, Any] = json.loads(text)
        return cls(**given | {"picture": Picture(**given["picture"]), "trace": Trace.of(given["trace"])})

    def figure(self, folder: Path) -> DrawnFigure:
        """What pages show of it; its files are in `folder`."""
        ran = tuple(
            Piece(path, name, digest, tuple(module.statements.get(name, ())))
            for path, module in sorted(self.trace.modules.items())
            for name, digest in sorted(module.functions.items())
        )
        versions = {name: self.environment[name] for name in _SHOWN if name in self.environment}
        return DrawnFigure(self.name, self.picture, folder, self.outputs, ran, versions | dict(self.trace.packages))
