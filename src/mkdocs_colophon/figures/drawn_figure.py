"""A figure that was drawn, as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Value


@dataclass(frozen=True, slots=True)
class Made:
    """How a figure was made, as its colophon tells it.

    Attributes
    ----------
    ran : the code of the project that ran, function by function.
    versions : of what drew it, by name.
    seconds : how long that took when it was drawn; no later build changes it.
    data : the digest of what it shows.
    """

    ran: tuple[Piece, ...]
    versions: Mapping[str, str]
    seconds: float
    data: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that a script has drawn.

    Attributes
    ----------
    name : the script's path below the folder of scripts, without its suffix.
    folder : where its files are kept.
    outputs : the name of each file there, by what follows the figure's name on the site: ``.svg`` and ``.dark.svg``,
        the data that it shows as ``.npz``, ``.png`` if places that take no SVG are to show it, and ``.webp`` if it is
        a bitmap at heart.
    width, height : in CSS pixels.
    alternative : what the picture shows, in a sentence.
    description : the same at length, in plain text; may be empty.
    values : what the script's `values()` gave, by name.
    made : how it was made, if that is known.
    """

    name: str
    folder: Path
    outputs: Mapping[str, str]
    width: int
    height: int
    alternative: str
    description: str
    values: Mapping[str, Value] = field(default_factory=dict)
    made: Made | None = None

    @property
    def files(self) -> dict[str, Path]:
        """Where each file is kept, by what follows the figure's name on the site."""
        return {suffix: self.folder / name for suffix, name in self.outputs.items()}

    @property
    def uri(self) -> str:
        """Where the light picture stands on the site."""
        return self.uri_of(".svg")

    @property
    def dark_uri(self) -> str:
        return self.uri_of(".dark.svg")

    @property
    def is_animated(self) -> bool:
        return ".still.svg" in self.outputs

    def uri_of(self, suffix: str) -> str:
        """Where one of its files stands on the site."""
        return f"figures/{self.name}{suffix}"
